// What browsers of the past have to read: the scripts as they are built, parsed in the year's language that each is for.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { parse } from "acorn";

import { styleSheets } from "../../xtask/site/options.mjs";
import { DIST } from "./server.mjs";

/** The loader is read by browsers that can do nothing of the rest: they must not stumble over its grammar. */
const OF_2009 = ["huisuan.js"];
/** Where a module lies it knows itself since 2020; older browsers take the scripts. */
const MODULES = ["huisuan.module.js", "element/huisuan-calculator.module.js"];

const scripts = (await Promise.all(["", "element/"].map(async (folder) => (await readdir(DIST + folder)).filter((name) => name.endsWith(".js")).map((name) => folder + name)))).flat();

for (const [ecmaVersion, names] of [[5, OF_2009], [2018, scripts.filter((name) => !OF_2009.includes(name) && !MODULES.includes(name))]]) {
  test(`the language of the scripts is that of ECMAScript ${ecmaVersion}`, async (context) => {
    assert.ok(names.length > 0);
    for (const name of names) {
      // Large whole numbers are younger than the rest, and in every browser that has WebAssembly in the form we use.
      const source = (await readFile(DIST + name, "utf8")).replace(/\b(\d+)n\b/g, ecmaVersion === 5 ? "$&" : "$1");
      assert.doesNotThrow(() => parse(source, { ecmaVersion, sourceType: "script" }), `${name} in ECMAScript ${ecmaVersion}`);
    }
    context.diagnostic(names.join(" "));
  });
}

test("the modules parse as modules of 2020", async () => {
  for (const name of MODULES) parse(await readFile(DIST + name, "utf8"), { ecmaVersion: 2020, sourceType: "module" });
});

// A script from right to left, or from top to bottom, needs no other style sheet.
test("the element's style sheets name no side of the screen", async () => {
  const sheets = await styleSheets();
  for (const name of ["element", "counter"]) {
    const css = sheets[name].replace(/@media[^{]*/g, "@media");
    const found = css.match(/[{;](?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:[^;}]*/g) || [];
    assert.deepEqual(found, [], name);
    assert.deepEqual(css.match(/(?:text-align|float|clear):\s*(?:left|right)/g) || [], [], name);
  }
});
