// From what a clerk types in a cell to an answer, and back. Only the declared type of a fact says how; the engine judges what comes out.

import { numberValue, plainDigits } from "../model/typed.js";

/** One key for each choice, in order. */
export const CHOICE_KEYS = Array.from("1234567890abcdefghijklmnopqrstuvwxyz");

/** Up to this many whole numbers are chosen, each by its own digit, instead of typed. */
const SINGLE_DIGITS = 10;

/** `[{key, answer, value, name}]` for a fact that is chosen; `undefined` for one that is typed. `name` is a key of texts, ours or the rules'. */
export function choicesOf(declaration) {
  const { type, name } = declaration;
  if (type.kind === "bool") return [true, false].map((value, index) => ({ key: CHOICE_KEYS[index], given: value, page: "answer." + value }));
  if (type.kind === "choice") return type.values.map((value, index) => ({ key: CHOICE_KEYS[index], given: value, rule: "facts/" + name + "/values/" + value }));
  if (type.kind === "integer" && Number(type.min) >= 0 && Number(type.max) < SINGLE_DIGITS) {
    const choices = [];
    for (let value = Number(type.min); value <= Number(type.max); value += 1) choices.push({ key: String(value), given: value, plain: String(value) });
    return choices;
  }
  return undefined;
}

/** The answer in a typed text; nothing for an empty one. `on` is the day asked about: a year of two digits is the last one before it. */
export function answerOf(declaration, text, on) {
  const typed = text.trim();
  if (typed === "") return undefined;
  const { kind } = declaration.type;
  if (kind === "date") return { given: dayOrYear(plainDigits(typed), on) };
  const between = /^([\d.]+)[-~～]([\d.]+)$/.exec(plainDigits(typed));
  if (between && between[1] !== "" && kind !== "choice") return { given: { atLeast: numberValue(between[1], kind), atMost: numberValue(between[2], kind) } };
  return { given: numberValue(typed, kind) };
}

/** A day as it is typed at a counter: `19850302`, `850302`, `1985-3-2`, an identity number, or only the year, which is all of its days. */
function dayOrYear(typed, on) {
  const digits = /^\d+$/.test(typed) ? typed : "";
  const parts = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(typed);
  if (parts) return day(parts[1], parts[2], parts[3]);
  if (/^\d{17}[\dXx]$/.test(typed)) return day(typed.slice(6, 10), typed.slice(10, 12), typed.slice(12, 14));
  if (digits.length === 8) return day(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6));
  if (digits.length === 6) return day(century(digits.slice(0, 2), on), digits.slice(2, 4), digits.slice(4));
  if (digits.length === 4) return wholeYear(digits, on);
  if (digits.length === 2) return wholeYear(century(digits, on), on);
  return typed;
}

function day(year, month, date) { return year + "-" + month.padStart(2, "0") + "-" + date.padStart(2, "0"); }

function century(year, on) {
  const now = on.slice(0, 4);
  const recent = now.slice(0, 2) + year;
  return recent <= now ? recent : String(Number(now.slice(0, 2)) - 1) + year;
}

function wholeYear(year, on) {
  const last = year + "-12-31";
  return { atLeast: year + "-01-01", atMost: year === on.slice(0, 4) && on < last ? on : last };
}

/** Whether a typed text is whole, so that the next cell can be gone to without a key. */
export function isWhole(declaration, text) {
  return declaration.type.kind === "date" && /^\d{8}$/.test(text) && /^(19|20)/.test(text);
}

/** A typed answer as the cell shows it. */
export function textOf(declaration, answer) {
  if (!answer || !("given" in answer)) return "";
  const { given } = answer;
  if (given === null || typeof given !== "object") return String(given);
  if (declaration.type.kind !== "date") return given.atLeast + "-" + given.atMost;
  return String(given.atLeast).slice(0, 4);
}
