// The answers of a household in a code, fact by fact: what was said of one fact by all members stands together, as it is mostly alike.

import { HOUSEHOLD } from "../household.js";
import { marking, markOf, named, Sum } from "./marks.js";
import { Garbled, marks, often, plain, whole } from "./parts.js";
import { UNKNOWN, usualKind, value } from "./values.js";

const PERSON = "person";
const FACT_WIDTH = 8;
const CHOICE_WIDTH = 6;
const LIST_WIDTH = 16;
/** More rows or facts than this no household has. */
const MOST = 1000;
const ANSWERED = ["given", "none", "unsure"];

/** The rules at hand have other names than those the code was made with, and which of them is meant cannot be told. */
export class OtherNames extends Error {}

/**
 * The answers: written where there is a household, read where there is none. `rules` is `{declarations, benefits}`: the facts as
 * the engine lists them, and the ids of the benefits. What is read goes into a fresh one of `like`. Gives `{household, leftOut}`: how
 * many answers the rules have no place for.
 */
export function answers(io, rules, household, like = household) {
  const state = stateOf(io, rules);
  const read = { household: like.fresh(), leftOut: 0 };
  const members = whole(io, "rows", household && household.members.length);
  if (members > MOST) throw new Garbled("members");
  for (let index = 0; index < members; index += 1) read.household.addMember();
  columns(io, state, PERSON, household && household.members, read, read.household.members);
  columns(io, state, HOUSEHOLD, household && [household], read, [read.household]);
  lists(io, state, household, read);
  const { value: meant, whole: all } = state.sum;
  if (plain(io, Sum.width, meant) !== meant && all) throw new OtherNames("sum");
  return read;
}

/** What both sides know by name, and how marks are made of it. */
function stateOf(io, { declarations, benefits }) {
  const facts = declarations.map((it) => ({ declaration: it, usual: usualKind(it), fact: it.scope + "." + it.name }));
  const alike = Array.from(new Set(facts.map((it) => it.declaration.scope + it.usual)))
    .map((group) => facts.filter((it) => it.declaration.scope + it.usual === group).map((it) => it.fact));
  return {
    facts, benefits, sum: new Sum(),
    marks: marks(io, FACT_WIDTH, marking(alike, FACT_WIDTH)),
    choices: Object.assign(marks(io, CHOICE_WIDTH, marking(declarations.map((it) => it.type.values || []), CHOICE_WIDTH)), { seen: [] }),
  };
}

/** All facts of a scope, in the order of their marks, which say their kind first. `subjects` are written; what is read goes to `into`. */
function columns(io, state, scope, subjects, read, into) {
  const { width, salt } = state.marks;
  const markOfFact = (it) => it.usual * Math.pow(2, width) + markOf(it.fact, width, salt);
  const mine = state.facts.filter((it) => it.declaration.scope === scope);
  const wanted = subjects && mine.filter((it) => subjects.some((subject) => answerOf(subject, it))).sort((a, b) => markOfFact(a) - markOfFact(b));
  const count = whole(io, "facts", wanted && wanted.length);
  if (count > MOST) throw new Garbled("facts");
  let mark = -1;
  for (let index = 0; index < count; index += 1) {
    mark += 1 + whole(io, "gap", wanted && markOfFact(wanted[index]) - mark - 1);
    const found = mine.filter((it) => markOfFact(it) === mark);
    const fact = found.length === 1 ? found[0] : undefined;
    state.sum.add(fact && fact.fact);
    column(io, state, { fact, usual: Math.floor(mark / Math.pow(2, width)) }, wanted && subjects.map((it) => answerOf(it, wanted[index])), read, into);
  }
}

/** What everybody says of one fact. What somebody says is likely what the one before said. */
function column(io, state, { fact, usual }, written, read, into) {
  if (usual > 7) throw new Garbled("kind");
  const names = fact ? (fact.declaration.type.kind === "benefits" ? state.benefits : fact.declaration.type.values || []) : [];
  const about = { usual, names, fact: fact && fact.fact };
  let said = 0;
  let before;
  into.forEach((subject, index) => {
    const mine = written && written[index];
    said = often(io, "said" + said, 2, mine ? 1 + ANSWERED.findIndex((it) => it in mine) : 0);
    if (said === 0) return;
    const answer = said === 1 ? { given: given(mine) } : { [ANSWERED[said - 1]]: true };
    if (!fact || answer.given === UNKNOWN) read.leftOut += 1;
    else subject.answers.set(fact.declaration.name, answer);
  });

  function given(mine) {
    const text = mine && JSON.stringify(mine.given);
    const same = before !== undefined && io.bit("same" + usual, mine && text === before.text);
    if (!same) before = { text, value: value(io, state, about, mine && mine.given) };
    return before.value;
  }
}

/** Lists, such as those who owe support: how many entries, and what is said of each; or that it is not known. */
function lists(io, state, household, read) {
  const known = Array.from(new Set(state.facts.map((it) => it.declaration.scope))).filter((it) => it !== HOUSEHOLD && it !== PERSON);
  const wanted = household && known.filter((it) => household.lists[it] !== undefined);
  const count = whole(io, "lists", wanted && wanted.length);
  if (count > MOST) throw new Garbled("lists");
  for (let index = 0; index < count; index += 1) {
    const mine = wanted && wanted[index];
    const list = named(known, plain(io, LIST_WIDTH, mine && markOf(mine, LIST_WIDTH)), LIST_WIDTH);
    state.sum.add(list);
    const isKnown = io.bit("list", mine && Array.isArray(household.lists[mine]));
    const entries = isKnown ? whole(io, "rows", mine && household.entriesOf(mine).length) : 0;
    if (entries > MOST) throw new Garbled("entries");
    const kept = list === undefined ? Array.from({ length: entries }, () => ({ answers: new Map() })) : listInto(read.household, list, isKnown, entries);
    columns(io, state, list, mine && household.entriesOf(mine), read, kept);
  }
}

function listInto(household, list, isKnown, entries) {
  household.setCount(list, isKnown ? entries : undefined);
  return household.entriesOf(list);
}

/** What was said of a fact; what is only partly typed was not said. */
function answerOf(subject, { declaration }) {
  const answer = subject.answers.get(declaration.name);
  return answer && ANSWERED.some((it) => it in answer) ? answer : undefined;
}
