// The strip of all benefits: state and amount of each, live. It is also how one is chosen to be explained.

import { amountPhrase, isNothing } from "../view/amounts.js";
import { element, fill, sign } from "../view/dom.js";
import { SIGN_OF } from "../view/result/card.js";
import { subjectName } from "../view/subjects.js";
import { HOUSEHOLD } from "../model/household.js";

/** `about`: `{texts, household, standing, chosen, only, choose}`. */
export function strip(place, about) {
  const { texts, standing } = about;
  fill(place, standing.map((it) => element("li", {}, element("button", {
    type: "button", class: "chip chip-" + it.verdict, "data-benefit": it.benefit, "data-verdict": it.verdict, "aria-pressed": String(it.benefit === about.chosen),
    "data-only": about.only.has(it.benefit), onclick: () => about.choose(it.benefit),
  }, sign(SIGN_OF[it.verdict]), element("span", { class: "chip-name" }, texts.rule("benefits/" + it.benefit + "/name")),
  element("span", { class: "chip-state" }, stateWords(texts, about.household, it))))));
}

/** In a few words: the amount and who has it, or the verdict. */
export function stateWords(texts, household, it) {
  const parts = [];
  if (it.verdict === "undetermined" && it.missing > 0) parts.push(texts.page("counter.missing", { count: it.missing }));
  else if (!hasAmount(it) || it.verdict !== "eligible") parts.push(texts.page("verdict." + it.verdict));
  if (it.verdict === "eligible" && hasAmount(it)) parts.push(element("span", { class: "chip-amount" }, amountPhrase(texts, it.amount)));
  if ((it.verdict === "eligible" || it.verdict === "needs_assessment") && it.subjects[0] !== HOUSEHOLD) {
    parts.push(it.subjects.length === household.members.length && it.subjects.length > 1 ? texts.page("subject.everyone") : texts.list(it.subjects.map((id) => subjectName(household, texts, id))));
  }
  return parts.map((part, index) => [index > 0 && " · ", part]);
}

export function hasAmount(it) { return it.amount && !isNothing(it.amount); }
