// What changed packs do to a household, told as `huisuan diff` tells it: determination by determination, and in what is certain.

import { difference, sum } from "../model/sums.js";

const PERIODS = ["month", "year", "once"];

/** `[{benefit, subject, before, now, by, period}]`: the determinations that are different. `by` is what is certain more or less. */
export function differences(before, now) {
  const found = new Map();
  before.determinations.forEach((it) => found.set(keyOf(it), { benefit: it.benefit, subject: it.subject, before: answerOf(it) }));
  now.determinations.forEach((it) => found.set(keyOf(it), Object.assign({ benefit: it.benefit, subject: it.subject }, found.get(keyOf(it)), { now: answerOf(it) })));
  return Array.from(found.values()).filter((it) => JSON.stringify(it.before) !== JSON.stringify(it.now))
    .map((it) => Object.assign(it, { by: difference(certain(it.now), certain(it.before)), period: (it.now && it.now.period) || (it.before && it.before.period) }));
}

/** `"gain"` or `"loss"` over a year of what is certain, twelve months with what is paid by the year and once; else `"other"`. Nothing where nothing changes. */
export function lotOf(changes, before, now) {
  if (changes.length === 0) return undefined;
  const apart = difference(inYear(now.totals), inYear(before.totals));
  return apart[0] === "+" ? "gain" : apart[0] === "-" ? "loss" : "other";
}

/** What changes add up to, for each period in which something does: `[[period, by]]`. */
export function sumsOf(changes) {
  return PERIODS.map((period) => [period, difference(sum(changes.filter((it) => it.period === period).map((it) => it.by.replace("+", ""))), "0")]).filter(([, by]) => /[1-9]/.test(by));
}

const keyOf = (it) => it.benefit + "/" + it.subject;

function answerOf({ verdict, amount }) { return Object.assign({ verdict }, amount && { low: amount.low, high: amount.high, period: amount.period }); }

function certain(answer) { return answer && answer.verdict === "eligible" && answer.low !== undefined ? answer.low : "0.00"; }

function inYear(totals) {
  const low = (period) => (totals[period] ? totals[period].low : "0.00");
  return sum(new Array(12).fill(low("month")).concat(low("year"), low("once")));
}
