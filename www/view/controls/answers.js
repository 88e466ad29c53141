// Answers that are not values, and the tiles that all controls are made of.

import { element } from "../dom.js";

/** "None" where the fact may have no value, and "I don't know". */
export function besides(texts, declaration) {
  const none = { key: "(none)", answer: { none: true }, label: texts.page("answer.none") };
  const unsure = { key: "(unsure)", answer: { unsure: true }, label: texts.page("answer.unsure") };
  return declaration && declaration.optional ? [none, unsure] : [unsure];
}

/** Whether an answer is what an option stands for. */
export function isAnswer(answer, wanted) {
  if (!answer) return false;
  if (wanted.none) return Boolean(answer.none);
  if (wanted.unsure) return Boolean(answer.unsure);
  return "given" in answer && JSON.stringify(answer.given) === JSON.stringify(wanted.given);
}

let numbers = 0;

/** A name that no other group of radio buttons has. */
export function freshName() {
  numbers += 1;
  return "choice-" + numbers;
}

/** A tile that can be chosen: a radio button or a check box with its label around it. */
export function tile(type, name, option, checked, onchange) {
  const input = element("input", { type, name, value: option.key, checked, onchange });
  return { input, option, label: element("label", { class: option.beside ? "option choice beside" : "option choice", part: "option" }, input, element("span", {}, option.label)) };
}
