// Whatever a page gives the engine, it is told what is wrong with it, and the engine goes on answering. No browser is needed for that.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { loaderOf } from "../../src/wasm/loader.js";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const DAY = "2024-01-01";
const HOUSEHOLD = { members: [{ id: "m1", birth_date: "1931-05-06", local_household_registration: true }] };

const read = (file) => readFileSync(`${DIST}rules/${file}`, "utf8");
const packs = ["000000", "330000", "331000", "331003"].map((adcode) => read(`${adcode}.json`));
const image = read("331003.image.json");

const circular = {};
circular.circular = circular;
/** What is neither an object nor a text. */
const NOTHING = [undefined, 5n, Symbol("it"), () => {}, circular, { toJSON() { throw new Error("mine"); } }];
/** What is no text. */
const NO_TEXT = [undefined, null, 5, NaN, true, {}, [], new Date(), Symbol("it"), 5n];

for (const file of ["huisuan", "huisuan_twin", "huisuan_check", "huisuan_check_twin"]) {
  const engine = await import(pathToFileURL(`${DIST}wasm/${file}.js`));
  if (engine.initSync) engine.initSync({ module: readFileSync(`${DIST}wasm/${file}_bg.wasm`) });
  const { Calculator } = engine;
  const checks = file.startsWith("huisuan_check");
  const load = (them) => Calculator.load(them, image);

  test(`${file}: packs may be texts or objects, in any order`, () => {
    for (const them of [packs, packs.slice().reverse(), packs.map((it) => JSON.parse(it))]) {
      const calculator = load(them);
      assert.equal(calculator.assess(HOUSEHOLD, DAY).district, "331003");
      calculator.free();
    }
    if (checks) Calculator.load(packs).free();
  });

  test(`${file}: what is no list of packs is refused`, () => {
    for (const them of [undefined, null, 5, "packs", {}, new Set(packs), ...NOTHING]) told(() => load(them), "shape/type");
    for (const it of NOTHING) told(() => load([...packs, it]), "shape/type");
    for (const them of [[], [null], [5], ["{"], packs.slice(1), [...packs, packs[0]]]) assert.throws(() => load(them), Error);
  });

  if (!checks) {
    test(`${file}: what is no image of the packs is refused`, () => {
      for (const it of [...NO_TEXT, "", "{}", "[]", image.slice(1), image.slice(0, -1)]) assert.throws(() => Calculator.load(packs, it), plain);
    });
  }

  test(`${file}: a household or a day that is none is told as data`, () => {
    const calculator = load(packs);
    for (const ask of [(household, on) => calculator.assess(household, on), (household, on) => calculator.interview(household, on)]) {
      for (const it of NOTHING) told(() => ask(it, DAY), "shape/type");
      for (const it of [null, 5, true, [], "[]"]) told(() => ask(it, DAY), "shape/type");
      for (const it of ["", "{", "2024"]) assert.throws(() => ask(it, DAY), hasDiagnostics);
      for (const it of [...NO_TEXT, "", "2024-02-30", "2024/01/01", "9999-01-01", " 2024-01-01"]) told(() => ask(HOUSEHOLD, it), "value/date");
      assert.ok(ask(HOUSEHOLD, DAY));
      assert.deepEqual(ask(JSON.stringify(HOUSEHOLD), DAY), ask(HOUSEHOLD, DAY));
    }
    calculator.free();
  });

  test(`${file}: texts are there in every language, in Chinese where there are none`, () => {
    const calculator = load(packs);
    const name = (language) => calculator.texts(language)["benefits/minimum_living_allowance/name"];
    for (const language of ["en", "EN", "en-GB"]) assert.match(name(language), /^[ -~]+$/);
    for (const language of ["zh-CN", "zh-Hant", "fr", "", ...NO_TEXT]) assert.equal(name(language), "最低生活保障（低保）");
    calculator.free();
  });

  test(`${file}: only a text has a sha256`, () => {
    assert.equal(engine.sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (const it of NO_TEXT) assert.throws(() => engine.sha256(it), plain);
  });

  test(`${file}: a calculator that was freed says so`, () => {
    const calculator = load(packs);
    calculator.free();
    assert.throws(() => calculator.assess(HOUSEHOLD, DAY), plain);
  });
}

test("a district may be a number, and what is none is named", async (t) => {
  t.mock.method(globalThis, "fetch", async (url) => new Response(readFileSync(`${DIST}${`${url}`.replace(/^https:\/\/site\//, "")}`, "utf8")));
  const loadDistrict = loaderOf({ Calculator: { load: (texts) => texts.length }, sha256: (text) => createHash("sha256").update(text).digest("hex") });
  assert.equal(await loadDistrict("https://site/rules", "331003"), 4);
  assert.equal(await loadDistrict(new URL("https://site/rules/"), 331003), 4);
  assert.equal(await loadDistrict("https://site/rules/", "000000"), 1);
  for (const it of [undefined, null, "", "33100", 990000, {}]) {
    await assert.rejects(loadDistrict("https://site/rules/", it), (error) => plain(error) && (assert.equal(error.message, `there are no rules for ${it} in index.json`), true));
  }
});

/** An error of ours, not one of the glue's or the memory's. */
function plain(error) {
  assert.equal(Object.getPrototypeOf(error), Error.prototype, `${error}`);
  return true;
}

function hasDiagnostics(error) {
  assert.ok(plain(error) && error.diagnostics.length > 0, `${error}`);
  for (const it of error.diagnostics) assert.ok(it.code && it.message && it.severity === "error" && it.line >= 1, JSON.stringify(it));
  return true;
}

function told(act, code) {
  assert.throws(act, (error) => hasDiagnostics(error) && (assert.equal(error.diagnostics[0].code, code), true));
}
