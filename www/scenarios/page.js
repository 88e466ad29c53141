// "What if the standard were another": figures are changed in a copy of a district's packs, and the example households beside the rules and
// a pasted list are worked out with both. Nothing is uploaded, and nothing of the published rules is changed.

import { chainOf } from "../engine/packs.js";
import { today } from "../model/day.js";
import { element, fill } from "../view/dom.js";
import { Assessor, isDay } from "../list/assessor.js";
import { Reject } from "../list/cells.js";
import { columnsOf } from "../list/columns.js";
import { openList, Refused } from "../list/rows.js";
import { turn } from "../list/run.js";
import { districtField, download, field, startTool } from "../list/tool.js";
import { differences, lotOf } from "./effect.js";
import { changedPacks, figuresOn } from "./parameters.js";
import english from "./words/en.json";
import chinese from "./words/zh-CN.json";
import { effects } from "./view.js";

const SLICE = 12;

startTool({ "zh-CN": chinese, en: english }, show);

function show(tool) {
  const { texts, place } = tool;
  const district = districtField(tool);
  district.addEventListener("change", () => load());
  const day = element("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: today(), "data-tool": "day", onchange: () => load() });
  const filter = element("input", { type: "text", autocomplete: "off", "data-tool": "filter", oninput: () => list() });
  const figures = element("div", { class: "scroll figures", tabindex: "0", role: "region", "aria-label": texts.page("scenario.figures") });
  const pasted = element("textarea", { spellcheck: "false", "data-tool": "pasted", placeholder: "id,m1.birth_date,m1.wage_income" });
  const begin = element("button", { type: "button", class: "primary", "data-tool": "begin", onclick: () => compare() }, texts.page("scenario.begin"));
  const save = element("p", { class: "acts" });
  const said = element("p", { role: "status", class: "said" });
  const outcome = element("div", { class: "outcome" });
  const changes = new Map();
  let packs = [];
  let known = [];
  let loads = 0;

  document.title = texts.page("scenario.title");
  fill(place, element("h1", {}, texts.page("scenario.title")), element("p", {}, texts.page("scenario.lead")),
    element("div", { class: "fields" }, field(texts.page("scenario.district"), district), field(texts.page("scenario.day"), day), field(texts.page("scenario.filter"), filter)),
    element("h2", {}, texts.page("scenario.figures")), figures,
    element("h2", {}, texts.page("scenario.households")), element("p", { class: "hint" }, texts.page("scenario.households.hint")),
    element("label", { class: "field wide" }, element("span", {}, texts.page("scenario.pasted")), pasted),
    element("p", { class: "acts" }, begin), save, said, outcome);
  load();

  function say(key, values) { said.textContent = texts.page(key, values); }

  async function load() {
    changes.clear();
    fill(outcome);
    fill(save);
    said.textContent = "";
    loads += 1;
    const mine = loads;
    if (!isDay(day.value.trim())) return say("scenario.noDay");
    const chain = chainOf(tool.index, district.value);
    const found = await Promise.all(chain.map((it) => tool.packs.text(it.file)));
    // Another district may have been chosen meanwhile.
    if (mine !== loads) return undefined;
    packs = found.map((it) => JSON.parse(it));
    known = figuresOn(packs, day.value.trim());
    return list();
  }

  /** The figures, those that are changed always, the others where they hold what is looked for. */
  function list() {
    const wanted = filter.value.trim().toLowerCase();
    const rows = known.filter((it) => changes.has(it) || (texts.among(it.label) + it.name).toLowerCase().includes(wanted));
    fill(figures, element("table", {}, element("thead", {}, element("tr", {}, ["scenario.figure", "scenario.layer", "scenario.since", "scenario.now", "scenario.new"].map((key) => element("th", { scope: "col" }, texts.page(key))))),
      element("tbody", {}, rows.map((it) => element("tr", {}, element("th", { scope: "row" }, texts.among(it.label)), element("td", {}, texts.among(packs[it.layer].name)), element("td", {}, it.from),
        element("td", { class: "figure", translate: "no" }, it.value + unitOf(it)), element("td", {}, newValue(it)))))));
  }

  /** The name of the figure that something is wrong with, if it is with one. */
  function figureOf({ pointer }) {
    const found = known.find((it) => String(pointer).split("/")[1] === "parameters" && String(pointer).split("/")[2] === it.name);
    return found && element("strong", {}, texts.among(found.label) + texts.page("scenario.colon"));
  }

  function unitOf(it) { return it.unit && it.unit !== "1" ? " " + (texts.has("scenario.unit." + it.unit) ? texts.page("scenario.unit." + it.unit) : it.unit) : ""; }

  function newValue(it) {
    const input = element("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", "data-figure": it.name, "aria-label": texts.page("scenario.newOf", { name: texts.among(it.label) }), value: changes.get(it) || "",
      onchange: () => { const value = input.value.trim(); if (value === "" || value === it.value) changes.delete(it); else changes.set(it, value); },
    });
    return input;
  }

  async function compare() {
    fill(outcome);
    fill(save);
    if (changes.size === 0) return say("scenario.nothing");
    begin.disabled = true;
    let before;
    let now;
    try {
      say("scenario.loading");
      await turn();
      const Calculator = await tool.engine.checker();
      const changed = changedPacks(packs, changes);
      before = Calculator.load(packs.map((it) => JSON.stringify(it)));
      now = Calculator.load(changed.map((it) => JSON.stringify(it)));
      const households = await householdsOf(before);
      const found = await worked(households, before, now);
      found.benefits = Array.from(found.benefits);
      fill(save, changed.map((it, layer) => it !== packs[layer] && download(it.adcode + ".json", texts.page("scenario.save", { name: texts.among(it.name) }), [JSON.stringify(it, null, 2) + "\n"], "application/json")));
      say("scenario.done", { count: found.households.length });
      fill(outcome, effects(texts, before.texts(document.documentElement.lang), found));
    } catch (error) {
      if (error instanceof Refused) say("scenario.list", { key: error.key, column: error.values.column || "" });
      else if (Array.isArray(error.diagnostics)) {
        say("scenario.refused");
        fill(outcome, element("ul", {}, error.diagnostics.map((it) => element("li", {}, figureOf(it), it.pointer + ": " + it.message + (it.help ? " " + it.help : "")))));
      } else throw error;
    } finally {
      [before, now].forEach((it) => { if (it) it.free(); });
      begin.disabled = false;
    }
    return undefined;
  }

  /** `[{name, from, text, on}]` of the examples and of what is pasted; `rejected` rows are told of. */
  async function householdsOf(calculator) {
    const response = await fetch(tool.home + "cases/" + district.value + ".json");
    const examples = response.ok ? await response.json() : [];
    const all = examples.map((it) => ({ name: it.name, file: it.file, members: it.household.members, group: "examples", text: JSON.stringify(it.household), on: day.value.trim() }));
    if (pasted.value.trim() === "") return all;
    const isJson = pasted.value.trim()[0] === "{";
    const rows = await openList(new File([pasted.value], isJson ? "pasted.jsonl" : "pasted.csv"));
    const assessor = new Assessor({ places: new Map([[district.value, calculator]]), district: district.value, on: day.value.trim() });
    const columns = isJson ? undefined : columnsOf(rows.header, assessor.declared);
    for (let block = await rows.next(); ; block = await rows.next()) {
      block.rows.forEach((row) => all.push(Object.assign({ group: "pasted", line: row.line }, rowOf(assessor, columns, rows.header, row, all.length))));
      if (block.done) return all;
    }
  }

  function rowOf(assessor, columns, header, row, number) {
    try {
      if (columns && row.cells.length !== header.length) throw new Reject("csv/cells", "", "", "");
      return assessor.read(columns, row.cells, number);
    } catch (error) {
      if (!(error instanceof Reject)) throw error;
      return { name: error.id || String(row.line), rejected: error.reason || error.code };
    }
  }

  async function worked(households, before, now) {
    const found = { households: [], rejected: [], benefits: new Set() };
    let began = performance.now();
    for (const it of households) {
      try {
        if (it.rejected) throw new Reject(it.rejected, "", it.rejected, "");
        const [was, is] = [before.assess(it.text, it.on), now.assess(it.text, it.on)];
        const changes = differences(was, is);
        is.determinations.forEach(({ benefit }) => found.benefits.add(benefit));
        found.households.push(Object.assign({ changes, lot: lotOf(changes, was, is) }, it));
      } catch (error) {
        if (!(error instanceof Reject) && !Array.isArray(error.diagnostics)) throw error;
        found.rejected.push(Object.assign({ reason: error.reason || error.diagnostics.map((one) => one.message).join("; ") }, it));
      }
      if (performance.now() - began > SLICE) {
        say("scenario.running", { count: found.households.length, all: households.length });
        await turn();
        began = performance.now();
      }
    }
    return found;
  }
}
