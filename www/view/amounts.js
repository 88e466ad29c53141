// Amounts and measured values in words. The figures are the engine's, digit for digit; large ones with commas, and an empty fraction is left off a headline.

import { element } from "./dom.js";
import { figure, grouped } from "../words/texts.js";

const shorten = (decimal) => grouped(decimal.replace(/\.0+$/, ""));

// No benefit pays as much a month, or twelve times as much at once or a year. A range that ends there ends where the answers do, at the most that may be entered.
const BEYOND = 20000;

/** Whether the most is only what may be entered, and no sum to expect. */
function isOpen(amount) {
  return amount.low !== amount.high && Number(amount.high) > BEYOND * (amount.period === "month" ? 1 : 12);
}

/** "310 to 900 yuan a month", as nodes. */
export function amountPhrase(texts, amount) {
  if (isOpen(amount)) {
    return Number(amount.low) < 1 ? texts.phrase("amount.open")
      : texts.phrase("results.atLeast", { amount: element("span", {}, amountPhrase(texts, { low: amount.low, high: amount.low, period: amount.period })) });
  }
  const key = "amount." + amount.period + ".";
  const low = figure(shorten(amount.low));
  const high = figure(shorten(amount.high));
  if (amount.low === amount.high) return texts.phrase(key + "exact", { amount: low });
  // A band ends a fen before its line: less than one yuan is not worth saying.
  if (Number(amount.low) < 1) return texts.phrase(key + "upTo", { high });
  return texts.phrase(key + "range", { low, high });
}

const PERIODS = ["month", "year", "once"];

/** What likely benefits come to, period by period: "at least" where an amount is a range. Less than one yuan is not worth saying. */
export function totalPhrases(texts, totals) {
  return PERIODS.filter((period) => totals[period] && Number(totals[period].low) >= 1).map((period) => {
    const { low, high } = totals[period];
    const words = amountPhrase(texts, { low, high: low, period });
    return low === high ? words : texts.phrase("results.atLeast", { amount: element("span", {}, words) });
  });
}

/** What they could come to with all that is still open, period by period, where that is a sum to expect. */
export function mostPhrases(texts, totals) {
  return PERIODS.filter((period) => totals[period] && totals[period].low !== totals[period].high && !isOpen(Object.assign({ period }, totals[period])))
    .map((period) => amountPhrase(texts, { low: totals[period].high, high: totals[period].high, period }));
}

export function isZero(decimal) { return /^0(\.0+)?$/.test(decimal); }

export function isNothing(amount) { return isZero(amount.low) && isZero(amount.high); }

/** A value with its unit: "680.00 元(每人每月)". Values that are not numbers are worded where there are words. */
export function valuePhrase(texts, value, unit) {
  if (value === null || value === undefined) return [texts.page("value.absent")];
  const plain = grouped(String(value));
  if (texts.has("value." + plain)) return [texts.page("value." + plain)];
  if (!unit || unit === "1") return [figure(plain)];
  const key = "unit.value." + unit;
  return texts.has(key) ? texts.phrase(key, { value: figure(plain) }) : [figure(plain + " " + unit)];
}

/** What a condition measures: the value, what it is held against, and how far it is off. The period is said once, at the end. */
export function measurePhrase(texts, condition) {
  if (condition.threshold === undefined) return undefined;
  const per = "unit.per." + condition.unit;
  const words = (value) => span(wordedValue(texts, value, condition.unit));
  return texts.phrase("measure." + directionOf(condition), {
    actual: condition.actual === undefined ? "" : words(condition.actual),
    operator: texts.page("operator." + condition.operator),
    threshold: words(condition.threshold),
    distance: condition.distance === undefined ? "" : words(condition.distance.replace(/^-/, "")),
    per: texts.has(per) ? texts.page(per) : "",
  });
}

function wordedValue(texts, value, unit) {
  const key = "unit.word." + unit;
  return texts.has(key) ? texts.phrase(key, { value: figure(grouped(String(value))) }) : valuePhrase(texts, value, unit);
}

/** On which side of the threshold the value lies, which the operator and the engine's state tell. How far is worth saying of money, and of what is not met. */
function directionOf(condition) {
  if (condition.actual === undefined) return "required";
  if (condition.distance === undefined) return "plain";
  if (isZero(condition.distance.replace(/^-/, ""))) return "same";
  const smaller = condition.operator === "<" || condition.operator === "<=";
  const larger = condition.operator === ">" || condition.operator === ">=";
  if (!smaller && !larger) return "plain";
  if (!/^yuan/.test(condition.unit || "")) return condition.state === "met" ? "plain" : "apart";
  return smaller === (condition.state === "met") ? "below" : "above";
}

function span(nodes) {
  return element("span", {}, nodes);
}
