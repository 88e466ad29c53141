// The npm package: the element as modules in pkg/dist/, with its files beside it, and its manifest. `node xtask/site/package.mjs` runs it from
// the root after the site is built; cargo xtask build does.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { create, ts } from "@custom-elements-manifest/analyzer/index.js";
import { build } from "esbuild";

import { MODULE, stylesIn } from "./options.mjs";

const OUT = "pkg/dist";

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });

// The files that the element asks for by their place, where they lie from pkg/dist/.
const sheets = (await readdir("dist/element")).filter((name) => name.endsWith(".css")).map((name) => `element/${name}`);
const words = (await readdir("dist/element/words")).map((name) => `element/words/${name}`);
const rules = (await readdir("dist/rules")).filter((name) => name.endsWith(".json")).map((name) => `rules/${name}`);
const places = [...sheets, ...words, ...rules].sort();
for (const place of places) await cp(`dist/${place}`, `${OUT}/${place}`);
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) await cp(name, `${OUT}/licences/${name}`);
const addresses = places.map((place) => [place, `./${place}`]).concat(["wasm/huisuan_bg.wasm", "wasm/huisuan_check_bg.wasm"].map((place) => [place, `../${place}`]));

const files = {
  name: "addresses",
  setup(it) {
    it.onResolve({ filter: /^huisuan:addresses$/ }, () => ({ path: "addresses", namespace: "huisuan" }));
    // Written out one by one, as bundlers want to read them.
    it.onLoad({ filter: /.*/, namespace: "huisuan" }, () => ({
      contents: `export const ADDRESSES = {${addresses.map(([place, from]) => `${JSON.stringify(place)}: new URL(${JSON.stringify(from)}, import.meta.url).href`).join(", ")}};`,
    }));
    // The glue is always handed the bytes, and the engine that checks is had from here; a bundler must not look for files where it would.
    it.onLoad({ filter: /pkg[/\\]wasm[/\\]huisuan\w*\.js$/ }, async ({ path }) => ({ contents: (await readFile(path, "utf8")).replace(/import\.meta\.url/g, "\"\"") }));
  },
};
await build({
  ...MODULE, splitting: true, plugins: [await stylesIn(), files], outdir: OUT, chunkNames: "part-[hash]",
  entryPoints: ["www/package/element.js", "www/package/define.js"],
});

// What editors and catalogues read about the element.
const SOURCE = "www/element/calculator.js";
const manifest = create({ modules: [ts.createSourceFile(SOURCE, await readFile(SOURCE, "utf8"), ts.ScriptTarget.ES2020, true)] });
const [module] = manifest.modules;
module.path = "dist/element.js";
module.exports = module.exports.filter((it) => it.name === "HuisuanCalculator").concat([{ kind: "custom-element-definition", name: "huisuan-calculator", declaration: { name: "HuisuanCalculator", module: "dist/element.js" } }]);
module.exports.forEach((it) => { it.declaration.module = "dist/element.js"; });
const [element] = module.declarations = module.declarations.filter((it) => it.name === "HuisuanCalculator");
const OURS = ["visit", "given", "keepProperty"];
element.members = (element.members || []).filter((it) => !OURS.includes(it.name));
delete element.superclass;
element.tagName = "huisuan-calculator";
element.customElement = true;
await writeFile(`${OUT}/custom-elements.json`, `${JSON.stringify(manifest, undefined, 1)}\n`);

