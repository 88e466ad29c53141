// The control for each kind of fact. Every control has "I don't know"; an optional fact also has "none".

import { element } from "./dom.js";
import { dayOf, partsOf } from "./day.js";
import { numberValue, plainDigits } from "./typed.js";

/** Up to this many choices are shown side by side; more go into a drop-down list. */
const SHOWN_CHOICES = 8;

/**
 * `{wrap, body, focus, setInvalid}`: `wrap(children)` puts the children under the label or legend of the question.
 * `context` is that of the question, with the `id`, the `words` and what `describedBy` names.
 */
export function controlFor(context) {
  const type = context.declaration.type;
  switch (type.kind) {
    case "bool": return radios(context, ["true", "false"].map((value) =>
      ({ key: value, value: value === "true", label: context.texts.page("answer." + value) })));
    case "choice": return choice(context);
    case "integer": return fewWholeNumbers(type) ? radios(context, wholeNumbers(type)) : number(context);
    case "date": return date(context);
    case "benefits": return benefits(context);
    default: return number(context);
  }
}

function choice(context) {
  const { texts, declaration } = context;
  const options = declaration.type.values.map((value) =>
    ({ key: value, value, label: texts.rule("facts/" + declaration.name + "/values/" + value) }));
  return options.length <= SHOWN_CHOICES ? radios(context, options) : dropDown(context, options);
}

function fewWholeNumbers(type) {
  return Number(type.max) - Number(type.min) < SHOWN_CHOICES;
}

function wholeNumbers(type) {
  const options = [];
  for (let value = Number(type.min); value <= Number(type.max); value += 1) options.push({ key: String(value), value, label: String(value) });
  return options;
}

/** "None" where the fact is optional, and "I don't know": what every control offers besides a value. */
function besides(context) {
  const none = { key: "(none)", answer: { none: true }, label: context.texts.page("answer.none") };
  const unsure = { key: "(unsure)", answer: { unsure: true }, label: context.texts.page("answer.unsure") };
  return context.declaration.optional ? [none, unsure] : [unsure];
}

function isAnswer(answer, option) {
  if (!answer) return false;
  if (option.answer) return Boolean(option.answer.none ? answer.none : answer.unsure);
  return "given" in answer && answer.given === option.value;
}

function answerOf(option) { return option.answer || { given: option.value }; }

function radios(context, options) {
  const inputs = options.concat(besides(context)).map((option) => {
    const input = element("input", {
      type: "radio", name: context.id, value: option.key, checked: isAnswer(context.answer, option),
      onchange: () => context.onAnswer(answerOf(option)),
    });
    return { input, label: element("label", { class: option.answer ? "option option-beside" : "option" }, input, element("span", {}, option.label)) };
  });
  return group(context, element("div", { class: "options" }, inputs.map((it) => it.label)), () => {
    (inputs.find((it) => it.input.checked) || inputs[0]).input.focus();
  });
}

function dropDown(context, options) {
  const all = options.concat(besides(context));
  const select = element("select", {
    id: context.id + "-field", "aria-describedby": context.describedBy,
    onchange: () => context.onAnswer(all[select.selectedIndex - 1] && answerOf(all[select.selectedIndex - 1])),
  },
  element("option", { value: "" }, context.texts.page("answer.choose")),
  all.map((option) => element("option", { value: option.key, selected: isAnswer(context.answer, option) }, option.label)));
  return labelled(context, select, element("div", { class: "field" }, select));
}

function number(context) {
  const { texts, declaration } = context;
  const kind = declaration.type.kind;
  const unit = unitOf(texts, declaration);
  const marks = markBoxes(context, () => { input.value = ""; });
  const input = element("input", {
    type: "text", inputmode: kind === "integer" ? "numeric" : "decimal", autocomplete: "off", id: context.id + "-field", class: "number",
    "aria-describedby": (unit ? context.id + "-unit " : "") + context.describedBy,
    value: context.answer && "given" in context.answer ? String(context.answer.given) : undefined,
  });
  whenTyped(input, commit);
  function commit() {
    if (input.value.trim() === "") {
      if (!marks.any()) context.onAnswer(undefined);
      return;
    }
    marks.clear();
    context.onAnswer({ given: numberValue(input.value, kind) });
  }
  return labelled(context, input, element("div", { class: "field" },
    element("span", { class: "measure" }, input, unit && element("span", { class: "unit", id: context.id + "-unit" }, unit)), marks.element));
}

function unitOf(texts, declaration) {
  const unit = declaration.type.unit;
  if (!unit || unit === "1") return "";
  return texts.has("unit.entry." + unit) ? texts.page("unit.entry." + unit) : unit;
}

function date(context) {
  const { texts, answer } = context;
  const parts = answer && answer.draft ? answer.draft : partsOf(answer && answer.given);
  const marks = markBoxes(context, () => { fields.forEach((it) => { it.input.value = ""; }); });
  const fields = dateFields(texts, parts, context.id, context.describedBy, (typed) => {
    if (typed.every((part) => part === "")) {
      if (!marks.any()) context.onAnswer(undefined);
      return;
    }
    marks.clear();
    const day = dayOf(typed);
    context.onAnswer(day === undefined ? { draft: typed } : { given: day });
  });
  return group(context, element("div", { class: "field" },
    element("span", { class: "date" }, fields.map((it) => it.label)), marks.element), () => fields[0].input.focus(),
  (invalid) => fields.forEach((it) => mark(it.input, invalid)));
}

/** Three number fields for year, month and day; `onParts` gets what is typed in them. */
export function dateFields(texts, parts, id, describedBy, onParts) {
  const fields = ["year", "month", "day"].map((name, index) => {
    const input = element("input", {
      type: "text", inputmode: "numeric", autocomplete: "off", maxlength: index === 0 ? 4 : 2, value: parts[index], class: "number number-" + name,
      id: id + "-" + name, "aria-describedby": describedBy,
    });
    whenTyped(input, tell);
    return { input, label: element("label", { class: "part" }, input, element("span", {}, texts.page("date." + name))) };
  });
  function tell() { onParts(fields.map((it) => plainDigits(it.input.value))); }
  return fields;
}

function benefits(context) {
  const { texts, answer } = context;
  const held = new Set(answer && answer.given || []);
  const boxes = context.benefits.map((id) => {
    const input = element("input", { type: "checkbox", value: id, checked: held.has(id), onchange: commit });
    return { id, input, label: element("label", { class: "option" }, input, element("span", {}, texts.rule("benefits/" + id + "/name"))) };
  });
  const marks = markBoxes(context, () => { boxes.forEach((it) => { it.input.checked = false; }); },
    [{ key: "(nothing)", answer: { given: [] }, label: texts.page("answer.noBenefits") }]);
  function commit() {
    marks.clear();
    const chosen = boxes.filter((it) => it.input.checked).map((it) => it.id);
    context.onAnswer(chosen.length === 0 ? undefined : { given: chosen });
  }
  return group(context, element("div", { class: "options" }, boxes.map((it) => it.label), marks.labels), () => boxes[0].input.focus());
}

/** "None" and "I don't know" beside typed values: at most one is ticked, and ticking it clears what was typed. */
function markBoxes(context, clearValue, first) {
  const nothing = (answer) => answer && Array.isArray(answer.given) && answer.given.length === 0;
  const boxes = (first || []).concat(besides(context)).map((option) => {
    const checked = option.answer.given ? nothing(context.answer) : isAnswer(context.answer, option);
    const input = element("input", { type: "checkbox", value: option.key, checked, onchange: () => {
      boxes.forEach((it) => { if (it.input !== input) it.input.checked = false; });
      if (input.checked) clearValue();
      context.onAnswer(input.checked ? option.answer : undefined);
    } });
    return { input, label: element("label", { class: "option option-beside" }, input, element("span", {}, option.label)) };
  });
  const labels = boxes.map((it) => it.label);
  const names = element("div", { class: "marks", role: "group", "aria-label": context.words }, labels);
  return {
    element: names,
    labels,
    any: () => boxes.some((it) => it.input.checked),
    clear: () => boxes.forEach((it) => { it.input.checked = false; }),
  };
}

/** Acts when the field is left, and already when the typing rests. */
function whenTyped(input, act) {
  let resting;
  input.addEventListener("input", () => {
    clearTimeout(resting);
    resting = setTimeout(() => { if (input.isConnected) act(); }, 500);
  });
  input.addEventListener("change", () => {
    clearTimeout(resting);
    act();
  });
}

function group(context, body, focus, setInvalid) {
  const set = element("fieldset", { "aria-describedby": context.describedBy });
  return {
    body,
    focus,
    wrap: (children) => {
      set.appendChild(element("legend", { class: "words" }, context.words));
      children.forEach((child) => { if (child) set.appendChild(child); });
      return set;
    },
    setInvalid: setInvalid || (() => {}),
  };
}

function labelled(context, field, ...body) {
  return {
    body,
    focus: () => field.focus(),
    wrap: (children) => [element("label", { class: "words", for: field.id }, context.words)].concat(children),
    setInvalid: (invalid) => mark(field, invalid),
  };
}

function mark(field, invalid) {
  if (invalid) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}
