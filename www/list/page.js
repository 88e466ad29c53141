// The page for a list of households: which rules, which day, which file; progress; results and rejects as files. Nothing is uploaded.

import { loadDistrict } from "../engine/packs.js";
import { today } from "../model/day.js";
import { element, fill } from "../view/dom.js";
import { Assessor, isDay } from "./assessor.js";
import { readable } from "./readable.js";
import { openList, Refused } from "./rows.js";
import { run, turn } from "./run.js";
import { template } from "./template.js";
import { districtField, download, field, scrolled, startTool } from "./tool.js";
import english from "./words/en.json";
import chinese from "./words/zh-CN.json";

startTool({ "zh-CN": chinese, en: english }, show);

function show(tool) {
  const { texts, place } = tool;
  const district = districtField(tool, texts.page("batch.district.each"));
  const day = element("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: today(), "data-tool": "day" });
  const file = element("input", { type: "file", accept: ".csv,.jsonl,.ndjson", "data-tool": "file" });
  const begin = element("button", { type: "button", class: "primary", "data-tool": "begin", onclick: () => start() }, texts.page("batch.begin"));
  const cancel = element("button", { type: "button", "data-tool": "cancel", hidden: true, onclick: () => { cancelled = true; } }, texts.page("batch.cancel"));
  const columns = element("button", { type: "button", "data-tool": "columns", onclick: () => showColumns() }, texts.page("batch.template"));
  const bar = element("progress", { max: "1", value: "0", "aria-label": texts.page("batch.progress"), hidden: true });
  const said = element("p", { role: "status", class: "said" });
  const outcome = element("div", { class: "outcome" });
  let cancelled = false;

  document.title = texts.page("batch.title");
  fill(place, element("h1", {}, texts.page("batch.title")), element("p", {}, texts.page("batch.lead")), element("p", { class: "hint" }, texts.page("batch.format")),
    element("div", { class: "fields" }, field(texts.page("batch.district"), district), field(texts.page("batch.day"), day), field(texts.page("batch.file"), file)),
    element("p", { class: "acts" }, begin, cancel, columns), bar, said, outcome);

  function say(key, values) { said.textContent = texts.page(key, values); }

  async function start() {
    fill(outcome);
    if (!file.files[0]) return say("batch.noFile");
    if (!isDay(day.value.trim())) return say("batch.noDay");
    cancelled = false;
    working(true);
    let places;
    try {
      const list = await openList(file.files[0]);
      places = await placesOf(tool, district.value);
      const assessor = new Assessor({ places, district: district.value || undefined, on: day.value.trim() });
      const out = await run(list, assessor, { isCancelled: () => cancelled, seen: (it) => { bar.value = it.read; say("batch.running", it); } });
      say(out.cancelled ? "batch.cancelled" : out.rejected > 0 ? "batch.someRejected" : "batch.done", out);
      fill(outcome, finished(texts, textsOf(places), file.files[0].name.replace(/\.\w+$/, ""), list, out));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say("batch.refused." + error.key, error.values);
    } finally {
      if (places) places.forEach((it) => it.free());
      working(false);
    }
    return undefined;
  }

  /** What a list may say, before there is one. */
  async function showColumns() {
    fill(outcome);
    columns.disabled = true;
    const places = await placesOf(tool, district.value);
    const declared = [].concat(...Array.from(places.values(), (it) => it.facts()));
    const rules = textsOf(places);
    places.forEach((it) => it.free());
    said.textContent = "";
    fill(outcome, template(texts, rules, declared));
    columns.disabled = false;
  }

  function working(is) {
    bar.hidden = !is;
    cancel.hidden = !is;
    begin.disabled = is;
    columns.disabled = is;
  }
}

/** The rules of a district, or of all. */
export async function placesOf({ engine, packs, districts }, district) {
  const places = new Map();
  for (const { adcode } of districts.filter((it) => district === "" || it.adcode === district)) {
    places.set(adcode, await loadDistrict(engine, packs, adcode));
    await turn();
  }
  return places;
}

/** What the rules of all places call things, in the language of the page. */
function textsOf(places) { return Object.assign({}, ...Array.from(places.values(), (it) => it.texts(document.documentElement.lang))); }

function finished(texts, rules, name, list, out) {
  // Long lists are put into words only where somebody asks for it.
  const inWords = element("button", { type: "button", "data-tool": "words", onclick: () => {
    const link = download(name + "-results-words.csv", "", readable(texts, rules, out.results), "text/csv");
    link.hidden = true;
    inWords.parentNode.appendChild(link);
    link.click();
    link.remove();
  } }, texts.page("batch.words"));
  return [
    list.encoding !== "utf-8" && element("p", { class: "note" }, texts.page("batch.encoding", { encoding: list.encoding.toUpperCase() })),
    element("p", { class: "acts" }, download(name + "-results.csv", texts.page("batch.results"), out.results, "text/csv"), inWords,
      out.rejected > 0 && download(name + "-rejects.csv", texts.page("batch.rejects"), out.rejects, "text/csv")),
    out.first.length > 0 && scrolled(texts.page("batch.rejects"), element("table", { "data-table": "rejects" }, element("caption", {}, texts.page("batch.rejects.title", { shown: out.first.length, count: out.rejected })),
      element("thead", {}, element("tr", {}, ["batch.line", "batch.id", "batch.column", "batch.reason", "batch.help"].map((key) => element("th", { scope: "col" }, texts.page(key))))),
      element("tbody", {}, out.first.map((it) => element("tr", {}, [it.line, it.id, it.column, reasonOf(texts, it), helpOf(texts, it)].map((cell) => element("td", {}, cell === undefined ? "" : String(cell)))))))),
  ];
}

/** The engine's reason, and before it what it means in plain words where there are some. */
function reasonOf(texts, { code, reason }) {
  const key = "batch.why." + code;
  return texts.has(key) ? texts.page(key) + " (" + reason + ")" : reason;
}

/** What to do, in the words of the page where it has some. */
function helpOf(texts, { code, help }) {
  const key = "batch.do." + code;
  return texts.has(key) ? texts.page(key) : help;
}
