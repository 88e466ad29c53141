// Facts and their values in words, where a result speaks of them.

import { valuePhrase } from "./amounts.js";
import { bandPhrase } from "./bands.js";
import { HOUSEHOLD } from "../model/household.js";
import { dayWords, figure, grouped } from "../words/texts.js";
import { subjectName } from "./subjects.js";

/** Splits `m1.birth_date` into whom it is about and what it is. */
export function partsOfFact(fact) {
  const dot = fact.indexOf(".");
  return dot < 0 ? { subject: HOUSEHOLD, name: fact } : { subject: fact.slice(0, dot), name: fact.slice(dot + 1) };
}

export function factWords(texts, household, fact) {
  const { subject, name } = partsOfFact(fact);
  const words = texts.ruleIfAny("facts/" + name + "/question", "lists/" + name + "/name");
  const asked = words === undefined ? texts.rule("facts/" + name + "/question") : words;
  const whose = subjectName(household, texts, subject);
  return asked.indexOf(whose) === 0 ? asked : texts.page("fact.of", { subject: whose, words: asked });
}

/** A value of a fact, in the unit in which it is asked. */
export function factValuePhrase(texts, declarations, fact, value) {
  const { name } = partsOfFact(fact);
  const choice = texts.ruleIfAny("facts/" + name + "/values/" + value);
  if (choice !== undefined) return [choice];
  const declaration = declarations.find((it) => it.name === name);
  if (value && typeof value === "object") return [bandPhrase(texts, declaration, value)];
  const key = "unit.entry." + (declaration && declaration.type.unit);
  if (declaration && declaration.type.kind === "date" && value) return [dayWords(texts, value)];
  return texts.has(key) ? [figure(grouped(String(value))), " ", texts.page(key)] : valuePhrase(texts, value);
}

/** The words of a screen, where a result speaks of it: with the person's name where it is about one. */
export function questionWords({ texts, household }, question) {
  if (question.form === "list") return texts.rule("lists/" + question.name + "/name");
  return question.facts.length === 1 ? factWords(texts, household, question.facts[0]) : texts.rule("facts/" + question.name + "/question");
}
