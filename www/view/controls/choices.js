// One of several: yes or no, a named value, a small whole number.

import { element } from "../dom.js";
import { besides, freshName, isAnswer, tile } from "./answers.js";

export function choices(context) {
  const { texts, asked } = context;
  const [fact] = asked.facts;
  return radioTiles(valuesOf(texts, asked.declaration).concat(besides(texts, asked.declaration).map((it) => Object.assign({ beside: true }, it))),
    context.answer(fact), (answer) => context.onAnswer(fact, answer));
}

/** Tiles of which one is chosen. */
export function radioTiles(options, now, onAnswer) {
  const name = freshName();
  const tiles = options.map((option) => tile("radio", name, option, isAnswer(now, option.answer), () => onAnswer(option.answer)));
  return {
    body: [element("div", { class: "options" }, tiles.map((it) => it.label))],
    focus: () => (tiles.find((it) => it.input.checked) || tiles[0]).input.focus(),
    clear: () => tiles.forEach((it) => { it.input.checked = false; }),
  };
}

function valuesOf(texts, declaration) {
  const { type, name } = declaration;
  if (type.kind === "bool") return [true, false].map((value) => ({ key: String(value), answer: { given: value }, label: texts.page("answer." + value) }));
  if (type.kind === "choice") {
    return type.values.map((value) => ({ key: value, answer: { given: value }, label: texts.rule("facts/" + name + "/values/" + value) }));
  }
  const options = [];
  for (let value = Number(type.min); value <= Number(type.max); value += 1) options.push({ key: String(value), answer: { given: value }, label: String(value) });
  return options;
}
