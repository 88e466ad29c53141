// The keys of the counter. Those of the number pad are enough for a whole family; none needs a second key held.

import { NONE_KEY, UNSURE_KEY } from "./cell.js";

export const KEYS = { member: "F2", whatif: "F4", only: "F6", sheet: "F8", clear: "F9", earlier: "PageUp", later: "PageDown" };
export const ADD = "+";
export const SAME = "*";

/** What an input method hides behind "Process". */
const BY_CODE = {
  NumpadAdd: "+", NumpadMultiply: "*", NumpadSubtract: "-", NumpadDivide: "/", NumpadEnter: "Enter", Enter: "Enter", Minus: "-", Slash: "/",
};

export function keyOf(event) {
  if (event.key !== "Process" && event.key !== "Unidentified") return event.key;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  return digit ? digit[1] : BY_CODE[event.code] || event.key;
}

/**
 * What a key asks for: `[act, …]` as a name of `acts` with what it is about, or nothing for a key that is the field's own.
 * `at` is the cell that has the focus, if one has.
 */
export function actOf(event, at) {
  const key = keyOf(event);
  if (key === KEYS.member && event.shiftKey) return ["without"];
  const name = Object.keys(KEYS).find((it) => KEYS[it] === key);
  if (name && !event.ctrlKey && !event.altKey && !event.metaKey) return [name];
  if (event.altKey || event.metaKey || !at) return undefined;
  const typing = at.commit && at.input.value !== "";
  if (event.ctrlKey) return { ArrowLeft: ["over", -1, 0], ArrowRight: ["over", 1, 0], ArrowUp: ["over", 0, -1], ArrowDown: ["over", 0, 1] }[key];
  switch (key) {
    case "Enter": return event.shiftKey ? ["back"] : ["next"];
    case ADD: return ["member"];
    case SAME: return ["same"];
    case "Delete": return at.commit ? undefined : ["empty"];
    case "ArrowUp": return at.commit ? ["over", 0, -1] : undefined;
    case "ArrowDown": return at.commit ? ["over", 0, 1] : undefined;
    case "ArrowLeft": return at.commit && atEdge(at.input, 0) ? ["over", -1, 0] : at.commit ? undefined : ["over", -1, 0];
    case "ArrowRight": return at.commit && atEdge(at.input, at.input.value.length) ? ["over", 1, 0] : at.commit ? undefined : ["over", 1, 0];
    default:
      if ((key === NONE_KEY || key === UNSURE_KEY) && typing) return undefined;
      return at.keys.has(key) ? ["choose", key] : undefined;
  }
}

function atEdge(input, place) { return input.selectionStart === place && input.selectionEnd === place; }
