// Bundles the site: the scripts of both engines, the element as a script and as a module with its style sheet and words, the loader, and the
// scripts of frame and page. `node xtask/site/bundle.mjs` runs it from the root, after the engine is built; cargo xtask build does.
//
// Each script that fetches another knows the other's sum, so the order is from the inside out.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";

import { writeCases } from "./cases.mjs";
import { table } from "./hant.mjs";
import { MODULE, SCRIPT, styleSheets, stylesIn } from "./options.mjs";
import { putParts } from "./parts.mjs";
import { checkWords } from "./words.mjs";

const OUT = "dist";
await checkWords();
await putParts(OUT);
await mkdir(`${OUT}/element/words`, { recursive: true });

const sheets = await styleSheets();
const styles = await stylesIn(sheets);
const script = (entry, name, more) => build({ ...SCRIPT, entryPoints: [`www/${entry}`], outfile: `${OUT}/${name}`, ...more });
await Promise.all([
  script("engine/wasm.js", "element/engine-wasm.js"),
  script("engine/twin.js", "element/engine-twin.js"),
  script("engine/check-wasm.js", "element/engine-check-wasm.js"),
  script("engine/check-twin.js", "element/engine-check-twin.js"),
  script("counter/script.js", "element/huisuan-counter.js", { plugins: [styles] }),
  script("element/takeaway.js", "element/huisuan-takeaway.js", { plugins: [styles] }),
  writeFile(`${OUT}/element/huisuan-calculator.css`, sheets.element),
  writeFile(`${OUT}/element/huisuan-counter.css`, sheets.counter),
  writeFile(`${OUT}/element/huisuan-sheet.css`, sheets.sheet),
  writeFile(`${OUT}/element/huisuan-print.css`, sheets.print),
  // The scripts of counter and takeaway have it in them.
  copyFile("node_modules/lean-qr/LICENSE", `${OUT}/element/lean-qr.LICENSE.txt`),
  words("en"),
  writeFile(`${OUT}/element/words/zh-Hant.json`, JSON.stringify(await table())),
]);

// Sums cannot be compressed, and every page carries these: the shortest that a browser takes.
const sums = await sumsOf([
  ...["wasm", "twin", "check-wasm", "check-twin"].map((name) => `element/engine-${name}.js`), "element/huisuan-counter.js", "element/huisuan-takeaway.js",
  "wasm/huisuan_bg.wasm", "wasm/huisuan_check_bg.wasm", ...(await readdir(`${OUT}/element/words`)).sort().map((name) => `element/words/${name}`),
], "sha256");
const element = { define: { ...SCRIPT.define, HUISUAN_SUMS: JSON.stringify(sums) }, plugins: [styles] };
await Promise.all([
  script("element/script.js", "element/huisuan-calculator.js", element),
  build({ ...MODULE, plugins: [styles], define: { HUISUAN_SUMS: JSON.stringify(sums) }, entryPoints: ["www/element/module.js"], outfile: `${OUT}/element/huisuan-calculator.module.js` }),
]);

const { "element/huisuan-calculator.js": sum } = await sumsOf(["element/huisuan-calculator.js"]);
await Promise.all([
  // The loader is read by browsers that cannot run the rest.
  script("embed/loader.js", "huisuan.js", { target: "es5", inject: [], define: { HUISUAN_ELEMENT_SUM: JSON.stringify(sum) } }),
  build({ ...MODULE, external: ["*/huisuan-calculator.module.js"], entryPoints: ["www/embed/loader-module.js"], outfile: `${OUT}/huisuan.module.js` }),
  script("embed/host.js", "huisuan-frame.js"),
  script("embed/frame.js", "frame.js"),
  script("embed/plain.js", "plain.js"),
  ...["personas", "selftest", "webmaster"].map((page) => script(`pages/${page}.js`, `${page}.js`)),
  script("list/page.js", "list.js"),
  script("scenarios/page.js", "scenarios.js"),
  writeCases(`${OUT}/cases`),
]);

async function words(lang) {
  const all = await Promise.all(["words", "view/take/words"].map(async (folder) => JSON.parse(await readFile(`www/${folder}/${lang}.json`, "utf8"))));
  await writeFile(`${OUT}/element/words/${lang}.json`, JSON.stringify(Object.assign({}, ...all)));
}

/** Place → what a browser checks a file with. */
async function sumsOf(places, kind = "sha384") {
  const sums = await Promise.all(places.map(async (place) => `${kind}-${createHash(kind).update(await readFile(`${OUT}/${place}`)).digest("base64")}`));
  return Object.fromEntries(places.map((place, at) => [place, sums[at]]));
}
