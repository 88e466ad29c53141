// The element's words: complete in every language, and none too many. A text that is missing ends the build.

import { readdir, readFile } from "node:fs/promises";

const WWW = new URL("../../www/", import.meta.url);
const read = (name) => readFile(new URL(name, WWW), "utf8");
/** The folders with words: the element's own, and those of parts that are fetched only where they are used. */
const WORDS = ["words", "view/take/words", "counter/words", "list/words", "scenarios/words"];
export const catalogue = async (lang) => Object.assign({}, ...await Promise.all(WORDS.map(async (folder) => JSON.parse(await read(`${folder}/${lang}.json`)))));
const places = (text) => (text.match(/\{\w+\}/g) || []).sort().join();

/** Keys put together while the element runs begin with one of these. */
const COMPOSED = ["answer.", "unit.", "value.", "amount.", "operator.", "measure.", "state.", "verdict.", "group.", "basis.kind.", "notice.", "start.",
  "problem.", "announce.", "date.", "tools.size.", "counter.key.", "counter.code.", "counter.paper.", "take.rules.", "take.problem.", "take.sheet.hint.",
  "batch.why.", "batch.do.", "batch.kind.", "batch.head.", "batch.of.", "batch.verdict.", "batch.refused.", "scenario.lot.", "scenario.kind.", "scenario.unit.", "scenario.verdict.", "scenario.period."];

/** What is wrong with the catalogues, as sentences. */
export async function wordFaults() {
  const [zh, en] = [await catalogue("zh-CN"), await catalogue("en")];
  const faults = [];
  if (Object.keys(zh).join() !== Object.keys(en).join()) {
    const lacking = (a, b) => Object.keys(a).filter((key) => !(key in b));
    faults.push(`the catalogues differ in keys or their order: en lacks [${lacking(zh, en)}], zh-CN lacks [${lacking(en, zh)}]`);
  }
  Object.keys(zh).forEach((key) => {
    if (zh[key].trim() === "") faults.push(`${key} is empty in zh-CN`);
    if (!en[key] || en[key].trim() === "") faults.push(`${key} is empty in en`);
    else if (places(zh[key]) !== places(en[key])) faults.push(`${key} has other places in en`);
  });
  const code = (await Promise.all((await modules()).map(read))).join("\n");
  const named = new Set(Array.from(code.matchAll(/"([a-z]\w*(?:\.[\w/-]+)+)"/g), (found) => found[1]).filter((key) => !/\.(m?js|css|svg|jsonl?|csv|wasm|engines)$/.test(key)));
  named.forEach((key) => { if (!(key in zh)) faults.push(`${key} is named in the code and not there`); });
  Object.keys(zh).forEach((key) => {
    if (!named.has(key) && !COMPOSED.some((start) => key.startsWith(start))) faults.push(`${key} is there and not used`);
  });
  return faults;
}

export async function checkWords() {
  const faults = await wordFaults();
  if (faults.length > 0) throw new Error(`the words of the element:\n  ${faults.join("\n  ")}`);
}

async function modules(folder = "") {
  const entries = await readdir(new URL(folder || "./", WWW), { withFileTypes: true });
  const found = await Promise.all(entries.map((it) => {
    if (it.isDirectory()) return modules(`${folder}${it.name}/`);
    return it.name.endsWith(".js") ? [folder + it.name] : [];
  }));
  return found.flat();
}
