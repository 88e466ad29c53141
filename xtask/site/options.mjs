// How scripts are bundled: for browsers of 2018, with natives of our own in place of what old libraries replace.

import { build } from "esbuild";

export const COMMON = {
  bundle: true, minify: true, charset: "utf8", target: "es2018", supported: { bigint: true }, logLevel: "warning", legalComments: "none",
  loader: { ".css": "text" },
  inject: ["www/natives.js"],
};

/** Where a module lies it knows itself, since 2020; older browsers take the scripts. */
export const MODULE = { ...COMMON, format: "esm", target: "es2020" };

/** The glue would look for its module beside itself, and for the engine that checks; it is always handed the bytes, and that engine is a script too. */
export const SCRIPT = { ...COMMON, define: { "import.meta.url": "\"\"" }, format: "iife", supported: { ...COMMON.supported, "dynamic-import": false } };

/** The style sheets that scripts carry, each with everything it imports, small. */
export async function styleSheets() {
  const names = ["element", "counter", "sheet", "print"];
  const results = await Promise.all(names.map((name) => build({
    bundle: true, minify: true, write: false, charset: "utf8", logLevel: "warning", entryPoints: [`www/styles/${name}.css`], target: ["chrome78", "safari14"],
  })));
  return Object.fromEntries(names.map((name, at) => [name, results[at].outputFiles[0].text.trim()]));
}

/** Puts a style sheet where a script imports it. */
export async function stylesIn(sheets) {
  const all = sheets || await styleSheets();
  return { name: "styles", setup(it) { it.onLoad({ filter: /styles[/\\](element|counter|sheet|print)\.css$/ }, ({ path }) => ({ contents: all[/(\w+)\.css$/.exec(path)[1]], loader: "text" })); } };
}
