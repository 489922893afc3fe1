// The passages behind a cell, with the words that were found marked, and where they stand.
const SHOWN = 60; // passages at once; more on demand
const loaded = new Map();
let shown = SHOWN;

function receiveEvidence(reportId, evidence) {
  loaded.set(reportId, evidence);
}
window.receiveEvidence = receiveEvidence; // called by the files beside the page

function loadEvidence(reportId) {
  // The passages of a report, from the page itself or from the file beside it.
  if (loaded.has(reportId)) return Promise.resolve(loaded.get(reportId));
  const inside = DATA.evidence[reportId];
  if (typeof inside !== "string") {
    loaded.set(reportId, inside ?? { passages: [], hits: [] });
    return Promise.resolve(loaded.get(reportId));
  }
  return new Promise((resolve, reject) => {
    const script = make("script", { src: inside });
    script.addEventListener("load", () => (loaded.has(reportId) ? resolve(loaded.get(reportId)) : reject(new Error("empty"))));
    script.addEventListener("error", () => reject(new Error("missing")));
    document.head.append(script);
  });
}

const isCounted = (hit) => view.variant === "all" || (!hit.negated && (view.variant === "affirmed" || hit.scope !== "other"));

function groupPassages(report, evidence, keep) {
  // The passages with a hit that `keep` keeps, in reading order, each with all of its hits.
  const hits = new Map();
  for (const hit of evidence.hits) {
    if (!hits.has(hit.passage)) hits.set(hit.passage, []);
    hits.get(hit.passage).push(hit);
  }
  const groups = [];
  evidence.passages.forEach((passage, number) => {
    const all = hits.get(number) ?? [];
    const kept = all.filter((hit) => keep(hit, passage));
    if (kept.length) groups.push({ report, passage, all, kept });
  });
  return groups;
}

async function renderEvidence() {
  const place = document.getElementById("evidence");
  const report = DATA.reports.find((one) => one.id === view.report);
  place.hidden = !(view.page === "matrix" && report && view.technology);
  place.replaceChildren();
  if (place.hidden) return;
  const technology = DATA.technologies.find((one) => one.id === view.technology);
  const element = technology.elements.find((one) => one.id === view.element);
  const title = make("h2", { tabindex: "-1", id: "evidence-title" }, `${nameReport(report)} · ${nameOf(technology)}${element ? ` · ${nameOf(element)}` : ""}`);
  const close = make("button", { type: "button", onclick: closeEvidence }, say("close"));
  place.append(title, make("p", { class: "actions" }, close));
  if (!report.read) {
    place.append(make("p", { class: "warn" }, `${say("unread")} (${say("notZero")}): ${report.status}. ${report.reason}`));
    return;
  }
  const waiting = make("p", { class: "note" }, say("loading"));
  place.append(waiting);
  let evidence;
  try {
    evidence = await loadEvidence(report.id);
  } catch {
    waiting.replaceWith(make("p", { class: "warn" }, say("lost")));
    return;
  }
  // Another cell may have been opened while this one's passages came.
  if (!waiting.isConnected) return;
  waiting.remove();
  const wanted = (hit) => hit.technology === technology.id && (!element || hit.element === element.id);
  place.append(...makePassageList(groupPassages(report, evidence, wanted), wanted, close.parentElement));
}

function makePassageList(groups, wanted, actions) {
  const list = make("div");
  const note = make("p", { class: "note", role: "status" });
  const more = make("button", { type: "button", onclick: () => { shown += SHOWN; fill(); } }, say("more"));
  const filter = { words: view.words, term: "", flag: view.page === "search" ? "anything" : "counted" };
  function fill() {
    const needle = filter.words.toLowerCase();
    const kept = groups.filter((group) => {
      const hits = group.kept.filter((hit) => !filter.term || hit.term === filter.term);
      const counts = hits.some(isCounted);
      const flagged = filter.flag === "anything" || (filter.flag === "counted" ? counts : hits.length && !counts);
      return hits.length && flagged && (!needle || group.passage.text.toLowerCase().includes(needle) || group.passage.section.toLowerCase().includes(needle));
    });
    note.textContent = kept.length ? `${Math.min(shown, kept.length)} ${say("of")} ${kept.length} ${say("shown")}` : groups.length || view.words ? say("nothing") : say("zero");
    list.replaceChildren(...kept.slice(0, shown).map((group, number) => makePassage(group, wanted, number)));
    more.hidden = kept.length <= shown;
    showPassage(view.passage, false);
  }
  const terms = [...new Set(groups.flatMap((group) => group.kept.map((hit) => hit.term)))].sort();
  const search = make("input", { type: "search", value: filter.words, oninput: (event) => { filter.words = event.target.value; writeAddress({ words: filter.words }, true); view.words = filter.words; fill(); } });
  const tools = make("div", { class: "switches" }, make("label", {}, say("filterText"), search));
  tools.append(makeSelect(say("filterTerm"), "", [["", say("anything")], ...terms.map((term) => [term, term])], (term) => { filter.term = term; fill(); }));
  tools.append(makeSelect(say("filterFlag"), filter.flag, ["counted", "flagged", "anything"].map((name) => [name, say(name)]), (flag) => { filter.flag = flag; fill(); }));
  actions?.prepend(
    make("button", { type: "button", onclick: () => stepPassage(-1) }, say("previous")), " ",
    make("button", { type: "button", onclick: () => stepPassage(1) }, say("next")), " ",
    make("button", { type: "button", onclick: (event) => copyText(location.href, event.target) }, say("link")), " ",
  );
  fill();
  return [tools, note, list, more];
}

function makePassage({ report, passage, all, kept }, wanted, number) {
  const pages = passage.last > passage.first ? `${passage.first}–${passage.last}` : `${passage.first}`;
  const where = view.language === "zh" ? `${say("page")} ${pages} 页` : `${say("page")} ${pages}`;
  const label = passage.label && passage.label !== String(passage.first) ? ` (${say("printed")} ${passage.label})` : "";
  const head = make("header", {}, make("strong", {}, make("bdi", {}, `${nameReport(report)}, ${where}${label}`)));
  if (passage.section) head.append(" · ", make("bdi", {}, passage.section));
  const flags = make("div");
  const named = new Set(kept.flatMap(listFlags));
  for (const flag of named) flags.append(make("span", { class: `flag${flag === "scope_own" ? "" : " set"}` }, say(flag)));
  if (!kept.some(isCounted)) flags.append(make("span", { class: "flag set" }, say("uncounted")));
  if (passage.confidence !== null) flags.append(make("span", { class: "flag set" }, `${say("confidence")} ${passage.confidence}`));
  const text = make("p", { class: passage.kind === "table" ? "table" : "" }, ...markText(passage.text, all, wanted));
  const actions = make("p", { class: "actions" });
  if (report.link) actions.append(make("a", { href: `${report.link}#page=${passage.first}`, target: "_blank", rel: "noopener" }, say("openPdf")), " ");
  actions.append(make("button", { type: "button", onclick: (event) => copyText(cite(report, passage, kept[0]), event.target) }, say("copy")));
  return make("article", { class: "passage", id: `passage-${number + 1}`, tabindex: "-1", "data-passage": passage.id }, head, flags, text, actions);
}

function listFlags(hit) {
  const flags = hit.scope === "own" ? ["scope_own"] : [`scope_${hit.scope}`];
  if (hit.negated) flags.push("negated");
  if (hit.boundary === "contradicted") flags.push("contradicted");
  return flags;
}

function markText(text, hits, wanted) {
  // Pieces of a passage, each hit marked once; positions are in characters, as Python counts them.
  const characters = [...text];
  const pieces = [];
  let at = 0;
  for (const hit of [...hits].sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (hit.start < at) continue;
    pieces.push(characters.slice(at, hit.start).join(""));
    const kind = wanted(hit) ? (isCounted(hit) ? "" : "uncounted") : "other";
    pieces.push(make("mark", { class: kind, title: `${hit.technology}, ${hit.term}` }, characters.slice(hit.start, hit.end).join("")));
    at = hit.end;
  }
  pieces.push(characters.slice(at).join(""));
  return pieces;
}

function cite(report, passage, hit) {
  const page = passage.label && passage.label !== String(passage.first) ? `${passage.label} (PDF ${passage.first})` : `${passage.first}`;
  return view.language === "zh"
    ? `${report.name || report.bank}：${report.year ?? ""} 年${say("annual")}，第 ${page} 页：“${hit.sentence}”`
    : `${report.name || report.bank}, ${report.year ?? ""} ${say("annual")}, p. ${page}: “${hit.sentence}”`;
}

function showPassage(number, focus = true) {
  document.querySelectorAll(".passage.now").forEach((one) => one.classList.remove("now"));
  const chosen = document.getElementById(`passage-${number}`);
  if (!chosen) return;
  chosen.classList.add("now");
  chosen.scrollIntoView({ block: "nearest" });
  if (focus) chosen.focus({ preventScroll: true });
}

function stepPassage(step) {
  const last = document.querySelectorAll(".passage").length;
  if (!last) return;
  const passage = Math.min(Math.max(view.passage + step, 1), last);
  writeAddress({ passage }, true);
  view.passage = passage;
  showPassage(passage);
}

function closeEvidence() {
  const cell = document.querySelector('td[aria-selected="true"] button');
  const [row, column] = cell ? [cell.closest("tr").rowIndex, cell.closest("td").cellIndex] : [0, 0];
  go({ report: "", technology: "", element: null, passage: 0, words: "" });
  if (cell) document.querySelector(".heat")?.rows[row]?.cells[column]?.querySelector("button")?.focus();
}
