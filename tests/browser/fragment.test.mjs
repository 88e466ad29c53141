// Answers as a code: whatever is written can be read again, here and with other rules; whatever cannot be read is said to be so.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";

import { answerOf, PERSONAS } from "../personas/personas.mjs";
import { checkCode, codeIn, decode, encode, fragmentOf, readHeader, rulesOf, Unreadable, withoutCode } from "../../www/model/fragment.js";
import { Household } from "../../www/model/household.js";
import { Session } from "../../www/model/session.js";

const LAYERS = [{ adcode: "000000", version: "2026.11.20", sha256: "ab" }, { adcode: "331003", version: "2026.11.25", sha256: "cd" }];
const fact = (scope, name, kind, values) => ({ scope, name, type: { kind, values } });
const RULES = {
  declarations: [
    fact("person", "relation", "choice", ["applicant", "spouse", "child"]), fact("person", "birth_date", "date"), fact("person", "wage_income", "money"),
    fact("person", "disability_grade", "integer"), fact("person", "serious_illness", "bool"), fact("person", "receiving", "benefits"),
    fact("household", "savings", "money"), fact("household", "residence", "choice", ["urban", "rural"]), fact("supporters", "size", "integer"),
  ],
  benefits: ["minimum_living_allowance", "high_age_allowance"],
};
const about = (rules = RULES) => ({ district: "331003", on: "2026-11-25", layers: LAYERS, ...rules });

/** What was said, without the members' ids. */
function said(household) {
  const answers = (subject) => Object.fromEntries(Array.from(subject.answers).filter(([, answer]) => !answer.draft).sort());
  return JSON.parse(JSON.stringify({
    members: household.members.map(answers), own: answers(household),
    lists: Object.fromEntries(Object.entries(household.lists).map(([list, entries]) => [list, Array.isArray(entries) ? entries.map(answers) : "unsure"])),
  }));
}

function family() {
  const household = new Household();
  household.addMember("applicant");
  household.addMember("child");
  household.setAnswer("m1.birth_date", { given: "1985-03-02" });
  household.setAnswer("m1.wage_income", { given: "1600" });
  household.setAnswer("m2.serious_illness", { given: true });
  household.setAnswer("m2.disability_grade", { none: true });
  household.setAnswer("savings", { unsure: true });
  household.setAnswer("m1.receiving", { given: ["high_age_allowance"] });
  return household;
}

// Random rules, and a random household of them.

const word = fc.stringMatching(/^[a-z][a-z_]{0,11}$/);
const words = (most) => fc.uniqueArray(word, { minLength: 1, maxLength: most });
const decimal = fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 99999999n }), fc.stringMatching(/^\d{0,4}$/))
  .map(([minus, units, fraction]) => (minus ? "-" : "") + units + (fraction && `.${fraction}`));
const day = fc.tuple(fc.integer({ min: 1900, max: 2155 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-"));
const odd = fc.oneof(fc.string(), fc.double({ noDefaultInfinity: true, noNaN: true }).filter((it) => !Object.is(it, -0)), fc.constantFrom("", "十二", "1e3", "0012", "2023-02-30", "1850-01-01", "-0"));
const KINDS = ["bool", "integer", "money", "number", "date", "choice", "benefits"];
const declaration = fc.record({ scope: fc.constantFrom("person", "household", "supporters", "tenants"), name: word, kind: fc.constantFrom(...KINDS), values: words(14) })
  .map(({ scope, name, kind, values }) => fact(scope, name, kind, kind === "choice" ? values : undefined));
const rules = fc.record({
  declarations: fc.uniqueArray(declaration, { minLength: 1, maxLength: 60, selector: (it) => `${it.scope}.${it.name}` }), benefits: words(30),
});
const money = fc.oneof({ weight: 3, arbitrary: decimal }, fc.constant("0"));
const valueOf = (type, benefits) => ({
  bool: fc.boolean(), integer: fc.integer({ min: -5, max: 2 ** 40 }), money, number: money, date: day,
  choice: fc.constantFrom(...(type.values || [""])), benefits: fc.uniqueArray(fc.constantFrom(...benefits)),
}[type.kind]);
const answer = (type, benefits) => fc.oneof(
  { weight: 6, arbitrary: valueOf(type, benefits).map((given) => ({ given })) }, { weight: 3, arbitrary: fc.constant(undefined) },
  fc.constant({ none: true }), fc.constant({ unsure: true }), fc.constant({ draft: ["19", "", ""] }), odd.map((given) => ({ given })),
  fc.oneof(...[decimal, day, fc.integer({ min: 0, max: 60 })].map((end) => fc.record({ atLeast: end, atMost: end }, { requiredKeys: [] }))).map((given) => ({ given })));
const household = (it) => {
  const subject = (scope) => fc.record(Object.fromEntries(it.declarations.filter((one) => one.scope === scope)
    .map((one) => [one.name, answer(one.type, it.benefits)])), { requiredKeys: [] });
  const list = (scope) => fc.option(fc.oneof(fc.array(subject(scope), { maxLength: 4 }), fc.constant("unsure")), { nil: undefined });
  return fc.record({ members: fc.array(subject("person"), { maxLength: 8 }), own: subject("household"), supporters: list("supporters"), tenants: list("tenants") });
};

function built(it, { declarations }) {
  const made = new Household();
  const into = (target, answers) => Object.entries(answers).forEach(([name, one]) => { if (one) target.answers.set(name, one); });
  it.members.forEach((answers) => into(made.addMember(), answers));
  into(made, it.own);
  ["supporters", "tenants"].filter((list) => it[list] !== undefined && declarations.some((one) => one.scope === list)).forEach((list) => {
    made.setCount(list, it[list] === "unsure" ? undefined : it[list].length);
    made.entriesOf(list).forEach((entry, index) => into(entry, it[list][index]));
  });
  return made;
}

test("whatever is answered, under whatever rules, comes back as it was", () => {
  fc.assert(fc.property(rules.chain((it) => fc.tuple(fc.constant(it), household(it))), ([it, random]) => {
    const before = built(random, it);
    const code = encode(before, about(it));
    const back = decode(code, it, new Household());
    assert.match(code, /^1[\w-]+$/);
    assert.deepEqual(said(back.household), said(before));
    assert.deepEqual([back.leftOut, back.district, back.on, back.version], [0, "331003", "2026-11-25", "2026.11.25"]);
    // Members' ids are no part of it.
    assert.equal(encode(back.household, about(it)), code);
  }), { numRuns: 1500 });
});

test("no text whatever is taken for a code or breaks the reader", () => {
  const code = encode(family(), about());
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const read = (text) => {
    try {
      decode(text, RULES, new Household());
      return "read";
    } catch (error) {
      assert.ok(error instanceof Unreadable, String(error.stack));
      return error.reason;
    }
  };
  fc.assert(fc.property(fc.string(), (text) => assert.notEqual(read(text), "read")), { numRuns: 2000 });
  for (let length = 0; length < code.length; length += 1) assert.notEqual(read(code.slice(0, length)), "read", `cut off at ${length}`);
  // Of the changes of one letter none may pass; of random codes about one in 65 536 does, which still must not break anything.
  Array.from(code).forEach((letter, index) => {
    for (const other of letters) {
      const changed = code.slice(0, index) + other + code.slice(index + 1);
      // The last letter has bits that mean nothing.
      if (other !== letter && index < code.length - 1) assert.notEqual(read(changed), "read", changed);
    }
  });
  assert.equal(read(`2${code.slice(1)}`), "newer");
  assert.equal(read("1"), "garbled");
});

test("what passes the check by chance is read to an end, or refused", async () => {
  // The reader, given bytes that nobody wrote, always stops.
  const { answers, OtherNames } = await import("../../www/model/fragment/answers.js");
  const { Reader } = await import("../../www/model/fragment/coder.js");
  const { Garbled } = await import("../../www/model/fragment/parts.js");
  fc.assert(fc.property(fc.uint8Array({ maxLength: 150 }), (bytes) => {
    try {
      answers(new Reader(Array.from(bytes)), RULES, undefined, new Household());
    } catch (error) {
      assert.ok(error instanceof Garbled || error instanceof OtherNames, String(error.stack));
    }
  }), { numRuns: 1500 });
});

test("a code outlives facts and choices that are added to the rules, in whatever order they are declared", () => {
  fc.assert(fc.property(rules.chain((it) => fc.tuple(fc.constant(it), household(it), fc.array(declaration, { maxLength: 3 }))), ([it, random, more]) => {
    const before = built(random, it);
    const code = encode(before, about(it));
    const names = new Set(it.declarations.map((one) => `${one.scope}.${one.name}`));
    const later = {
      declarations: more.filter((one) => !names.has(`${one.scope}.${one.name}`)).concat(it.declarations.slice().reverse())
        .map((one) => ({ ...one, type: { ...one.type, values: one.type.values && ["newly_added"].concat(one.type.values) } })),
      benefits: ["new_benefit"].concat(it.benefits),
    };
    const back = decode(code, later, new Household());
    if (back.leftOut === 0) assert.deepEqual(said(back.household), said(before));
    // What cannot be told apart any more is left out and counted, and the rest is as it was.
    const [now, then] = [said(back.household), said(before)];
    const lost = then.members.concat(then.own).flatMap((answers, index) => Object.entries(answers)
      .filter(([name, one]) => JSON.stringify((now.members.concat(now.own))[index][name]) !== JSON.stringify(one)));
    assert.ok(lost.length <= back.leftOut, JSON.stringify(lost));
  }), { numRuns: 500 });
});

test("an answer whose fact was renamed goes to no other fact", () => {
  const code = encode(family(), about());
  for (let number = 0; number < 400; number += 1) {
    const declarations = RULES.declarations.map((it) => (it.name === "serious_illness" ? { ...it, name: `name_${number}` } : it));
    try {
      const { household: back, leftOut } = decode(code, { ...RULES, declarations }, new Household());
      assert.equal(leftOut, 1);
      assert.equal(back.answer(`m2.name_${number}`), undefined);
      assert.deepEqual(back.answer("m1.wage_income"), { given: "1600" });
    } catch (error) {
      // Its mark fell on the new name: the sum of the names tells.
      assert.equal(error.reason, "other-rules");
    }
  }
});

test("a code says which rules it was made with, and how they stand to those at hand", () => {
  const header = readHeader(encode(family(), about()));
  assert.deepEqual([header.district, header.on, header.version], ["331003", "2026-11-25", "2026.11.25"]);
  const other = (version) => [LAYERS[0], { adcode: "331003", version, sha256: "ef" }];
  assert.deepEqual([LAYERS, other("2026.12.01"), other("2026.11.22"), other("draft")].map((it) => rulesOf(header, it)), ["same", "older", "other", "other"]);
  assert.equal(readHeader(encode(family(), { ...about(), layers: [{ adcode: "000000", version: "草稿", sha256: "" }] })).version, "草稿");
});

test("the check code is of answers, packs and day, and of nothing else", () => {
  const code = checkCode(encode(family(), about()));
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const other = family();
  const gone = other.addMember("spouse");
  other.remove(gone.id);
  assert.equal(checkCode(encode(other, about())), code);
  other.setAnswer("m1.wage_income", { given: "1601" });
  assert.notEqual(checkCode(encode(other, about())), code);
  assert.notEqual(checkCode(encode(family(), { ...about(), on: "2026-11-26" })), code);
  assert.notEqual(checkCode(encode(family(), { ...about(), layers: LAYERS.slice(0, 1) })), code);
});

test("a code stays readable: this one was made when the form was new", () => {
  const { household: back, leftOut } = decode("1UM-368kNBV-vIAAXf5Uv7aGZAF7pMMfGkgFFue5SkuGYmPHlLKfQRQ", RULES, new Household());
  assert.equal(leftOut, 0);
  assert.deepEqual(said(back), said(family()));
  assert.equal(encode(family(), about()), "1UM-368kNBV-vIAAXf5Uv7aGZAF7pMMfGkgFFue5SkuGYmPHlLKfQRQ");
});

test("a code stands beside what else is behind the #, and is taken away without it", () => {
  const hash = `#d=331003&${fragmentOf("1Abc-_")}&m=resident`;
  assert.equal(codeIn(hash), "1Abc-_");
  assert.equal(withoutCode(hash), "#d=331003&m=resident");
  assert.equal(withoutCode(`#${fragmentOf("1A")}`), "");
  assert.deepEqual(["", "#", "#top", "#huisuan"].map(codeIn), [undefined, undefined, undefined, undefined]);
  assert.equal(codeIn("#huisuan="), "");
});

test("families with everything answered fit into an address of 210 letters", async (t) => {
  const { default: init, Calculator } = await import("../../pkg/wasm/huisuan.js");
  await init({ module_or_path: await readFile(new URL("../../pkg/wasm/huisuan_bg.wasm", import.meta.url)) });
  const packs = ["000000", "330000", "331000", "331003"].map((it) => readFile(new URL(`../../dist/rules/${it}.json`, import.meta.url), "utf8"));
  const image = await readFile(new URL("../../dist/rules/331003.image.json", import.meta.url), "utf8");
  const calculator = Calculator.load(await Promise.all(packs), image);
  const shipped = { declarations: calculator.facts(), benefits: Object.keys(calculator.texts("en")).map((id) => (/^benefits\/([^/]+)\/name$/.exec(id) || [])[1]).filter(Boolean) };
  const lengths = PERSONAS.map((persona) => {
    const session = answered(persona, calculator);
    const code = encode(session.household, { district: "331003", on: persona.on, layers: calculator.jurisdictions(), ...shipped });
    const back = decode(code, shipped, new Household());
    assert.deepEqual(said(back.household), said(session.household));
    return { name: persona.name, members: persona.members.length, length: code.length };
  });
  lengths.forEach((it) => t.diagnostic(`${it.length} letters, ${it.members} members: ${it.name}`));
  const address = `https://www.example.gov.cn/huisuan/page.html#${fragmentOf("")}`;
  assert.ok(Math.max(...lengths.map((it) => it.length)) + address.length <= 210, JSON.stringify(lengths));
  calculator.free();
});

/** A session of a persona with every question of the interview answered. */
function answered(persona, calculator) {
  const session = new Session({ on: persona.on });
  session.use(calculator, "331003");
  session.household = new Household();
  persona.members.forEach((member) => session.household.addMember(member.relation));
  session.go({ name: "members" });
  for (session.next(); session.screen.name === "question"; session.next()) {
    session.screen.question.facts.forEach((name) => {
      const answer = answerOf(persona, name);
      if (session.screen.question.form === "list") session.household.setCount(name, answer.given && answer.given.length);
      else session.setAnswer(name, answer);
    });
    session.changed();
  }
  return session;
}
