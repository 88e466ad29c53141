// The household document: what is known goes in, what is not known stays out.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { chooseEngine } from "../../www/engine/choose.js";
import { readAttributes } from "../../www/element/attributes.js";
import { assess } from "../../www/model/assess.js";
import { dayOf, partsOf } from "../../www/model/day.js";
import { districtsNamed, districtsOf, namesOf } from "../../www/model/districts.js";
import { Household } from "../../www/model/household.js";
import { numberValue } from "../../www/model/typed.js";
import { amountPhrase, mostPhrases } from "../../www/view/amounts.js";
import { bandPhrase } from "../../www/view/bands.js";
import { Texts } from "../../www/words/texts.js";

test("an unknown answer is left out, and none is null", () => {
  const household = new Household();
  household.addMember("applicant");
  household.setAnswer("m1.disability_kind", { none: true });
  household.setAnswer("m1.serious_illness", { unsure: true });
  household.setAnswer("m1.birth_date", { draft: ["1950", "", ""] });
  household.setAnswer("savings", { given: "0" });
  assert.deepEqual(household.document("331003"), {
    district: "331003", members: [{ id: "m1", relation: "applicant", disability_kind: null }], savings: "0",
  });
});

test("a removed member comes back in its place with its answers", () => {
  const household = new Household();
  ["applicant", "spouse", "child"].forEach((relation) => household.addMember(relation));
  household.setAnswer("m2.wage_income", { given: "1200" });
  const restore = household.remove("m2");
  assert.deepEqual(household.members.map((member) => member.id), ["m1", "m3"]);
  restore();
  assert.deepEqual(household.members.map((member) => member.id), ["m1", "m2", "m3"]);
  assert.deepEqual(household.answer("m2.wage_income"), { given: "1200" });
});

test("a list that loses its last entry is unknown again, not empty", () => {
  const household = new Household();
  const entry = household.addEntry("supporters");
  household.remove(entry.id);
  assert.equal("supporters" in household.document("331003"), false);
  household.lists.supporters = [];
  assert.deepEqual(household.document("331003").supporters, []);
});

test("a pointer finds the answer it means", () => {
  const household = new Household();
  household.addMember("applicant");
  household.setAnswer("m1.wage_income", { given: "x" });
  household.setAnswer("savings", { given: "y" });
  assert.equal(household.factAt("/members/0/wage_income"), "m1.wage_income");
  assert.equal(household.factAt("/savings"), "savings");
  assert.equal(household.factAt("/members/0/birth_date"), undefined);
  assert.equal(household.factAt("/district"), undefined);
});

test("an answer that the engine cannot read is set aside, and the rest still counts", () => {
  const household = new Household();
  household.addMember("applicant");
  household.setAnswer("m1.wage_income", { given: "x" });
  household.setAnswer("savings", { given: "10" });
  const seen = [];
  const calculator = {
    assess(document) {
      seen.push(document);
      if (document.members[0].wage_income === "x") throw Object.assign(new Error("household"), { diagnostics: [{ code: "value/decimal", pointer: "/members/0/wage_income" }] });
      return "assessment";
    },
    interview: () => "interview",
  };
  const outcome = assess(calculator, household, "331003", "2023-01-01");
  assert.equal(outcome.assessment, "assessment");
  assert.equal(outcome.problems.get("m1.wage_income").code, "value/decimal");
  assert.equal(seen[1].savings, "10");
});

test("what is wrong with no single answer is trouble, not an endless search", () => {
  const household = new Household();
  household.addMember("applicant");
  const calculator = { assess() { throw Object.assign(new Error("day"), { diagnostics: [{ code: "value/date", pointer: "" }] }); } };
  assert.equal(assess(calculator, household, "331003", "2023-02-30").troubles.length, 1);
});

test("typed numbers are read as a Chinese keyboard gives them, and nothing is guessed", () => {
  assert.equal(numberValue("１２００．５０", "money"), "1200.50");
  assert.equal(numberValue("1，200 元", "money"), "1200");
  assert.equal(numberValue("２", "integer"), 2);
  assert.equal(numberValue("2.5", "integer"), "2.5");
  assert.equal(numberValue("十二", "money"), "十二");
});

test("a day is put together and taken apart as text", () => {
  assert.equal(dayOf(["1948", "5", "6"]), "1948-05-06");
  assert.equal(dayOf(["48", "5", "6"]), undefined);
  assert.equal(dayOf(["2023", "2", "30"]), "2023-02-30");
  assert.deepEqual(partsOf("1948-05-06"), ["1948", "5", "6"]);
  assert.deepEqual(partsOf(undefined), ["", "", ""]);
});

test("a pack that no other builds on is a district, and one that says what its rest is called, after its parts", () => {
  const name = (zh) => ({ "zh-CN": zh, en: zh });
  const packs = [
    { adcode: "331003", parent: "331000", name: name("黄岩区") }, { adcode: "000000", name: name("全国") },
    { adcode: "330000", parent: "000000", name: name("浙江省") }, { adcode: "331000", parent: "330000", name: name("台州市") },
  ];
  const huangyan = { adcode: "331003", chain: [name("浙江省"), name("台州市"), name("黄岩区")] };
  assert.deepEqual(districtsOf(packs), [huangyan]);
  packs[3].rest = name("台州市其他县市区");
  assert.deepEqual(districtsOf(packs), [huangyan, { adcode: "331000", chain: [name("浙江省"), name("台州市其他县市区")] }]);
});

test("a district is not named with its city twice", () => {
  const chain = [{ "zh-CN": "浙江省", en: "Zhejiang" }, { "zh-CN": "台州市", en: "Taizhou" }, { "zh-CN": "台州市黄岩区", en: "Huangyan, Taizhou" }];
  assert.deepEqual(namesOf({ chain }, (names) => names["zh-CN"]), ["浙江省", "台州市", "黄岩区"]);
  assert.deepEqual(namesOf({ chain }, (names) => names.en), ["Zhejiang", "Taizhou", "Huangyan"]);
  const found = (typed) => districtsNamed([{ adcode: "331003", chain }], typed).length;
  assert.deepEqual(["黄岩", "浙江省台州", "huang", "3310", "朝阳"].map(found), [1, 1, 1, 1, 0]);
});

test("a band is said with the rounder of its bounds, and large figures with commas", async () => {
  const catalogue = JSON.parse(await readFile(new URL("../../www/words/zh-CN.json", import.meta.url), "utf8"));
  const texts = new Texts({ lang: "zh-CN", catalogue, convert: (it) => it });
  const said = (atLeast, atMost) => bandPhrase(texts, { type: { kind: "money", unit: "yuan" } }, { atLeast, atMost });
  assert.equal(said(undefined, "1040.99"), "不到 1041 元");
  assert.equal(said("1041.00", "1491.49"), "1041 元及以上，不到 1491.50 元");
  assert.equal(said("1491.51", "1561.50"), "超过 1491.50 元，不超过 1561.50 元");
  assert.equal(said("0.01", "499680.00"), "有，不超过 499,680 元");
  assert.equal(said("0.01"), "有");
  assert.equal(said("0", "312.33"), "不超过 312.33 元");
  assert.equal(said(undefined, "0"), "没有");
  assert.equal(said("100000.00"), "100,000 元及以上");
});

test("the most that may be entered is no sum to expect", async () => {
  const catalogue = JSON.parse(await readFile(new URL("../../www/words/zh-CN.json", import.meta.url), "utf8"));
  const texts = new Texts({ lang: "zh-CN", catalogue, convert: (it) => it });
  assert.deepEqual(amountPhrase(texts, { low: "0.00", high: "1000000.00", period: "month" }), ["金额要看还没填的情况"]);
  assert.deepEqual(amountPhrase(texts, { low: "0.00", high: "20000000.00", period: "year" }), ["金额要看还没填的情况"]);
  const totals = { month: { low: "312.30", high: "1010595.20" }, year: { low: "0.00", high: "0.00" }, once: { low: "0.00", high: "240000.01" } };
  assert.deepEqual(mostPhrases(texts, totals), []);
});

test("a household document is taken in as it came", () => {
  const document = { district: "331003", members: [{ id: "m1", relation: "applicant", disability_grade: null }, { id: "m7", wage_income: "10" }],
    savings: "5", supporters: [{ id: "supporters1", size: 3 }] };
  const household = Household.from(document);
  assert.deepEqual(household.document("331003"), document);
  assert.equal(household.addMember("child").id, "m8");
});

test("what is no household document is refused, and says so", () => {
  for (const wrong of [null, undefined, "x", 5, { members: 5 }, { members: "m1" }]) {
    assert.throws(() => Household.from(wrong), /expected a household document/u, JSON.stringify(wrong));
  }
  assert.throws(() => Household.from({ members: [null] }), TypeError);
});

test("a list is as long as it is said to be, and keeps what is known of its entries", () => {
  const household = new Household();
  household.setCount("supporters", 2);
  const [first] = household.entriesOf("supporters");
  household.setAnswer(`${first.id}.size`, { given: 3 });
  household.setCount("supporters", 1);
  assert.deepEqual(household.document("331003").supporters, [{ id: first.id, size: 3 }]);
  household.setCount("supporters", undefined);
  assert.equal(household.isAnswered("supporters"), true);
  assert.equal("supporters" in household.document("331003"), false);
});

test("an attribute that makes no sense is as if it were not there", () => {
  const attributes = { district: "Huangyan", lang: "zh-TW", "text-size": "HUGE", theme: "elder", benefits: "a, b", on: "soon" };
  const element = { getAttribute: (name) => (name in attributes ? attributes[name] : null) };
  assert.deepEqual(readAttributes(element), { district: undefined, mode: "resident", lang: "zh-Hant", textSize: "normal", theme: "elder", on: undefined, benefits: ["a", "b"], remember: "offer", link: undefined, base: undefined });
});

test("a day that is not in the calendar is no day", () => {
  const on = (text) => readAttributes({ getAttribute: (name) => (name === "on" ? text : null) }).on;
  assert.deepEqual(["2024-02-29", " 2024-08-01 ", "2024-02-30", "2023-02-29", "2024-13-01", "2024-8-1", "2024-08-01T00:00", "2024", ""].map(on),
    ["2024-02-29", "2024-08-01", undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
});

test("the engine is chosen before anything is tried", async () => {
  const choice = (own) => chooseEngine({ hasWebAssembly: true, failsGently: true, metaPolicies: [], headerPolicy: async () => [], ...own });
  const header = (...policies) => ({ headerPolicy: async () => policies });
  assert.equal(await choice({}), "wasm");
  assert.equal(await choice({ hasWebAssembly: false }), "twin");
  assert.equal(await choice(header("default-src 'self'")), "twin");
  assert.equal(await choice(header("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")), "wasm");
  assert.equal(await choice({ ...header("script-src 'self' 'wasm-unsafe-eval'"), failsGently: false }), "twin", "a browser that does not know the word");
  assert.equal(await choice({ ...header("script-src 'self' 'unsafe-eval'"), failsGently: false }), "wasm");
  assert.equal(await choice(header("img-src 'self'", "script-src 'self'")), "twin", "every policy counts");
  assert.equal(await choice({ metaPolicies: ["script-src 'self'"] }), "twin");
  assert.equal(await choice({ headerPolicy: async () => undefined }), "try");
  assert.equal(await choice({ headerPolicy: async () => undefined, failsGently: false }), "twin");
});
