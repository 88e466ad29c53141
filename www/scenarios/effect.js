// What a changed pack does to a household: benefit by benefit, before and after.

import { difference } from "../model/sums.js";
import { ofBenefit } from "../list/results.js";

const RANK = ["eligible", "needs_assessment", "undetermined", "ineligible", "no_rule"];

/** `[{benefit, before, now, way, by}]`: the benefits that are different. `way` is 1 for more, -1 for less, 0 where neither is known; `by` the yuan. */
export function differences(before, now) {
  const benefits = Array.from(new Set(now.determinations.concat(before.determinations).map((it) => it.benefit)));
  return benefits.map((benefit) => {
    const [was, is] = [before, now].map(({ determinations }) => standing(determinations.filter((it) => it.benefit === benefit)));
    if (JSON.stringify(was) === JSON.stringify(is)) return undefined;
    const by = exact(was) !== undefined && exact(is) !== undefined ? difference(exact(is), exact(was)) : undefined;
    return { benefit, before: was, now: is, by, way: wayOf(was, is, by) };
  }).filter(Boolean);
}

/** More for all that changes, less for all, or some of each: `"gain"`, `"loss"`, `"mixed"`, `"open"`; nothing where nothing changes. */
export function lotOf(changes) {
  if (changes.length === 0) return undefined;
  const ways = new Set(changes.map((it) => it.way));
  if (ways.has(1) && ways.has(-1)) return "mixed";
  return ways.has(1) ? "gain" : ways.has(-1) ? "loss" : "open";
}

function standing(own) {
  const [verdict, low, high, subjects] = ofBenefit(own);
  const paid = own.find((it) => it.amount);
  return { verdict, low, high, subjects, period: paid && paid.amount.period };
}

/** What is got for certain: nothing of what is refused. A status has no amount. */
function exact(it) {
  if (it.verdict === "eligible" && it.low !== "" && it.low === it.high) return it.low;
  return it.verdict === "ineligible" ? "0.00" : undefined;
}

function wayOf(was, is, by) {
  if (was.verdict !== is.verdict) return Math.sign(RANK.indexOf(was.verdict) - RANK.indexOf(is.verdict));
  if (by !== undefined) return by[0] === "-" ? -1 : by[0] === "+" ? 1 : 0;
  const end = (name) => (was[name] === "" || is[name] === "" ? 0 : signOf(difference(is[name], was[name])));
  const [low, high] = [end("low"), end("high")];
  return low >= 0 && high >= 0 ? Math.max(low, high) : low <= 0 && high <= 0 ? Math.min(low, high) : 0;
}

function signOf(apart) { return apart[0] === "-" ? -1 : apart[0] === "+" ? 1 : 0; }
