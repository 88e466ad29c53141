// How each benefit stands, in the order in which the rules give them: its best verdict, who has it, and what they get together.

import { sum } from "../model/sums.js";

/** Best first, as in `huisuan batch`. */
const BEST = ["eligible", "needs_assessment", "undetermined", "ineligible", "no_rule"];

/** `[{benefit, verdict, subjects, amount, determinations}]`. */
export function standingOf(determinations) {
  const benefits = new Map();
  determinations.forEach((it) => {
    if (!benefits.has(it.benefit)) benefits.set(it.benefit, []);
    benefits.get(it.benefit).push(it);
  });
  return Array.from(benefits.keys()).map((benefit) => {
    const all = benefits.get(benefit);
    const verdict = BEST.find((it) => all.some((one) => one.verdict === it));
    const best = all.filter((it) => it.verdict === verdict);
    return { benefit, verdict, subjects: best.map((it) => it.subject), amount: together(best.filter((it) => !it.excludedBy || it.excludedBy.length === 0)), determinations: all, missing: new Set([].concat(...best.map((it) => it.missing || []))).size };
  });
}

function together(determinations) {
  const amounts = determinations.map((it) => it.amount).filter(Boolean);
  if (amounts.length === 0 || amounts.some((it) => it.period !== amounts[0].period)) return undefined;
  return { low: sum(amounts.map((it) => it.low)), high: sum(amounts.map((it) => it.high)), period: amounts[0].period };
}

/** The determination to explain first: the best of a benefit. */
export function foremost(standing) { return standing.determinations.find((it) => it.verdict === standing.verdict); }
