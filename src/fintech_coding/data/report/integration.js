// The technology integration model: technologies on a circle, as large as their passages, joined by what names both.
const SVG = "http://www.w3.org/2000/svg";
const SIDE = 560; // of the drawing, in its own units
const CIRCLE = 190; // radius on which the technologies stand
const LARGEST = 46; // radius of the technology of the most passages

function makeShape(tag, properties, ...children) {
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) shape.setAttribute(name, value);
  shape.append(...children);
  return shape;
}

function renderIntegration(main) {
  // Of one report, or of all together, which the table has under the bank `all` without a year.
  const { columns, rows } = DATA.tables.integration;
  const at = (name) => columns.indexOf(name);
  const chosen = rows.filter((row) => (view.report ? row[at("report_id")] === view.report : row[at("bank")] === "all" && !row[at("year")]));
  const reports = DATA.reports.filter((report) => report.read).map((report) => [report.id, nameReport(report)]);
  main.append(make("div", { class: "switches" }, makeSelect(say("bank"), view.report, [["", say("everyReport")], ...reports], (report) => go({ report, technology: "" }))));
  main.append(drawIntegration(chosen.map((row) => ({
    first: row[at("technology_a")], second: row[at("technology_b")],
    passages: Number(row[at("passages_a")]), both: Number(row[at("passages_both")]),
  }))), make("p", { class: "note" }, say("integrationNote")));
}

function drawIntegration(pairs) {
  const technologies = DATA.technologies;
  const passages = new Map(pairs.map((pair) => [pair.first, pair.passages]));
  const most = Math.max(...passages.values(), 1);
  const joint = pairs.filter((pair) => pair.both && technologies.findIndex((one) => one.id === pair.first) < technologies.findIndex((one) => one.id === pair.second));
  const widest = Math.max(...joint.map((pair) => pair.both), 1);
  const places = new Map(technologies.map((technology, number) => {
    const angle = (2 * Math.PI * number) / technologies.length - Math.PI / 2;
    return [technology.id, [SIDE / 2 + CIRCLE * Math.cos(angle), SIDE / 2 + CIRCLE * Math.sin(angle)]];
  }));
  const label = joint.map((pair) => `${pair.first} + ${pair.second}: ${pair.both}`).join("; ");
  const drawing = makeShape("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, class: "integration", role: "img", "aria-label": label || say("nothing") });
  for (const { first, second, both } of joint) {
    const [[x1, y1], [x2, y2]] = [places.get(first), places.get(second)];
    drawing.append(makeShape("line", { x1, y1, x2, y2, "stroke-width": Math.max(1, (14 * both) / widest) }));
  }
  for (const { first, second, both } of joint) {
    const [[x1, y1], [x2, y2]] = [places.get(first), places.get(second)];
    drawing.append(makeShape("text", { x: (x1 + x2) / 2, y: (y1 + y2) / 2 + 4, class: "both" }, String(both)));
  }
  for (const technology of technologies) {
    const [x, y] = places.get(technology.id);
    const count = passages.get(technology.id) ?? 0;
    drawing.append(makeShape("circle", { cx: x, cy: y, r: count ? Math.max(6, LARGEST * Math.sqrt(count / most)) : 5 }));
    drawing.append(makeShape("text", { x, y: y - 2 }, nameOf(technology)), makeShape("text", { x, y: y + 15 }, String(count)));
  }
  return drawing;
}
