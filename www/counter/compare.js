// "Now" and "if" side by side: every benefit whose verdict or amount is another, and what changes in the totals.

import { amountPhrase } from "../view/amounts.js";
import { element } from "../view/dom.js";
import { figure } from "../words/texts.js";
import { hasAmount } from "./strip.js";
import { difference } from "../model/sums.js";

const PERIODS = ["month", "year", "once"];

/** `before` and `now` are `{standing, totals}`. */
export function compare(texts, before, now) {
  const rows = now.standing.map((it) => ({ now: it, before: before.standing.find((one) => one.benefit === it.benefit) }))
    .filter((it) => it.before && (it.before.verdict !== it.now.verdict || JSON.stringify(it.before.amount) !== JSON.stringify(it.now.amount)));
  const totals = PERIODS.map((period) => ({ period, before: certain(before, period), now: certain(now, period) })).filter((it) => it.before !== it.now);
  return element("section", { class: "compare", "aria-label": texts.page("counter.whatif") },
    rows.length + totals.length === 0 ? element("p", {}, texts.page("counter.whatif.same")) : element("table", {},
      element("thead", {}, element("tr", {}, ["counter.benefit", "counter.now", "counter.if", "counter.difference"].map((key) => element("th", { scope: "col" }, texts.page(key))))),
      element("tbody", {}, rows.map((it) => element("tr", { "data-changed": it.now.benefit }, element("th", { scope: "row" }, texts.rule("benefits/" + it.now.benefit + "/name")),
        element("td", {}, words(texts, it.before)), element("td", {}, words(texts, it.now)), element("td", {}, apart(it.before, it.now)))),
      totals.map((it) => element("tr", { class: "sum" }, element("th", { scope: "row" }, texts.page("results.total")),
        element("td", {}, amountPhrase(texts, exact(it.before, it.period))), element("td", {}, amountPhrase(texts, exact(it.now, it.period))),
        element("td", {}, figure(difference(it.now, it.before))))))));
}

const exact = (amount, period) => ({ low: amount, high: amount, period });

function certain({ totals }, period) { return totals && totals[period] ? totals[period].low : "0.00"; }

function words(texts, it) {
  const verdict = texts.page("verdict." + it.verdict);
  if (!hasAmount(it) || it.verdict === "ineligible") return verdict;
  const amount = amountPhrase(texts, it.amount);
  return [verdict, " ", it.verdict === "eligible" ? amount : texts.phrase("amount.ifEligible", { amount: element("span", {}, amount) })];
}

/** What somebody gets more or less, where both are known exactly. */
function apart(before, now) {
  const amount = (it) => (it.verdict === "eligible" ? it.amount && it.amount.low === it.amount.high && it.amount.low : it.verdict === "ineligible" && "0.00");
  const [was, is] = [amount(before), amount(now)];
  return was && is ? figure(difference(is, was)) : "";
}
