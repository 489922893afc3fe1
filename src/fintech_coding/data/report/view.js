// The view that is shown, as the address of the page holds it, and the small tools that build it.
const DATA = JSON.parse(document.getElementById("data").textContent);
const VIEWS = ["matrix", "profiles", "tables", "quality", "methods", "search"];
const COUNTS = ["passages", "sentences", "hits", "hits_per_10k"];
const VARIANTS = ["all", "affirmed", "own"];
const view = {};

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const pick = (name, choices, otherwise) => (choices.includes(asked.get(name)) ? asked.get(name) : otherwise);
  const years = DATA.reports.map((report) => String(report.year ?? ""));
  Object.assign(view, {
    language: pick("language", ["en", "zh"], view.language ?? (navigator.language.startsWith("zh") ? "zh" : "en")),
    page: pick("page", VIEWS, "matrix"),
    count: pick("count", COUNTS, COUNTS.includes(DATA.settings.count) ? DATA.settings.count : "passages"),
    variant: pick("variant", VARIANTS, DATA.settings.variant),
    year: pick("year", years, ""),
    level: pick("level", DATA.technologies.map((technology) => technology.id), ""),
    report: pick("report", DATA.reports.map((report) => report.id), ""),
    technology: pick("technology", DATA.technologies.map((technology) => technology.id), ""),
    element: asked.get("element"),
    passage: Number(asked.get("passage")) || 0,
    words: asked.get("words") ?? "",
    table: asked.get("table") ?? "",
  });
}

function writeAddress(changes, replace = false) {
  const next = { ...view, ...changes };
  const parts = Object.entries(next).filter(([, value]) => value !== "" && value !== null && value !== undefined && value !== 0);
  const address = "#" + new URLSearchParams(parts.map(([name, value]) => [name, String(value)]));
  if (address === location.hash) return;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}

function go(changes) {
  writeAddress(changes);
  render();
}

const say = (name) => WORDS[view.language][name] ?? name;
const nameOf = (thing) => thing[view.language] || thing.en || thing.id;

// Text of reports only ever becomes text: nothing here reads markup.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function makeSelect(label, value, choices, onchange) {
  const select = make("select", { onchange: (event) => onchange(event.target.value) });
  for (const [choice, text] of choices) select.append(make("option", { value: choice, selected: choice === value }, text));
  return make("label", {}, label, select);
}

function formatNumber(value) {
  if (value === null || value === undefined) return "–";
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a file may be refused the clipboard: the old way works there.
    const area = make("textarea", { style: { position: "fixed", opacity: "0" } });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = say("copied");
  setTimeout(() => { button.textContent = before; }, 1500);
}
