// The results once more, for people: names and verdicts in words, and at the beginning the mark by which spreadsheets tell UTF-8.

import Papa from "papaparse";

import { csvLine } from "./results.js";

/** Columns that only programs need. */
const LEFT_OUT = ["facts_sha256"];

/** Pieces of a CSV file from those of the results. `rules` are the texts of the rules. */
export function readable(texts, rules, results) {
  const [header, ...rows] = Papa.parse(results.join(""), { delimiter: ",", newline: "\n", skipEmptyLines: true }).data;
  const columns = header.map((name, index) => ({ name, index })).filter(({ name }) => LEFT_OUT.indexOf(name) < 0).map((it) => Object.assign(it, columnOf(texts, rules, it.name)));
  return ["\ufeff", csvLine(columns.map((it) => it.head))].concat(rows.map((row) => csvLine(columns.map((it) => it.say(row[it.index])))));
}

/** What a column is called and how its cells are said: `month_low`, a benefit, or a benefit's `.low`, `.high`, `.subjects`. */
function columnOf(texts, rules, name) {
  const same = (cell) => cell;
  if (texts.has("batch.head." + name)) return { head: texts.page("batch.head." + name), say: same };
  const [benefit, part] = name.split(".");
  const called = rules["benefits/" + benefit + "/name"] || benefit;
  if (part === undefined) return { head: called, say: (cell) => (cell === "" ? "" : texts.page("batch.verdict." + cell)) };
  return { head: texts.page("batch.of." + part, { benefit: called }), say: part === "subjects" ? (cell) => (cell === "household" ? texts.page("batch.wholeFamily") : cell) : same };
}
