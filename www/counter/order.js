// The cells of the page in their order, and which of them still matter.

import { HOUSEHOLD } from "../model/household.js";

export const MEMBER = "person";

/** The rows: `{declaration, subjects, list}`, in the authored order. A list has a row of its own before its facts: whether it has entries. */
export function rowsOf(declarations, household) {
  const rows = [];
  const seen = new Set();
  const first = firstOnes(declarations);
  // A clerk asks for the thing itself: not the yes or no before it, and the parts instead of the whole.
  declarations.filter((it) => !it.whole && !first.has(it.name)).forEach((declaration) => {
    const { scope } = declaration;
    if (scope === HOUSEHOLD) rows.push({ declaration, facts: [declaration.name] });
    else if (scope === MEMBER) rows.push({ declaration, facts: household.members.map((it) => it.id + "." + declaration.name) });
    else {
      if (!seen.has(scope)) rows.push({ list: scope, facts: [scope] });
      seen.add(scope);
      rows.push({ declaration, entries: scope, facts: household.entriesOf(scope).map((it) => it.id + "." + declaration.name) });
    }
  });
  return rows;
}

/** The names of facts that go before others. */
function firstOnes(declarations) {
  return new Set(declarations.filter((it) => it.askedIf).map((it) => it.askedIf.fact));
}

/** The facts that can still change what is asked about: those the engine asks for. `only` narrows them to some benefits. */
export function openFacts(session, only) {
  const { interview } = session.consult();
  const open = new Set();
  if (!interview) return open;
  const concerns = (benefit) => session.concerns(benefit) && (only.size === 0 || only.has(benefit));
  interview.questions.forEach((it) => {
    if (it.benefits.some(concerns)) (it.behind || [it.fact]).filter((fact) => !session.isAnswered(fact)).forEach((fact) => open.add(fact));
  });
  return open;
}

/** The next fact that is open after this one, or the first. */
export function nextOpen(rows, open, fact) {
  const all = [].concat(...rows.map((row) => row.facts));
  const at = all.indexOf(fact);
  const after = all.slice(at + 1).find((it) => open.has(it));
  return after === undefined ? all.find((it) => open.has(it)) : after;
}

/** One cell over: `[across, down]`. */
export function neighbour(rows, fact, across, down) {
  const filled = rows.filter((row) => row.facts.length > 0);
  const at = filled.findIndex((row) => row.facts.indexOf(fact) >= 0);
  if (at < 0) return undefined;
  const column = filled[at].facts.indexOf(fact);
  if (down === 0) return filled[at].facts[column + across];
  const row = filled[at + down];
  return row && row.facts[Math.min(column, row.facts.length - 1)];
}
