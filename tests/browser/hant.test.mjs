// Traditional Chinese: what the small table in the element gives is what OpenCC gives, for every text of the element and of the rules.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { exceptions, reference, texts } from "../../xtask/site/hant.mjs";
import { converterOf } from "../../www/words/hant.js";

const table = JSON.parse(await readFile(new URL("../../dist/element/words/zh-Hant.json", import.meta.url), "utf8"));
const convert = converterOf(table);

test("every text comes out as OpenCC writes it", async (context) => {
  const [all, wanted] = [await texts(), await reference()];
  const wrong = all.filter((it) => convert(it) !== wanted(it));
  context.diagnostic(`${all.length} texts, ${Array.from(table.from).length} characters, ${table.phrases.length} phrases`);
  assert.deepEqual(wrong, []);
  assert.ok(all.length > 1000);
});

test("the exceptions hold, and each has its reason", async () => {
  for (const [from, { to, why }] of Object.entries(await exceptions())) {
    assert.equal(convert(`在${from}的`), `在${to}的`);
    assert.ok(why.length > 10);
  }
});

test("characters that have several forms are written as the words want", () => {
  assert.equal(convert("家庭人均月收入低于当地低保标准，按规定发放"), "家庭人均月收入低於當地低保標準，按規定發放");
});
