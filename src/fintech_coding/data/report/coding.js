// The sheet of one coder: a passage at a time, saved in the browser at each change, handed back as CSV.
const DATA = JSON.parse(document.getElementById("data").textContent);
const NONE = "none";
const KEY = `fintech-code ${DATA.coder} ${DATA.sample} ${DATA.items.map((item) => item[0]).join(" ")}`;
const at = (id) => document.getElementById(id);
const answers = load();
let place = Math.max(0, DATA.items.findIndex(([item]) => !isCoded(item)));
let unsaved = false;

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return new Map(Object.entries(kept));
  } catch {
    return new Map();
  }
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(answers)));
  } catch {
    // A browser may refuse to keep anything for a file: then only the CSV is left.
    unsaved = true;
    at("warning").hidden = false;
    at("warning").textContent = "This browser does not keep what you code: save the CSV before you close. 浏览器无法自动保存，请在关闭前保存 CSV。";
  }
}

function isCoded(item) {
  return (answers.get(item)?.codes ?? []).length > 0;
}

function answer(item) {
  if (!answers.has(item)) answers.set(item, { codes: [], note: "" });
  return answers.get(item);
}

function choose(code) {
  const given = answer(DATA.items[place][0]);
  const had = given.codes.includes(code);
  // None excludes the others, and each of them excludes none.
  const others = given.codes.filter((one) => one !== code && (code === NONE ? false : one !== NONE));
  given.codes = had ? given.codes.filter((one) => one !== code) : [...others, code];
  keep();
  show();
}

function go(next) {
  place = Math.min(Math.max(next, 0), DATA.items.length - 1);
  show();
  at("passage").focus();
}

function goOpen() {
  const order = [...DATA.items.keys()].map((step) => (place + 1 + step) % DATA.items.length);
  go(order.find((number) => !isCoded(DATA.items[number][0])) ?? place);
}

function show() {
  const [item, text] = DATA.items[place];
  const given = answers.get(item) ?? { codes: [], note: "" };
  at("passage").querySelector("h2").textContent = `${place + 1} / ${DATA.items.length} · ${item}`;
  if (at("text").textContent !== text) {
    at("text").textContent = text;
    at("text").scrollTop = 0;
  }
  for (const box of at("codes").querySelectorAll("input")) box.checked = given.codes.includes(box.value);
  at("note").value = given.note;
  const coded = DATA.items.filter(([one]) => isCoded(one)).length;
  at("progress").textContent = `${coded} / ${DATA.items.length} coded 已编码`;
}

function cell(text) {
  // A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text.
  const safe = /^'*[=+\-@\t＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function writeCsv() {
  const names = DATA.categories.map((category) => category.id);
  const lines = [["coder", "item", ...names, NONE, "note"]];
  for (const [item] of DATA.items) {
    const given = answers.get(item) ?? { codes: [], note: "" };
    lines.push([DATA.coder, item, ...[...names, NONE].map((name) => (given.codes.includes(name) ? "1" : "")), given.note]);
  }
  return "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([writeCsv()], { type: "text/csv" }));
  link.download = `${DATA.sample}_${DATA.coder}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
}

function build() {
  at("title").textContent = `${DATA.title} · ${DATA.coder} · ${DATA.sample}`;
  for (const [head, body] of DATA.guide) {
    if (head) at("guide").querySelector("dl").append(Object.assign(document.createElement("dt"), { textContent: head }));
    at("guide").querySelector("dl").append(Object.assign(document.createElement("dd"), { textContent: body }));
  }
  const choices = [...DATA.categories, { id: NONE, en: "none of them", zh: "均未提及", definition: "" }];
  choices.forEach((category, number) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: category.id });
    box.addEventListener("change", () => choose(category.id));
    const key = category.id === NONE ? "0" : number < 9 ? String(number + 1) : "";
    const label = Object.assign(document.createElement("label"), { title: category.definition });
    label.append(box, Object.assign(document.createElement("kbd"), { textContent: key }), ` ${category.en} ${category.zh}`);
    at("codes").append(label);
  });
  at("note").addEventListener("input", () => {
    answer(DATA.items[place][0]).note = at("note").value;
    keep();
  });
  at("previous").addEventListener("click", () => go(place - 1));
  at("next").addEventListener("click", () => go(place + 1));
  at("open").addEventListener("click", goOpen);
  at("save").addEventListener("click", save);
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  addEventListener("keydown", press);
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === at("note")) return;
  const onButton = event.target instanceof HTMLButtonElement || event.target.tagName === "SUMMARY";
  if (event.key === "0") choose(NONE);
  else if (/^[1-9]$/.test(event.key) && DATA.categories[Number(event.key) - 1]) choose(DATA.categories[Number(event.key) - 1].id);
  else if (event.key === "ArrowRight" || (event.key === "Enter" && !onButton)) go(place + 1);
  else if (event.key === "ArrowLeft") go(place - 1);
  else if (event.key === "u") goOpen();
  else return;
  event.preventDefault();
}

build();
show();
