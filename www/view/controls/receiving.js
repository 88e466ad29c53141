// Which benefits somebody receives already.

import { element } from "../dom.js";
import { freshName, tile } from "./answers.js";

export function receiving(context) {
  const { texts, asked } = context;
  const [fact] = asked.facts;
  const now = context.answer(fact);
  const held = new Set((now && now.given) || []);
  const boxes = context.benefits.map((id) => tile("checkbox", freshName(), { key: id, label: texts.rule("benefits/" + id + "/name") }, held.has(id), () => {
    others.forEach((it) => { it.input.checked = false; });
    commit();
  }));
  const other = (key, label, answer, checked) => tile("checkbox", freshName(), { key, label, beside: true }, checked, () => {
    const mine = others.find((it) => it.option.key === key);
    boxes.concat(others).forEach((it) => { if (it !== mine) it.input.checked = false; });
    context.onAnswer(fact, mine.input.checked ? answer : undefined);
  });
  const others = [
    other("(nothing)", texts.page("answer.noBenefits"), { given: [] }, Boolean(now && now.given && now.given.length === 0)),
    other("(unsure)", texts.page("answer.unsure"), { unsure: true }, Boolean(now && now.unsure)),
  ];
  function commit() {
    const chosen = boxes.filter((it) => it.input.checked).map((it) => it.option.key);
    context.onAnswer(fact, chosen.length === 0 ? undefined : { given: chosen });
  }
  return {
    body: [element("div", { class: "options" }, boxes.concat(others).map((it) => it.label))],
    focus: () => boxes.concat(others)[0].input.focus(),
  };
}
