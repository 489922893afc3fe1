// The page: what is shown, and what the keys do.
const RENDERERS = { matrix: renderMatrix, profiles: renderProfiles, tables: renderTables, quality: renderQuality, methods: renderMethods, search: renderSearch };

let opened = ""; // the cell whose passages are shown

async function render() {
  readAddress();
  shown = SHOWN;
  document.documentElement.lang = view.language === "zh" ? "zh-Hans" : "en";
  document.getElementById("title").textContent = DATA.title;
  document.getElementById("skip").textContent = say("skip");
  document.getElementById("footer").textContent = `${say("made")} fintech-code ${DATA.version}`;
  const language = document.getElementById("language");
  language.textContent = say("otherLanguage");
  language.lang = view.language === "zh" ? "en" : "zh-Hans";
  const views = document.getElementById("views");
  views.replaceChildren(...VIEWS.map((name) => make("a", {
    href: `#${new URLSearchParams({ page: name, language: view.language })}`, "aria-current": view.page === name ? "page" : null,
    onclick: (event) => { event.preventDefault(); go({ page: name, words: "", passage: 0 }); },
  }, say(name))));
  const main = document.getElementById("main");
  main.replaceChildren();
  RENDERERS[view.page](main);
  const cell = view.report && view.technology ? [view.page, view.report, view.technology, view.element].join("/") : "";
  const isNew = cell !== opened;
  opened = cell;
  await renderEvidence();
  const title = document.getElementById("evidence-title");
  if (title && isNew) {
    title.scrollIntoView({ block: "start" });
    title.focus({ preventScroll: true });
  }
}

document.getElementById("language").addEventListener("click", () => go({ language: view.language === "zh" ? "en" : "zh" }));
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
window.addEventListener("hashchange", () => { render(); });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const writes = event.target.matches("input, select, textarea");
  if (event.key === "Escape" && view.page === "matrix" && view.report) closeEvidence();
  if (writes) return;
  if (event.key === "n") stepPassage(1);
  if (event.key === "p") stepPassage(-1);
  if (event.key === "/") {
    event.preventDefault();
    const field = document.querySelector('#evidence input[type="search"], #main input[type="search"]');
    if (field) field.focus();
    else go({ page: "search", words: "" });
  }
});
render();
