// Every table of the outputs, as it is in its CSV file, and profiles drawn from the cells.
const ROWS = 200; // of a table at once
const LONG = 40; // characters of a cell that needs room

function renderTables(main) {
  const names = Object.keys(DATA.tables);
  const name = names.includes(view.table) ? view.table : names[0];
  if (!name) {
    main.append(make("p", { class: "note" }, say("noTable")));
    return;
  }
  const switches = make("div", { class: "switches" }, makeSelect(say("tables"), name, names.map((one) => [one, one]), (table) => go({ table, words: "" })));
  main.append(switches);
  if (name === "integration") renderIntegration(main);
  main.append(make("p", { class: "note" }, DATA.tables[name][view.language] ?? DATA.tables[name].en ?? ""), ...makeTable(name, DATA.tables[name], switches));
}

function makeTable(name, { columns, rows, left_out: leftOut }, switches) {
  let limit = ROWS;
  const numeric = columns.map((_, at) => rows.some((row) => row[at] !== "") && rows.every((row) => row[at] === "" || !Number.isNaN(Number(row[at]))));
  const kinds = columns.map((_, at) => (numeric[at] ? "number" : rows.some((row) => row[at].length > LONG) ? "long" : ""));
  const body = make("tbody");
  const note = make("p", { class: "note", role: "status" });
  const more = make("button", { type: "button", onclick: () => { limit += ROWS; fill(view.words); } }, say("more"));
  function fill(words) {
    const needle = words.toLowerCase();
    const kept = rows.filter((row) => !needle || row.some((cell) => cell.toLowerCase().includes(needle)));
    body.replaceChildren(...kept.slice(0, limit).map((row) => make("tr", {}, ...row.map((cell, at) => make("td", { class: kinds[at] }, make("bdi", {}, cell))))));
    more.hidden = kept.length <= limit;
    note.textContent = `${Math.min(limit, kept.length)} ${say("of")} ${kept.length} ${say("rows")}. ${say("download")} ${name}.csv${leftOut ? ` (+ ${leftOut} ${say("rows")})` : ""}`;
  }
  switches.append(make("label", {}, say("filterRows"), make("input", { type: "search", value: view.words, oninput: (event) => { view.words = event.target.value; writeAddress({ words: view.words }, true); fill(view.words); } })));
  fill(view.words);
  const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col" }, column)));
  return [make("div", { class: "scroll" }, make("table", { class: "list" }, make("caption", {}, `${name}.csv`), make("thead", {}, head), body)), note, more];
}

function makeBars(rows) {
  // Rows of a label, a value and what a click opens; a bar is as long as its share of the largest value.
  const most = Math.max(...rows.map((row) => row.value ?? 0), 0);
  const bars = make("div", { class: "bars" });
  for (const { label, value, open } of rows) {
    const name = open ? make("a", { href: "#", onclick: (event) => { event.preventDefault(); open(); } }, label) : make("span", {}, label);
    const width = most && value ? `${(100 * value) / most}%` : "0";
    bars.append(name, make("span", {}, make("meter-bar", { style: { width } })), make("span", {}, formatNumber(value)));
  }
  return bars;
}

function renderProfiles(main) {
  const report = DATA.reports.find((one) => one.id === view.report) ?? DATA.reports[0];
  const technology = DATA.technologies.find((one) => one.id === view.technology) ?? DATA.technologies[0];
  main.append(makeSwitches());
  if (!report || !technology) return;
  const open = (one, tech, element) => () => go({ page: "matrix", level: element === null ? "" : tech.id, year: "", report: one.id, technology: tech.id, element, passage: 0 });
  main.append(make("h2", {}, say("bankProfile")));
  main.append(make("div", { class: "switches" }, makeSelect(say("bank"), report.id, DATA.reports.map((one) => [one.id, nameReport(one)]), (id) => go({ report: id }))));
  if (!report.read) main.append(make("p", { class: "warn" }, `${say("unread")} (${say("notZero")}): ${report.reason}`));
  main.append(makeBars(DATA.technologies.map((one) => ({ label: nameOf(one), value: readCell(report, one.id, null), open: open(report, one, null) }))));
  main.append(make("h2", {}, say("technologyProfile")));
  main.append(make("div", { class: "switches" }, makeSelect(say("technologies"), technology.id, DATA.technologies.map((one) => [one.id, nameOf(one)]), (id) => go({ technology: id }))));
  main.append(makeBars(listReports().map((one) => ({ label: nameReport(one), value: readCell(one, technology.id, null), open: open(one, technology, null) }))));
  main.append(make("h3", {}, `${nameReport(report)} · ${nameOf(technology)}`));
  main.append(makeBars(technology.elements.map((element) => ({ label: nameOf(element) || nameOf(technology), value: readCell(report, technology.id, element.id), open: open(report, technology, element.id) }))));
}

function renderQuality(main) {
  main.append(make("p", { class: "note" }, say("qualityNote")));
  for (const name of ["extraction", "problems"]) {
    const table = DATA.quality[name];
    if (!table) continue;
    const switches = make("div", { class: "switches" });
    main.append(make("h2", {}, `${name}.csv`), switches, ...makeTable(name, table, switches));
  }
}

function renderMethods(main) {
  const article = make("article", { class: "methods" });
  for (const language of view.language === "zh" ? ["zh", "en"] : ["en", "zh"]) {
    const text = DATA.methods[language];
    article.append(make("h2", {}, say(language === "zh" ? "chinese" : "english")), make("p", { lang: language, id: `methods-${language}` }, text));
    article.append(make("p", { class: "actions" }, make("button", { type: "button", onclick: (event) => copyText(text, event.target) }, say("copyText"))));
  }
  article.append(make("h2", {}, say("settings")));
  article.append(make("table", { class: "list" }, make("tbody", {}, ...DATA.facts.map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value))))));
  main.append(article);
}

async function renderSearch(main) {
  const search = make("input", { type: "search", value: view.words, id: "search-words", oninput: (event) => { view.words = event.target.value; writeAddress({ words: view.words }, true); } });
  const results = make("div");
  async function find(event) {
    event?.preventDefault();
    shown = SHOWN;
    results.replaceChildren(make("p", { class: "note" }, say("loading")));
    const groups = [];
    for (const report of DATA.reports.filter((one) => one.read)) {
      try {
        groups.push(...groupPassages(report, await loadEvidence(report.id), () => true));
      } catch {
        results.append(make("p", { class: "warn" }, `${nameReport(report)}: ${say("lost")}`));
      }
    }
    const needle = view.words.toLowerCase();
    const found = groups.filter((group) => needle && group.passage.text.toLowerCase().includes(needle));
    results.replaceChildren(...makePassageList(found, () => true, null).slice(1));
  }
  main.append(make("form", { class: "switches", onsubmit: find }, make("label", {}, say("searchAll"), search), make("button", {}, say("search"))), results);
  if (view.words) await find();
  else search.focus();
}
