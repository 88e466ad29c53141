// Bundles the element for the site: as a script and as a module, its style sheet, the counter's part, the scripts of both engines, and the words of the
// languages that are fetched. `node xtask/site/bundle.mjs` runs it from the root, after the engine is built; cargo xtask build does.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

import { checkWords } from "./words.mjs";

const OUT = "dist/element";
/** What old browsers read. */
const COMMON = {
  bundle: true, minify: true, charset: "utf8", target: "es2017", supported: { bigint: true }, logLevel: "warning", legalComments: "none",
  loader: { ".css": "text" },
};

await checkWords();
await mkdir(`${OUT}/words`, { recursive: true });

const sheets = { element: await bundledStyles("element"), counter: await bundledStyles("counter"), sheet: await bundledStyles("sheet") };
const inlineStyles = {
  name: "styles",
  setup(it) { it.onLoad({ filter: /styles[/\\](element|counter|sheet)\.css$/ }, ({ path }) => ({ contents: sheets[/(\w+)\.css$/.exec(path)[1]], loader: "text" })); },
};

// The glue would look for its module beside itself; it is always handed the bytes.
const script = (entry, name) => build({ ...COMMON, define: { "import.meta.url": "\"\"" }, plugins: [inlineStyles], format: "iife", entryPoints: [`www/${entry}`], outfile: `${OUT}/${name}` });
await Promise.all([
  script("element/script.js", "huisuan-calculator.js"),
  // Where a module lies it knows itself, since 2020; older browsers take the script.
  build({ ...COMMON, plugins: [inlineStyles], format: "esm", target: "es2020", entryPoints: ["www/element/module.js"], outfile: `${OUT}/huisuan-calculator.module.js` }),
  script("counter/script.js", "huisuan-counter.js"),
  script("engine/wasm.js", "engine-wasm.js"),
  script("engine/twin.js", "engine-twin.js"),
  writeFile(`${OUT}/huisuan-calculator.css`, sheets.element),
  writeFile(`${OUT}/huisuan-counter.css`, sheets.counter),
  writeFile(`${OUT}/huisuan-sheet.css`, sheets.sheet),
  writeFile(`${OUT}/words/en.json`, JSON.stringify(JSON.parse(await readFile("www/words/en.json", "utf8")))),
]);

/** A style sheet with everything it imports, small. */
async function bundledStyles(name) {
  const result = await build({ bundle: true, minify: true, write: false, charset: "utf8", logLevel: "warning", entryPoints: [`www/styles/${name}.css`], target: ["chrome78", "safari14"] });
  return result.outputFiles[0].text.trim();
}
