// The arithmetic of a determination, line by line. What is worked out for every member is one line with each member's value.

import { amountPhrase, valuePhrase } from "../amounts.js";
import { basisLine } from "./basis.js";
import { element } from "../dom.js";
import { HOUSEHOLD } from "../../model/household.js";
import { subjectName } from "../subjects.js";
import { figure, grouped } from "../../words/texts.js";

/** No household has so much money or so many of anything. */
const BOUNDLESS = 1000000;

export function working(context, determination) {
  if (!determination.working || determination.working.length === 0) return undefined;
  const lines = new Map();
  determination.working.forEach((step) => {
    if (!lines.has(step.name)) lines.set(step.name, []);
    lines.get(step.name).push(step);
  });
  return element("ol", { class: "working" }, Array.from(lines.values()).map((steps) => line(context, steps)), amountLine(context, determination));
}

function amountLine(context, determination) {
  const { texts } = context;
  if (!determination.amount) return undefined;
  const note = texts.ruleIfAny("benefits/" + determination.benefit + "/amount/note");
  return element("li", { class: "outcome" },
    element("span", { class: "step-name" }, texts.page("working.amount")),
    element("span", { class: "step-value" }, element("span", {}, amountPhrase(texts, determination.amount))),
    note && element("span", { class: "step-origin" }, note));
}

function line(context, steps) {
  const { texts } = context;
  const first = steps[0];
  const id = (first.kind === "parameter" ? "parameters/" : "definitions/") + first.name;
  const place = texts.ruleIfAny("jurisdictions/" + first.layer + "/name");
  const note = texts.ruleIfAny(id + "/note");
  // A resident has the words; who wants the formula finds it on the page of the rules.
  const asCode = context.settings.mode === "counter";
  return element("li", {},
    element("span", { class: "step-name" }, texts.rule(id + "/name")),
    element("span", { class: "step-value" }, values(context, steps)),
    note && element("span", { class: "step-origin" }, note),
    first.kind === "parameter" && basisLine(texts, context.layers, first.basis),
    element("span", { class: "step-origin" }, place, first.formula && asCode && [" ", element("code", { translate: "no" }, first.formula)]));
}

/** The values, each with those to whom it belongs; equal values are said once. */
function values(context, steps) {
  const { texts, household } = context;
  const alike = new Map();
  steps.forEach((step) => {
    const key = [step.value, step.low, step.high].join();
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key).push(step);
  });
  return Array.from(alike.values()).map((group) => {
    const subjects = group.filter((step) => step.subject && step.subject !== HOUSEHOLD).map((step) => subjectName(household, texts, step.subject));
    return element("span", { class: "step-part" }, stepValue(texts, group[0]),
      subjects.length > 0 && element("span", { class: "step-whom" }, texts.page("working.subjects", { subjects: subjects.length > 1 && subjects.length === household.members.length ? texts.page("subject.everyone") : texts.list(subjects) })));
  });
}

function stepValue(texts, step) {
  // One person's own money is not said per person.
  const unit = step.subject && step.subject !== HOUSEHOLD && step.unit ? step.unit.replace("/person", "") : step.unit;
  // As wide as the fact may be at all: nothing is known.
  if (Number(step.low) === 0 && Number(step.high) >= BOUNDLESS) return texts.page("value.unknown");
  if (step.low !== undefined && step.high !== undefined && step.low !== step.high) {
    return texts.phrase("value.range", { low: figure(grouped(step.low)), high: element("span", {}, valuePhrase(texts, step.high, unit)) });
  }
  return step.value === undefined ? texts.page("value.unknown") : valuePhrase(texts, step.value, unit);
}
