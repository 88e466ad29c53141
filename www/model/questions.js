// From what the engine asks to what is put on a screen: one plain question each.
//
// The engine asks fact by fact. A person is asked once for all of the family where that is one question in ordinary life: who of you
// has a certificate (a yes or no of each), what does each of you earn, when was each of you born. A choice among several things is
// asked member by member.

import { HOUSEHOLD } from "./household.js";

/** A list that is not there yet is asked for as a whole. */
const LIST = "list";

/**
 * The screens for an interview: `[{key, name, form, facts, benefits, purpose, bands, declaration}]`, each where its first fact stands.
 * `form` is `"who"` (which members), `"rows"` (a line for each), `"one"` (one fact) or `"list"` (whether there are any entries).
 */
export function screensOf(interview, declarations) {
  const screens = new Map();
  interview.questions.forEach((question) => {
    const declaration = declarationOf(question, declarations);
    const { key, form } = declaration ? placeOf(question, declaration) : { key: question.fact, form: LIST };
    if (!screens.has(key)) screens.set(key, { key, form, name: question.name, declaration, facts: [], benefits: [], purpose: "amount", bands: question.bands || [] });
    const screen = screens.get(key);
    screen.facts.push(question.fact);
    if (question.for === "verdict") screen.purpose = "verdict";
    question.benefits.forEach((it) => { if (screen.benefits.indexOf(it) < 0) screen.benefits.push(it); });
  });
  return Array.from(screens.values()).map(plain);
}

function declarationOf(question, declarations) {
  const alike = declarations.filter((it) => it.name === question.name && (it.scope === HOUSEHOLD) === (question.subject === HOUSEHOLD));
  const list = question.subject.replace(/\d+$/, "");
  return alike.find((it) => it.scope === list) || alike[0];
}

function placeOf(question, declaration) {
  if (declaration.scope === HOUSEHOLD) return { key: question.fact, form: "one" };
  const together = declaration.scope + ":" + declaration.name;
  switch (declaration.type.kind) {
    case "bool": return { key: together, form: "who" };
    case "date": case "money": case "number": return { key: together, form: "rows" };
    case "integer": return declaration.optional ? { key: question.fact, form: "one" } : { key: together, form: "rows" };
    default: return { key: question.fact, form: "one" };
  }
}

/** Bands are of one number. */
function plain(screen) {
  return screen.facts.length === 1 ? screen : Object.assign(screen, { bands: [] });
}

/** What was asked to have these answers, as the engine would have asked it. Relations are asked where members are added. */
export function questionsAnswered(household, declarations) {
  const questions = [];
  const ask = (subject, name, fact) => {
    if (name !== "relation" && household.isAnswered(fact)) questions.push({ fact, subject, name, benefits: [] });
  };
  declarations.forEach(({ scope, name }) => {
    if (scope === HOUSEHOLD) ask(HOUSEHOLD, name, name);
    else if (scope === "person") household.members.forEach((it) => ask(it.id, name, it.id + "." + name));
    else {
      if (!questions.some((it) => it.fact === scope)) ask(HOUSEHOLD, scope, scope);
      household.entriesOf(scope).forEach((it) => ask(it.id, name, it.id + "." + name));
    }
  });
  return questions;
}
