// The custom-elements manifest says what there is: all attributes, events, parts, slots and tokens, and nothing else.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { ATTRIBUTES } from "../../www/element/attributes.js";

const read = (file) => readFile(new URL(`../../${file}`, import.meta.url), "utf8");
const manifest = JSON.parse(await read("pkg/dist/custom-elements.json"));
const element = manifest.modules.flatMap((it) => it.declarations).find((it) => it.customElement);
const names = (list) => list.map((it) => it.name).sort();

async function sources(folder = "www") {
  const entries = await readdir(new URL(`../../${folder}/`, import.meta.url), { withFileTypes: true });
  const found = await Promise.all(entries.map((it) => (it.isDirectory() ? sources(`${folder}/${it.name}`) : /\.(js|css)$/.test(it.name) ? [read(`${folder}/${it.name}`)] : [])));
  return (await Promise.all(found.flat())).join("\n");
}

test("attributes, events, methods and slots", async () => {
  assert.equal(element.tagName, "huisuan-calculator");
  assert.deepEqual(names(element.attributes), Object.keys(ATTRIBUTES).sort());
  assert.deepEqual(names(element.slots), ["", "footer", "header"]);
  const methods = element.members.filter((it) => it.kind === "method" && !it.name.endsWith("Callback")).map((it) => it.name);
  assert.deepEqual(methods.sort(), ["getSummary", "reset", "setFacts"]);
  const told = new Set([...(await read("www/element/visit.js") + await read("www/element/takeaway.js")).matchAll(/\.tell\("(\w+)"/g)].map(([, name]) => `huisuan-${name}`));
  assert.deepEqual(names(element.events), [...told].sort());
});

test("every token of the style sheet is told with what it is for, and there are at least 25", async () => {
  // The loader reserves room with one of its own, which is not for hosts.
  const used = new Set([...(await read("www/styles/tokens.css")).replace("--huisuan-room", "").matchAll(/var\((--huisuan-[\w-]+)/g)].map(([, name]) => name));
  assert.deepEqual(names(element.cssProperties), [...used].sort());
  assert.ok(used.size >= 25);
  element.cssProperties.forEach((it) => assert.ok(it.description && it.default, it.name));
});

test("every part that is told is there", async () => {
  const code = await sources("www/view");
  const used = new Set([...code.matchAll(/part: "([\w-]+)"/g)].map(([, name]) => name));
  assert.deepEqual(names(element.cssParts).filter((it) => !used.has(it)), []);
  assert.deepEqual([...used].filter((it) => !names(element.cssParts).includes(it)), []);
});
