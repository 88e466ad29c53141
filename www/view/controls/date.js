// A day in three fields, for one or for each of several.

import { dayOf, partsOf } from "../../model/day.js";
import { plainDigits } from "../../model/typed.js";
import { element } from "../dom.js";
import { partsOfFact } from "../factwords.js";
import { subjectName } from "../subjects.js";
import { besides, isAnswer } from "./answers.js";
import { mark, marksOf, row, whenTyped } from "./typed.js";

export function date(context) {
  const [fact] = context.asked.facts;
  const day = dayFields(context, fact, context.question);
  return {
    body: [element("div", { class: "field" }, day.element, day.marks.element)],
    focus: () => day.inputs[0].focus(),
    commit: day.commit,
    setInvalid: (facts) => day.inputs.forEach((it) => mark(it, facts.has(fact))),
  };
}

export function dateRows(context) {
  const { texts, household, asked } = context;
  const rows = asked.facts.map((fact) => {
    const name = subjectName(household, texts, partsOfFact(fact).subject);
    return { fact, name, day: dayFields(context, fact, name) };
  });
  return {
    body: [element("div", { class: "rows" }, rows.map(({ name, day }) => row(name, true, day.element, day.marks.element)))],
    focus: (fact) => (rows.find((it) => it.fact === fact) || rows[0]).day.inputs[0].focus(),
    commit: () => rows.forEach((it) => it.day.commit()),
    setInvalid: (facts) => rows.forEach((it) => it.day.inputs.forEach((input) => mark(input, facts.has(it.fact)))),
  };
}

function dayFields(context, fact, name) {
  const { texts, asked } = context;
  const now = context.answer(fact);
  const options = besides(texts, asked.declaration).map((it) => Object.assign({ is: (answer) => isAnswer(answer, it.answer) }, it));
  const marks = marksOf(options, now, name, (answer) => {
    inputs.forEach((it) => { it.value = ""; });
    context.onAnswer(fact, answer);
  }, () => context.onAnswer(fact, undefined));
  const given = now && now.draft ? now.draft : partsOf(now && typeof now.given === "string" ? now.given : "");
  const fields = ["year", "month", "day"].map((part, index) => {
    const input = element("input", {
      type: "text", inputmode: "numeric", autocomplete: "off", maxlength: index === 0 ? 4 : 2, value: given[index], class: "number number-" + part,
      "aria-describedby": context.describedBy, "data-fact": fact, "data-part": part,
    });
    whenTyped(input, commit);
    return { input, label: element("label", { class: "part" }, input, element("span", {}, texts.page("date." + part))) };
  });
  const inputs = fields.map((it) => it.input);

  function commit() {
    const typed = inputs.map((it) => plainDigits(it.value));
    if (typed.every((part) => part === "")) {
      if (!marks.any()) context.onAnswer(fact, undefined);
      return;
    }
    marks.clear();
    const day = dayOf(typed);
    context.onAnswer(fact, day === undefined ? { draft: typed } : { given: day });
  }

  return { inputs, marks, commit, element: element("span", { class: "date", role: "group", "aria-label": name }, fields.map((it) => it.label)) };
}
