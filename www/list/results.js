// The columns of results and rejects, and how they are written: the same as those of `huisuan batch`.

import { sum } from "../model/sums.js";

const RANK = ["eligible", "needs_assessment", "undetermined", "ineligible", "no_rule"];
const PERIODS = ["month", "year", "once"];

export function resultHeader(benefits) {
  return ["id", "district", "on", "month_low", "month_high", "year_low", "year_high", "once_low", "once_high", "facts_sha256"]
    .concat(...benefits.map((it) => [it, it + ".low", it + ".high", it + ".subjects"]));
}

export const REJECT_HEADER = ["line", "id", "code", "column", "reason", "help"];

export function resultRow(id, assessment, benefits) {
  const totals = [].concat(...PERIODS.map((it) => [assessment.totals[it], assessment.totals[it]].map((total, index) => (total ? total[index === 0 ? "low" : "high"] : "0.00"))));
  return [id, assessment.district, assessment.on].concat(totals, assessment.receipt.factsSha256, ...benefits.map((it) => ofBenefit(assessment.determinations.filter((one) => one.benefit === it))));
}

/** A benefit over all its subjects: the best verdict any of them has, the sum they get, and who they are. */
export function ofBenefit(own) {
  const verdict = RANK.find((it) => own.some((one) => one.verdict === it));
  if (verdict === undefined) return ["", "", "", ""];
  const best = own.filter((it) => it.verdict === verdict && (!it.excludedBy || it.excludedBy.length === 0));
  const amounts = best.map((it) => it.amount).filter(Boolean);
  const total = (end) => (amounts.length === 0 ? "" : sum(amounts.map((it) => it[end])));
  return [verdict, total("low"), total("high"), best.map((it) => it.subject).sort().join(" ")];
}

/** One line of CSV, quoted only where it must be. */
export function csvLine(cells) {
  return cells.map((it) => {
    const text = it === undefined || it === null ? "" : String(it);
    return /[",\r\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
  }).join(",") + "\n";
}
