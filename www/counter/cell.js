// One cell: what is known of one fact of one person. Chosen facts are a list with a key for each choice, typed ones a field.
//
// A cell gives `{fact, input, show(answer, marks)}`; what is entered goes to `enter(fact, answer)`.

import { element, fill } from "../view/dom.js";
import { answerOf, CHOICE_KEYS, choicesOf, isWhole, textOf } from "./entry.js";

export const NONE_KEY = "-";
export const UNSURE_KEY = "/";

/** `about`: `{texts, declaration, fact, label, on, enter, benefits}`; `benefits` are the ids that can be received. */
export function cell(about) {
  const { declaration } = about;
  if (declaration.type.kind === "benefits") return receiving(about);
  const choices = choicesOf(declaration);
  return choices ? chosen(about, choices) : typed(about);
}

/** Whether a list has entries, and how many. */
export function countCell({ texts, fact, label, enter }) {
  const options = Array.from({ length: 10 }, (_, count) => ({ key: String(count), answer: { given: count }, words: String(count) })).concat(unsure(texts));
  return listOf({ fact, label, enter }, options);
}

function chosen(about, choices) {
  const { texts, declaration } = about;
  const words = (choice) => (choice.page ? texts.page(choice.page) : choice.rule ? texts.rule(choice.rule) : choice.plain);
  return listOf(about, choices.map((it) => ({ key: it.key, answer: { given: it.given }, words: words(it) })).concat(none(texts, declaration), unsure(texts)));
}

function listOf({ fact, label, enter }, options) {
  const input = element("select", { class: "cell", "data-fact": fact, "aria-label": label, onchange: () => enter(fact, options[input.selectedIndex - 1] && options[input.selectedIndex - 1].answer) },
    element("option", { value: "" }, ""), options.map((it) => element("option", { value: it.key }, it.key + " " + it.words)));
  return {
    fact, input,
    keys: new Map(options.map((it) => [it.key, it.answer])),
    show: (answer) => {
      const at = answer ? options.findIndex((it) => same(it.answer, answer)) : -1;
      input.selectedIndex = at + 1;
    },
  };
}

const same = (a, b) => a.given === b.given && Boolean(a.none) === Boolean(b.none) && Boolean(a.unsure) === Boolean(b.unsure);

function none(texts, declaration) { return declaration.optional ? [{ key: NONE_KEY, answer: { none: true }, words: texts.page("answer.none") }] : []; }
function unsure(texts) { return [{ key: UNSURE_KEY, answer: { unsure: true }, words: texts.page("answer.unsure") }]; }

/** Which benefits somebody receives: each choice puts one in or takes it out. */
function receiving({ texts, fact, label, enter, benefits }) {
  let now;
  const held = () => (now && Array.isArray(now.given) ? now.given : []);
  const options = [{ key: "0", answer: { given: [] }, words: texts.page("answer.noBenefits") }]
    .concat(benefits.map((id, index) => ({ key: CHOICE_KEYS[index < 9 ? index : index + 1] || "", id, words: texts.rule("benefits/" + id + "/name") })), unsure(texts));
  const answerFor = (option) => {
    if (!option.id) return option.answer;
    const without = held().filter((it) => it !== option.id);
    return { given: without.length < held().length ? without : without.concat(option.id) };
  };
  const input = element("select", { class: "cell", "data-fact": fact, "aria-label": label, onchange: () => enter(fact, input.selectedIndex > 0 ? answerFor(options[input.selectedIndex - 1]) : undefined) });
  return {
    fact, input, stays: true,
    keys: { has: (key) => options.some((it) => it.key === key), get: (key) => answerFor(options.find((it) => it.key === key)) },
    show: (answer) => {
      now = answer;
      const names = held().map((id) => texts.rule("benefits/" + id + "/name"));
      const summary = answer === undefined ? "" : answer.unsure ? texts.page("answer.unsure") : names.length === 0 ? texts.page("answer.noBenefits") : texts.list(names);
      fill(input, element("option", { value: "" }, summary),
        options.map((it) => element("option", { value: it.key }, it.key + " " + (it.id && held().indexOf(it.id) >= 0 ? "✓ " : "") + it.words)));
      input.selectedIndex = 0;
    },
  };
}

function typed({ texts, declaration, fact, label, on, enter }) {
  let taken = "";
  const { unit, kind } = declaration.type;
  const unitWords = unit && unit !== "1" ? (texts.has("unit.entry." + unit) ? texts.page("unit.entry." + unit) : unit) : "";
  const input = element("input", {
    type: "text", class: "cell", inputmode: kind === "integer" || kind === "date" ? "numeric" : "decimal", autocomplete: "off", "data-fact": fact,
    "aria-label": unitWords ? label + " (" + unitWords + ")" : label, onchange: () => commit(),
  });
  const commit = () => {
    if (input.value === taken) return false;
    taken = input.value;
    enter(fact, answerOf(declaration, input.value, on()));
    return true;
  };
  return {
    fact, input, commit,
    isWhole: () => isWhole(declaration, input.value),
    keys: new Map(none(texts, declaration).concat(unsure(texts)).map((it) => [it.key, it.answer])),
    show: (answer) => {
      input.placeholder = answer && answer.none ? texts.page("answer.none") : answer && answer.unsure ? texts.page("answer.unsure") : unitWords;
      const text = textOf(declaration, answer);
      if (taken !== text || input.value === "" || input.getRootNode().activeElement !== input) {
        input.value = text;
        taken = text;
      }
    },
  };
}
