// What a scenario does, for people: how many gain and lose, benefit by benefit, and household by household.

import { sum } from "../model/sums.js";
import { element } from "../view/dom.js";

const LOTS = ["gain", "loss", "mixed", "open"];
/** Households that are listed. */
const SHOWN = 300;

/** `rules` are the texts of the rules; `found` is `{households: [{name, file, members, group, changes, lot}], rejected}`. */
export function effects(texts, rules, found) {
  const nameOf = (benefit) => rules["benefits/" + benefit + "/name"] || benefit;
  const touched = found.households.filter((it) => it.lot);
  const count = (lot) => found.households.filter((it) => it.lot === lot).length;
  return [
    element("ul", { class: "lots" }, LOTS.map((lot) => element("li", { class: lot, "data-lot": lot }, texts.page("scenario.lot." + lot, { count: count(lot) }))),
      element("li", { "data-lot": "same" }, texts.page("scenario.lot.same", { count: found.households.length - touched.length }))),
    found.rejected.length > 0 && element("p", { class: "note" }, texts.page("scenario.rejected", { count: found.rejected.length }), " ",
      found.rejected.slice(0, 5).map((it) => (it.line ? it.line + ": " : "") + it.name + " (" + it.reason + ")").join("; ")),
    touched.length > 0 && byBenefit(texts, nameOf, touched),
    touched.length > 0 && byHousehold(texts, rules, nameOf, touched),
  ];
}

function byBenefit(texts, nameOf, touched) {
  const all = [].concat(...touched.map((it) => it.changes));
  const benefits = Array.from(new Set(all.map((it) => it.benefit)));
  const heads = ["scenario.benefit", "scenario.enter", "scenario.leave", "scenario.more", "scenario.less", "scenario.sum"];
  return [element("h2", {}, texts.page("scenario.byBenefit")), element("div", { class: "scroll" }, element("table", { "data-table": "benefits" },
    element("thead", {}, element("tr", {}, heads.map((key) => element("th", { scope: "col" }, texts.page(key))))),
    element("tbody", {}, benefits.map((benefit) => {
      const mine = all.filter((it) => it.benefit === benefit);
      const number = (is) => element("td", { class: "figure" }, String(mine.filter(is).length));
      return element("tr", { "data-benefit": benefit }, element("th", { scope: "row" }, nameOf(benefit)),
        number((it) => it.now.verdict === "eligible" && it.before.verdict !== "eligible"), number((it) => it.before.verdict === "eligible" && it.now.verdict !== "eligible"),
        number((it) => it.now.verdict === it.before.verdict && it.way > 0), number((it) => it.now.verdict === it.before.verdict && it.way < 0),
        element("td", { class: "figure" }, signed(sum(mine.map((it) => it.by).filter((by) => by !== undefined).map((by) => by.replace("+", ""))))));
    }))))];
}

function byHousehold(texts, rules, nameOf, touched) {
  const lines = [].concat(...touched.map((it) => it.changes.map((change, index) => ({ it, change, first: index === 0, rows: it.changes.length }))));
  return [element("h2", {}, texts.page("scenario.byHousehold")), lines.length > SHOWN && element("p", { class: "hint" }, texts.page("scenario.shown", { count: SHOWN })),
    element("div", { class: "scroll" }, element("table", { "data-table": "households" },
      element("thead", {}, element("tr", {}, ["scenario.household", "scenario.benefit", "scenario.before", "scenario.after", "scenario.difference"].map((key) => element("th", { scope: "col" }, texts.page(key))))),
      element("tbody", {}, lines.slice(0, SHOWN).map(({ it, change, first, rows }) => element("tr", {},
        first && element("th", { scope: "row", rowspan: rows }, it.group === "examples" ? example(texts, rules, it) : texts.page("scenario.row", { name: it.name })),
        element("td", {}, nameOf(change.benefit)), element("td", {}, words(texts, change.before)), element("td", {}, words(texts, change.now)),
        element("td", { class: "figure " + (change.way > 0 ? "gain" : change.way < 0 ? "loss" : "") }, change.by === undefined ? arrow(change.way) : change.by))))))];
}

/** An example: what it is about and who lives together, and below that its name. A name in two languages is `中文 / English`. */
function example(texts, rules, it) {
  const about = rules["benefits/" + it.file + "/name"];
  const family = texts.list(it.members.map(({ relation }) => rules["facts/relation/values/" + relation]).filter(Boolean));
  const [chinese, english = chinese] = it.name.split(" / ");
  return [about && about + texts.page("answers.colon"), family, element("span", { class: "hint", lang: chinese === english ? "en" : undefined }, texts.lang === "en" ? english : chinese)];
}

const arrow = (way) => (way > 0 ? "↑" : way < 0 ? "↓" : "");
const signed = (decimal) => (decimal[0] === "-" || /^0(\.0+)?$/.test(decimal) ? decimal : "+" + decimal);

function words(texts, it) {
  const verdict = texts.page("scenario.verdict." + it.verdict);
  if (it.low === "" || it.verdict === "ineligible" || it.verdict === "no_rule") return verdict;
  return verdict + " " + texts.page("scenario.period." + it.period, { amount: it.low === it.high ? it.low : it.low + "–" + it.high });
}
