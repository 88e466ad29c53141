// How many questions a family is asked, for all benefits at once. Composing the household (who lives together, and when each was born) is not counted.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { Session } from "../../www/model/session.js";
import { answerOf, PERSONAS } from "../personas/personas.mjs";
import { Calculator } from "../../pkg/wasm/huisuan_check_twin.js";
import { chainOf } from "../../www/engine/packs.js";

const RULES = new URL("../../dist/rules/", import.meta.url);
const index = JSON.parse(await readFile(new URL("index.json", RULES), "utf8"));
const parents = new Set(index.packs.map((it) => it.parent));
const districts = index.packs.map((it) => it.adcode).filter((it) => !parents.has(it));

const MEDIAN = 12;
const COMPOSING = ["person:birth_date"];

const calculators = new Map();
async function calculatorOf(district) {
  if (!calculators.has(district)) calculators.set(district, Calculator.load(await Promise.all(chainOf(index, district).map((it) => readFile(new URL(it.file, RULES), "utf8")))));
  return calculators.get(district);
}

/** Goes through the whole interview, answering as the persona does. Gives the keys of the screens. */
export function interviewed(session, persona) {
  session.clear();
  const { household } = session;
  persona.members.slice(1).forEach((member) => household.addMember(member.relation));
  session.go({ name: "members" });
  const asked = [];
  for (session.next(); session.screen.name === "question"; session.next()) {
    const { question } = session.screen;
    asked.push(question.key);
    question.facts.forEach((fact) => {
      const answer = answerOf(persona, fact, question.bands);
      if (question.form === "list") household.setCount(fact, answer.given.length);
      else session.setAnswer(fact, answer);
    });
    session.changed();
    assert.ok(asked.length < 200, `no end of questions: ${asked.slice(-5)}`);
  }
  return asked;
}

test("the questions per persona", async (context) => {
  const all = [];
  for (const district of districts) {
    const session = new Session({});
    session.use(await calculatorOf(district), district);
    for (const persona of PERSONAS) {
      session.settings = { on: persona.on };
      const keys = interviewed(session, persona).filter((it) => !COMPOSING.includes(it));
      all.push(keys.length);
      context.diagnostic(`${district} ${String(keys.length).padStart(3)}  ${persona.name}`);
      if (process.env.SHOW_QUESTIONS) context.diagnostic(keys.join(" "));
    }
  }
  all.sort((a, b) => a - b);
  const median = all[Math.floor(all.length / 2)];
  context.diagnostic(`${all.length} interviews, ${PERSONAS.length} personas in ${districts.length} districts: median ${median}, most ${all[all.length - 1]}`);
  assert.ok(PERSONAS.length >= 12);
  assert.ok(median <= MEDIAN, `the median is ${median}`);
});
