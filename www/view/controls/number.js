// A number that is typed, for one or for each of several.

import { numberValue } from "../../model/typed.js";
import { element } from "../dom.js";
import { partsOfFact } from "../factwords.js";
import { subjectName } from "../subjects.js";
import { besides, freshName, isAnswer } from "./answers.js";
import { mark, marksOf, row, whenTyped } from "./typed.js";

export function number(context) {
  const [fact] = context.asked.facts;
  const field = fieldOf(context, fact, context.question);
  return {
    body: [element("div", { class: "field" }, field.measure, field.marks.element)],
    focus: () => field.input.focus(),
    commit: field.commit,
    setInvalid: (facts) => mark(field.input, facts.has(fact)),
  };
}

export function numberRows(context) {
  const { texts, household, asked } = context;
  const rows = asked.facts.map((fact) => {
    const name = subjectName(household, texts, partsOfFact(fact).subject);
    return { fact, name, field: fieldOf(context, fact, name) };
  });
  return {
    body: [element("div", { class: "rows" }, rows.map(({ name, field }) => row(name, false, field.measure, field.marks.element)))],
    focus: (fact) => (rows.find((it) => it.fact === fact) || rows[0]).field.input.focus(),
    commit: () => rows.forEach((it) => it.field.commit()),
    setInvalid: (facts) => rows.forEach((it) => mark(it.field.input, facts.has(it.fact))),
  };
}

function fieldOf(context, fact, name) {
  const { texts, asked } = context;
  const { declaration } = asked;
  const { kind } = declaration.type;
  const unit = unitOf(texts, declaration);
  const id = freshName();
  const now = context.answer(fact);
  const options = besides(texts, declaration).map((it) => Object.assign({ is: (answer) => isAnswer(answer, it.answer) }, it));
  const marks = marksOf(options, now, name, (answer) => {
    input.value = "";
    context.onAnswer(fact, answer);
  }, () => context.onAnswer(fact, undefined));
  const input = element("input", {
    type: "text", inputmode: kind === "integer" ? "numeric" : "decimal", autocomplete: "off", class: "number", "aria-label": name,
    "aria-describedby": (unit ? id + "-unit " : "") + context.describedBy, "data-fact": fact,
    value: now && "given" in now && typeof now.given !== "object" ? String(now.given) : undefined,
  });
  let taken = input.value;
  const commit = () => {
    if (input.value === taken) return;
    taken = input.value;
    if (input.value.trim() === "") {
      if (!marks.any()) context.onAnswer(fact, undefined);
      return;
    }
    marks.clear();
    context.onAnswer(fact, { given: numberValue(input.value, kind) });
  };
  whenTyped(input, commit);
  return { input, marks, commit, measure: element("span", { class: "measure" }, input, unit && element("span", { class: "unit", id: id + "-unit" }, unit)) };
}

function unitOf(texts, declaration) {
  const { unit } = declaration.type;
  if (!unit || unit === "1") return "";
  return texts.has("unit.entry." + unit) ? texts.page("unit.entry." + unit) : unit;
}
