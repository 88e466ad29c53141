// What number and date fields have in common.

import { element } from "../dom.js";
import { freshName, tile } from "./answers.js";

/** Acts when the field is left. Nothing is said about what is still being typed. */
export function whenTyped(input, act) { input.addEventListener("change", act); }

/** Marks a field as holding something that cannot be. */
export function mark(field, invalid) {
  if (invalid) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** "None" and "I don't know" beside what is typed: at most one is ticked, and ticking it clears the field. */
export function marksOf(options, now, name, onTick, onUntick) {
  const group = freshName();
  const boxes = options.map((option) => tile("checkbox", group, Object.assign({ beside: true }, option), option.is(now), () => {
    const box = boxes.find((it) => it.option.key === option.key);
    boxes.forEach((it) => { if (it !== box) it.input.checked = false; });
    if (box.input.checked) onTick(option.answer);
    else onUntick();
  }));
  return {
    element: element("div", { class: "marks", role: "group", "aria-label": name }, boxes.map((it) => it.label)),
    any: () => boxes.some((it) => it.input.checked),
    clear: () => boxes.forEach((it) => { it.input.checked = false; }),
  };
}

/** A line for one of several members. */
export function row(name, label, ...fields) {
  return element("div", { class: "row", role: "group", "aria-label": name }, element("span", { class: "row-name", "aria-hidden": label ? undefined : "true" }, name), fields);
}
