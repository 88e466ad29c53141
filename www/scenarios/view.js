// What a scenario does, for people: how many gain and lose, benefit by benefit, and household by household.

import { scrolled } from "../list/tool.js";
import { element } from "../view/dom.js";
import { sumsOf } from "./effect.js";

const LOTS = ["gain", "loss", "other"];
/** Households that are listed. */
const SHOWN = 300;

/** `rules` are the texts of the rules; `found` is `{households: [{name, file, members, group, changes, lot}], rejected, benefits}`, the benefits in their order. */
export function effects(texts, rules, found) {
  const nameOf = (benefit) => rules["benefits/" + benefit + "/name"] || benefit;
  const touched = found.households.filter((it) => it.lot);
  const count = (lot) => found.households.filter((it) => it.lot === lot).length;
  return [
    element("ul", { class: "lots" }, LOTS.map((lot) => element("li", { class: lot, "data-lot": lot }, texts.page("scenario.lot." + lot, { count: count(lot) }))),
      element("li", { "data-lot": "same" }, texts.page("scenario.lot.same", { count: found.households.length - touched.length }))),
    found.rejected.length > 0 && element("p", { class: "note" }, texts.page("scenario.rejected", { count: found.rejected.length }), " ",
      found.rejected.slice(0, 5).map((it) => (it.line ? it.line + ": " : "") + it.name + " (" + it.reason + ")").join("; ")),
    touched.length > 0 && byBenefit(texts, nameOf, found.benefits, touched),
    touched.length > 0 && byHousehold(texts, rules, nameOf, touched),
  ];
}

const isEligible = (answer) => Boolean(answer) && answer.verdict === "eligible";
/** What may become of a determination, the first that fits. */
const KINDS = {
  enter: (it) => isEligible(it.now) && !isEligible(it.before),
  leave: (it) => isEligible(it.before) && !isEligible(it.now),
  more: (it) => it.by[0] === "+",
  less: (it) => it.by[0] === "-",
  other: () => true,
};

function byBenefit(texts, nameOf, benefits, touched) {
  const all = [].concat(...touched.map((it) => it.changes));
  const kinds = Object.keys(KINDS);
  const kindOf = (it) => kinds.find((kind) => KINDS[kind](it));
  const heads = ["scenario.benefit"].concat(kinds.map((kind) => "scenario.kind." + kind), "scenario.sum");
  return [element("h2", {}, texts.page("scenario.byBenefit")), scrolled(texts.page("scenario.byBenefit"), element("table", { "data-table": "benefits" },
    element("thead", {}, element("tr", {}, heads.map((key) => element("th", { scope: "col" }, texts.page(key))))),
    element("tbody", {}, benefits.filter((benefit) => all.some((it) => it.benefit === benefit)).map((benefit) => {
      const mine = all.filter((it) => it.benefit === benefit);
      return element("tr", { "data-benefit": benefit }, element("th", { scope: "row" }, nameOf(benefit)),
        kinds.map((kind) => element("td", { class: "figure" }, String(mine.filter((it) => kindOf(it) === kind).length))),
        element("td", { class: "figure" }, sumsOf(mine).map(([period, by]) => element("div", {}, texts.page("scenario.period." + period, { amount: by })))));
    }))))];
}

function byHousehold(texts, rules, nameOf, touched) {
  const lines = [].concat(...touched.map((it) => it.changes.map((change, index) => ({ it, change, first: index === 0, rows: it.changes.length }))));
  const whose = (subject) => (subject === "household" ? texts.page("scenario.wholeFamily") : subject);
  return [element("h2", {}, texts.page("scenario.byHousehold")), lines.length > SHOWN && element("p", { class: "hint" }, texts.page("scenario.shown", { count: SHOWN })),
    scrolled(texts.page("scenario.byHousehold"), element("table", { "data-table": "households" },
      element("thead", {}, element("tr", {}, ["scenario.household", "scenario.benefit", "scenario.before", "scenario.after", "scenario.difference"].map((key) => element("th", { scope: "col" }, texts.page(key))))),
      element("tbody", {}, lines.slice(0, SHOWN).map(({ it, change, first, rows }) => element("tr", {},
        first && element("th", { scope: "row", rowspan: rows }, it.group === "examples" ? example(texts, rules, it) : texts.page("scenario.row", { name: it.name })),
        element("td", {}, nameOf(change.benefit) + " · " + whose(change.subject)), element("td", {}, words(texts, change.before)), element("td", {}, words(texts, change.now)),
        element("td", { class: "figure " + (change.by[0] === "+" ? "gain" : change.by[0] === "-" ? "loss" : "") }, /[1-9]/.test(change.by) ? change.by : ""))))))];
}

/** An example: what it is about and who lives together, and below that its name. A name in two languages is `中文 / English`. */
function example(texts, rules, it) {
  const about = rules["benefits/" + it.file + "/name"];
  const family = it.members.map(({ relation }) => rules["facts/relation/values/" + relation]).filter(Boolean).join(texts.page("scenario.separator"));
  const [chinese, english = chinese] = it.name.split(" / ");
  return [about && about + texts.page("scenario.colon"), family, element("div", { class: "hint", lang: chinese === english ? "en" : undefined }, texts.lang === "en" ? english : chinese)];
}

function words(texts, it) {
  if (!it) return texts.page("scenario.none");
  const verdict = texts.page("scenario.verdict." + it.verdict);
  if (it.low === undefined || it.verdict === "ineligible" || it.verdict === "no_rule") return verdict;
  const amount = texts.page("scenario.period." + it.period, { amount: it.low === it.high ? it.low : it.low + "–" + it.high });
  return isEligible(it) ? verdict + " " + amount : texts.page("scenario.ifEligible", { verdict, amount });
}
