// The sheet to hand over: what came out, what to bring, where to go, and how it is opened again. No name and no answer is on it; they are
// in the code, which only this program reads.

import { amountPhrase, isNothing } from "../view/amounts.js";
import { element } from "../view/dom.js";
import { noticesOf } from "../view/result/card.js";
import { subjectName } from "../view/subjects.js";
import { qrDrawing } from "../view/take/qr.js";
import { HOUSEHOLD } from "../model/household.js";
import { namesOf } from "../model/districts.js";
import { dayWords } from "../words/texts.js";
import { hasAmount } from "./strip.js";

const LISTED = ["eligible", "needs_assessment", "undetermined"];

/** `about`: `{texts, household, districts, district, assessment, standing, layers, code}`; `code` is that of code.js. */
export function sheet(about) {
  const { texts, assessment, standing, code } = about;
  const place = about.districts.find((it) => it.adcode === about.district);
  const mine = standing.filter((it) => LISTED.indexOf(it.verdict) >= 0);
  const useful = mine.filter((it) => it.verdict !== "undetermined");
  return element("article", { class: "sheet", lang: texts.lang },
    element("h3", {}, texts.page("counter.sheet.title")),
    element("p", {}, place ? namesOf(place, (names) => texts.among(names)).join(" ") : about.district, " · ", dayWords(texts, assessment.on), " · ", texts.page("counter.sheet.members", { count: about.household.members.length })),
    group(about, "eligible", mine), total(texts, assessment), group(about, "needs_assessment", mine), notices(texts, useful), open(texts, mine),
    list(texts, "apply.materials", Array.from(new Set([].concat(...useful.map((it) => [].concat(...it.determinations.filter((one) => one.verdict === it.verdict).map((one) => one.materials || []))))))
      .map((id) => texts.rule("materials/" + id))),
    list(texts, "apply.office", offices(texts, useful), "sheet-offices"),
    element("p", { class: "sheet-note" }, texts.page("counter.sheet.reference")),
    element("div", { class: "sheet-code" }, code.qr && qrDrawing(code.qr, texts.page("counter.sheet.qr")),
      element("div", {}, element("p", {}, texts.page("counter.code"), texts.page("counter.colon"), element("strong", { class: "short-code" }, code.short)),
        element("p", { class: "sheet-note" }, texts.page(code.qr ? "counter.sheet.reopen" : "counter.sheet.paste")),
        element("p", { class: "long-code", translate: "no" }, code.code))),
    element("p", { class: "sheet-note" }, texts.page("layers.engine", { engine: assessment.engine, on: assessment.on }), " ",
      about.layers.map((it) => it.adcode + " " + it.version + " " + it.sha256.slice(0, 8)).join(" · ")));
}

/** What must be known of the figures above: that one may be out of date, or rests on a weak source. Each once. */
function notices(texts, useful) {
  const foremost = useful.map((it) => it.determinations.filter((one) => one.verdict === it.verdict));
  const said = [].concat(...[].concat(...foremost).map((it) => (noticesOf(texts, it) || []).map((notice) => notice.words.textContent)));
  return said.length > 0 && element("ul", { class: "sheet-notices" }, Array.from(new Set(said)).map((words) => element("li", {}, words)));
}

/** What could still turn out: only the names. */
function open(texts, mine) {
  const names = mine.filter((it) => it.verdict === "undetermined").map((it) => texts.rule("benefits/" + it.benefit + "/name"));
  return names.length > 0 && [element("h4", {}, texts.page("group.undetermined.title")), element("p", {}, texts.list(names))];
}

function group({ texts, household }, verdict, mine) {
  const all = mine.filter((it) => it.verdict === verdict);
  if (all.length === 0) return undefined;
  return [element("h4", {}, texts.page("group." + verdict + ".title")), element("ul", { class: "sheet-benefits" }, all.map((it) => element("li", {},
    element("span", {}, texts.rule("benefits/" + it.benefit + "/name"), it.subjects[0] !== HOUSEHOLD && texts.page("working.subjects", { subjects: texts.list(it.subjects.map((id) => subjectName(household, texts, id))) })),
    verdict === "eligible" && hasAmount(it) && element("strong", {}, amountPhrase(texts, it.amount)))))];
}

function total(texts, { totals }) {
  const sums = ["month", "year", "once"].filter((it) => totals[it]).map((period) => ({ period, low: totals[period].low, high: totals[period].low })).filter((it) => !isNothing(it));
  if (sums.length === 0) return undefined;
  return element("p", { class: "sheet-total" }, texts.page("results.total"), texts.page("counter.colon"), sums.map((it, index) => [index > 0 && texts.page("list.separator"), element("strong", {}, amountPhrase(texts, it))]));
}

function list(texts, title, lines, name = "sheet-list") {
  if (lines.length === 0) return undefined;
  return [element("h4", {}, texts.page(title)), element("ul", { class: name }, lines.map((it) => element("li", {}, it)))];
}

/** Each office once: for which benefits, where, its telephone, and how long it takes. */
function offices(texts, standing) {
  const places = new Map();
  standing.forEach((it) => {
    const { apply } = it.determinations.find((one) => one.verdict === it.verdict);
    if (!apply) return;
    const time = apply.days === undefined ? "" : texts.page(apply.dayKind === "working" ? "apply.workingDays" : "apply.calendarDays", { days: apply.days });
    const words = [apply.office && texts.rule(apply.office), apply.phone, time].filter(Boolean).join(" ");
    if (words !== "") places.set(words, (places.get(words) || []).concat(texts.rule("benefits/" + it.benefit + "/name")));
  });
  return Array.from(places.keys()).map((words) => [element("strong", {}, texts.list(places.get(words))), texts.page("counter.colon"), words]);
}
