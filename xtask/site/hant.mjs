// The table by which the element turns simplified Chinese into traditional, made with OpenCC (characters as Taiwan writes them) over every text of the element and of the rules.
//
// A text is cut at its phrases, longest first, and what is left goes character by character (www/words/hant.js). The table holds every
// character that OpenCC turns, and a phrase for every place where that alone would give something else than OpenCC does. It is proven
// here, text by text; a text that another pack brings later is turned as well as its characters allow.

import { readdir, readFile } from "node:fs/promises";
import * as OpenCC from "opencc-js/cn2t";

import { converterOf } from "../../www/words/hant.js";

const ROOT = new URL("../../", import.meta.url);

/** What OpenCC does not know: our own choices, each with its reason in www/words/hant-exceptions.json. */
export async function exceptions() {
  return JSON.parse(await readFile(new URL("www/words/hant-exceptions.json", ROOT), "utf8"));
}

/** OpenCC with the exceptions. */
export async function reference() {
  const own = Object.entries(await exceptions()).map(([from, { to }]) => [from, to]);
  const convert = OpenCC.Converter({ from: "cn", to: "tw" });
  const apart = new RegExp(`(${own.map(([from]) => from).join("|")})`);
  return (text) => text.split(apart).map((part) => {
    const found = own.find(([from]) => from === part);
    return found ? found[1] : convert(part);
  }).join("");
}

/** Every Chinese text of the element and of the published rules. */
export async function texts() {
  const found = new Set();
  for (const folder of ["www/words", "www/view/take/words"]) collect(JSON.parse(await readFile(new URL(`${folder}/zh-CN.json`, ROOT), "utf8")), found);
  const folder = new URL("dist/rules/", ROOT);
  for (const name of (await readdir(folder)).filter((it) => it.endsWith(".json")).sort()) collect(JSON.parse(await readFile(new URL(name, folder), "utf8")), found);
  return Array.from(found);
}

function collect(value, found) {
  if (typeof value === "string") {
    if (/[\u3400-\u9fff]/.test(value)) found.add(value);
  } else if (value && typeof value === "object") Object.values(value).forEach((it) => collect(it, found));
}

/** The table: `{from, to, phrases}`. */
export async function table() {
  const convert = await reference();
  const all = await texts();
  const characters = new Map();
  for (let code = 0x3400; code <= 0x9fff; code += 1) {
    const character = String.fromCharCode(code);
    const turned = convert(character);
    if (turned !== character && Array.from(turned).length === 1) characters.set(character, turned);
  }
  const phrases = new Map(Object.entries(await exceptions()).map(([from, { to }]) => [from, to]));
  for (let round = 0; round < 20; round += 1) {
    const mine = converterOf({ from: [...characters.keys()].join(""), to: [...characters.values()].join(""), phrases: [...phrases] });
    const wrong = all.filter((text) => mine(text) !== convert(text));
    if (wrong.length === 0) return { from: [...characters.keys()].join(""), to: [...characters.values()].join(""), phrases: [...phrases] };
    wrong.forEach((text) => differences(text, mine(text), convert(text), round).forEach(([from, to]) => phrases.set(from, to)));
  }
  throw new Error("no table gives what OpenCC gives");
}

/** The phrases around each character that came out otherwise: one character more to each side with every round. */
function differences(text, mine, wanted, round) {
  const [source, found, right] = [text, mine, wanted].map((it) => Array.from(it));
  if (source.length !== right.length || found.length !== right.length) throw new Error(`a text changes its length: ${text}`);
  const phrases = [];
  right.forEach((character, index) => {
    if (found[index] === character) return;
    // The word before says more than the one after.
    const from = Math.max(0, index - Math.ceil((round + 1) / 2));
    const to = Math.min(source.length, index + 1 + Math.floor((round + 1) / 2));
    phrases.push([source.slice(from, to).join(""), right.slice(from, to).join("")]);
  });
  return phrases;
}
