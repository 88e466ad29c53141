// "What if": a copy of the family in which answers are changed, beside the family as it is.

import { Household } from "../model/household.js";
import { Session } from "../model/session.js";

/** A session of its own with the same answers, rules and day. */
export function branch(session) {
  const other = new Session(Object.assign({}, session.settings));
  other.use(session.calculator, session.district);
  other.take(copyOf(session.household));
  return other;
}

function copyOf(household) {
  const copy = new Household();
  const subject = (it) => ({ id: it.id, answers: new Map(it.answers) });
  copy.members = household.members.map(subject);
  Object.keys(household.lists).forEach((list) => {
    const entries = household.lists[list];
    copy.lists[list] = Array.isArray(entries) ? entries.map(subject) : Object.assign({}, entries);
  });
  copy.answers = new Map(household.answers);
  copy.lastNumber = household.lastNumber;
  return copy;
}

/** Whether a fact is answered differently in both. */
export function isChanged(before, now, fact) {
  const answer = (session) => (session.household.knows(fact) ? JSON.stringify(session.household.answer(fact) || session.household.lists[fact]) : "(nobody)");
  return answer(before) !== answer(now);
}

