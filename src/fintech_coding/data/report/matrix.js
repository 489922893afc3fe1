// The coding matrix as a heat map: a row per report, a column per technology or per element of one.
function readCell(report, technology, element) {
  // Counts as [all, affirmed, own] of hits, sentences and passages; null where the report was not read.
  if (!report.read) return null;
  const cells = DATA.cells[report.id] ?? {};
  const found = element === null ? cells[technology]?.counts : cells[technology]?.elements?.[element];
  const [hits, sentences, passages] = found ?? [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
  const at = VARIANTS.indexOf(view.variant);
  if (view.count === "hits_per_10k") return report.characters ? (hits[at] * 10000) / report.characters : null;
  return { hits, sentences, passages }[view.count][at];
}

function listColumns() {
  const chosen = DATA.technologies.find((technology) => technology.id === view.level);
  if (!chosen) return DATA.technologies.map((technology) => ({ technology: technology.id, element: null, label: nameOf(technology) }));
  return chosen.elements.map((element) => ({ technology: chosen.id, element: element.id, label: nameOf(element) || nameOf(chosen) }));
}

const listReports = () => DATA.reports.filter((report) => view.year === "" || String(report.year ?? "") === view.year);
const nameReport = (report) => [report.bank, report.year].filter((part) => part !== null && part !== "").join(" ") || report.id;

function renderMatrix(main) {
  const reports = listReports();
  const columns = listColumns();
  main.append(makeSwitches());
  const values = reports.map((report) => columns.map((column) => readCell(report, column.technology, column.element)));
  const most = Math.max(...values.flat().map((value) => value ?? 0), 0);
  const head = make("tr", {}, make("th", { scope: "col" }, say("bank")));
  for (const column of columns) head.append(make("th", { scope: "col" }, column.label));
  const withTotal = view.level === "";
  if (withTotal) head.append(make("th", { scope: "col" }, say("total")));
  const body = make("tbody");
  reports.forEach((report, row) => {
    const line = make("tr", {}, make("th", { scope: "row" }, nameReport(report), make("small", {}, report.name), noteStatus(report)));
    columns.forEach((column, at) => line.append(makeCell(report, column, values[row][at], most)));
    if (withTotal) {
      const total = report.read ? values[row].reduce((sum, value) => sum + value, 0) : null;
      line.append(make("td", { class: "total" }, formatNumber(total)));
    }
    body.append(line);
  });
  const table = make("table", { class: "heat", onkeydown: moveInMatrix }, make("caption", {}, `${say(view.count)}, ${say(view.variant)}`), make("thead", {}, head), body);
  main.append(make("div", { class: "scroll" }, table), make("p", { class: "note" }, say("matrixNote")));
  if (view.count === "hits_per_10k") main.append(make("p", { class: "note" }, say("perTenThousandNote")));
  main.append(make("p", { class: "note" }, say("keys")));
}

function noteStatus(report) {
  const words = [];
  if (report.document && report.document !== "annual") words.push(report.document);
  if (report.status === "partial") words.push(say("partial"));
  return words.length ? make("small", { class: "warn" }, words.join(", ")) : null;
}

function makeCell(report, column, value, most) {
  const chosen = view.report === report.id && view.technology === column.technology && (view.element ?? null) === column.element;
  const open = () => go({ report: report.id, technology: column.technology, element: column.element, passage: 0, words: "" });
  if (value === null) {
    const why = `${say("unread")}, ${say("notZero")}: ${report.status}. ${report.reason}`;
    return make("td", { class: "unread", "aria-selected": chosen }, make("button", { type: "button", title: why, "aria-label": `${nameReport(report)}, ${column.label}: ${why}`, onclick: open }, "–"));
  }
  // Never darker than the ink can be read on.
  const share = most ? Math.sqrt(value / most) : 0;
  const cell = make("td", { class: value === 0 ? "zero" : "", "aria-selected": chosen });
  if (value) cell.style.background = `rgb(var(--heat) / ${(0.06 + 0.5 * share).toFixed(3)})`;
  cell.append(make("button", { type: "button", "aria-label": `${nameReport(report)}, ${column.label}: ${formatNumber(value)} ${say(view.count)}. ${say("openCell")}`, onclick: open }, formatNumber(value)));
  return cell;
}

function makeSwitches() {
  const years = [...new Set(DATA.reports.map((report) => String(report.year ?? "")))].sort();
  const bar = make("div", { class: "switches" });
  bar.append(makeSelect(say("count"), view.count, COUNTS.map((name) => [name, say(name)]), (count) => go({ count })));
  bar.append(makeSelect(say("variant"), view.variant, VARIANTS.map((name) => [name, say(name)]), (variant) => go({ variant })));
  if (years.length > 1) bar.append(makeSelect(say("year"), view.year, [["", say("every")], ...years.filter(Boolean).map((year) => [year, year])], (year) => go({ year })));
  const levels = DATA.technologies.filter((technology) => technology.elements.length).map((technology) => [technology.id, `${say("elements")} ${nameOf(technology)}`]);
  bar.append(makeSelect(say("level"), view.level, [["", say("technologies")], ...levels], (level) => go({ level, report: "", technology: "", element: null })));
  return bar;
}

function moveInMatrix(event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  const cell = event.target.closest("td");
  if (!step || !cell) return;
  const row = cell.parentElement;
  const rows = [...row.parentElement.children];
  const next = rows[rows.indexOf(row) + step[0]]?.children[[...row.children].indexOf(cell) + step[1]]?.querySelector("button");
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
