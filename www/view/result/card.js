// One determination as a card: what, for whom, the verdict, the amount, why, how it was worked out, what to bring and where to go.

import { amountPhrase, isNothing, measurePhrase } from "../amounts.js";
import { basisLine, documents } from "./basis.js";
import { element, sign } from "../dom.js";
import { factValuePhrase, factWords, partsOfFact, questionWords } from "../factwords.js";
import { HOUSEHOLD } from "../../model/household.js";
import { dayWords, figure } from "../../words/texts.js";
import { subjectName } from "../subjects.js";
import { remembered, telephone } from "../parts.js";
import { bar } from "./bar.js";
import { working } from "./working.js";

export const SIGN_OF = { eligible: "tick", undetermined: "question", needs_assessment: "office", ineligible: "dash", no_rule: "about" };
const SIGN_OF_STATE = { met: "tick", unmet: "empty", unknown: "question", judgement: "office", no_rule: "about" };

/**
 * `context` is that of a screen; `folds` remembers what is open from one assessment to the next.
 * `folded` cards show one line until they are opened. `subjects` are all those for whom the same is to be said.
 */
export function card(context, determination, folded, subjects) {
  const { texts, household } = context;
  const name = texts.rule("benefits/" + determination.benefit + "/name");
  const key = determination.benefit + "/" + determination.subject;
  const amount = amountOf(texts, determination);
  const count = determination.verdict === "undetermined" ? context.session.missing(determination).length : 0;
  const head = [
    element("span", { class: "benefit" }, name),
    element("span", { class: "whom" }, whomWords(texts, household, subjects || [determination.subject])),
    element("span", { class: "verdict" }, sign(SIGN_OF[determination.verdict]), element("span", {}, verdictWords(texts, determination, count))),
    amount && element("span", { class: "amount" }, amount),
  ];
  const attributes = {
    class: "card result result-" + determination.verdict, "data-benefit": determination.benefit,
    "data-subject": determination.subject, "data-verdict": determination.verdict,
  };
  const parts = body(context, determination, key, subjects && subjects.length > 1);
  if (folded) {
    return element("details", Object.assign(remembered(context.folds, key + "/card", false), attributes),
      element("summary", {}, element("h4", { class: "result-head" }, head)), parts);
  }
  return element("article", Object.assign({ part: "result" }, attributes), element("h4", { class: "result-head" }, head), parts);
}

export function whomWords(texts, household, subjects) {
  if (subjects[0] === HOUSEHOLD) return texts.page("subject.wholeFamily");
  if (subjects.length > 1 && subjects.length === household.members.length) return texts.page("subject.everyone");
  return texts.list(subjects.map((subject) => subjectName(household, texts, subject)));
}

export function verdictWords(texts, determination, count = determination.missing.length) {
  return determination.verdict === "undetermined" && count > 0 ? texts.page("verdict.missing", { count }) : texts.page("verdict." + determination.verdict);
}

export function amountOf(texts, determination) {
  if (!determination.amount || isNothing(determination.amount)) return undefined;
  const words = amountPhrase(texts, determination.amount);
  return determination.verdict === "eligible" ? words : texts.phrase("amount.ifEligible", { amount: element("span", {}, words) });
}

function body(context, determination, key, several) {
  const { texts } = context;
  const summary = texts.ruleIfAny("benefits/" + determination.benefit + "/summary");
  const note = texts.ruleIfAny("benefits/" + determination.benefit + "/note");
  return [
    summary && element("p", { class: "summary" }, summary),
    determination.verdict === "no_rule" && noRule(texts, determination),
    determination.verdict === "ineligible" && element("p", { class: "not-final" }, texts.page("result.notFinal")),
    missing(context, determination),
    notices(context, determination, key),
    excluded(context, determination),
    fold(context, key + "/why", texts.page("result.why"), conditions(context, determination), determination.verdict !== "eligible"),
    change(context, determination, several),
    fold(context, key + "/working", texts.page("result.working"), working(context, determination), false),
    determination.verdict !== "no_rule" && fold(context, key + "/apply", texts.page("result.apply"), apply(texts, determination), false),
    note && element("p", { class: "hint" }, note),
    element("p", { class: "source" }, element("a", { href: context.home + "rules.html#" + context.session.district + "/" + determination.benefit, target: "_blank", rel: "noopener" }, texts.page("result.rules"))),
  ];
}

function noRule(texts, determination) {
  const words = texts.ruleIfAny("benefits/" + determination.benefit + "/noRule");
  return element("p", {}, words === undefined ? texts.page("result.noRule") : words);
}

/** What is still missing, each a way to its question. */
function missing(context, determination) {
  const { texts, session } = context;
  const questions = determination.missing && determination.missing.length > 0 ? session.missing(determination) : [];
  if (questions.length === 0) return undefined;
  return element("div", { class: "missing" },
    element("p", { class: "subheading" }, texts.page(determination.verdict === "eligible" ? "result.missingAmount" : "result.missing", { count: questions.length })),
    element("ul", {}, questions.map((question) => element("li", {},
      element("button", { type: "button", class: "link", "data-ask": question.key, onclick: () => context.move((it) => it.change(question)) }, questionWords(context, question))))));
}

/** Notices, folded behind the one that matters most. */
function notices(context, determination, place) {
  const { texts } = context;
  const said = noticesOf(texts, determination);
  return said && element("details", Object.assign(remembered(context.folds, place + "/notices", false), { class: "fold notice-fold", part: "note" }),
    element("summary", {}, sign("note"), element("span", {}, texts.page("notice.summary." + gravest(said)))), element("ul", {}, said.map((it) => it.words)));
}

/** Notices in words, `[{code, words}]`; those that say the same of several figures are one. */
export function noticesOf(texts, determination) {
  const alike = new Map();
  (determination.notices || []).forEach((notice) => {
    const key = [notice.code, notice.date, notice.code === "bound" && notice.layer].join();
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key).push(notice);
  });
  if (alike.size === 0) return undefined;
  return Array.from(alike.values()).map((group) => ({ code: group[0].code, words: element("li", {}, noticeWords(texts, group)) }));
}

const GRAVITY = ["no_figure", "needs_confirmation", "stale", "bound", "planned", "declared"];

/** Of several notices the one that matters most. */
function gravest(said) {
  const codes = said.map((it) => it.code);
  return GRAVITY.find((it) => codes.indexOf(it) >= 0) || codes[0];
}

function noticeWords(texts, group) {
  const first = group[0];
  const dated = "notice." + first.code + ".dated";
  return texts.phrase(first.date && texts.has(dated) ? dated : "notice." + first.code, {
    name: texts.list(Array.from(new Set(group.map((notice) => noticeName(texts, notice))))),
    place: first.layer ? texts.rule("jurisdictions/" + first.layer + "/name") : "",
    date: first.date ? dayWords(texts, first.date) : "",
  });
}

function noticeName(texts, notice) {
  const name = notice.name && texts.ruleIfAny("parameters/" + notice.name + "/name", "definitions/" + notice.name + "/name", "benefits/" + notice.name + "/name");
  return name === undefined ? texts.page("notice.thisRule") : texts.page("notice.name", { name });
}

function excluded(context, determination) {
  const { texts } = context;
  if (!determination.excludedBy || determination.excludedBy.length === 0) return undefined;
  const names = determination.excludedBy.map((id) => texts.rule("benefits/" + id + "/name"));
  return element("p", { class: "notice" }, sign("note"), element("span", {}, texts.page("result.excludedBy", { benefits: texts.list(names) })));
}

function conditions(context, determination) {
  const { texts } = context;
  const all = determination.conditions || [];
  if (all.length === 0) return undefined;
  const sources = documents(texts, context.layers, all.reduce((entries, condition) => entries.concat(condition.basis || []), []));
  return [
    element("ul", { class: "conditions" }, all.map((condition) => conditionItem(context, determination.benefit, condition))),
    sources && element("p", { class: "subheading" }, texts.page("result.documents")),
    sources,
  ];
}

function conditionItem(context, benefit, condition) {
  const { texts } = context;
  const id = "benefits/" + benefit + "/conditions/" + condition.id;
  const measured = measurePhrase(texts, condition);
  const note = texts.ruleIfAny(id + "/note");
  return element("li", { part: "condition", class: "condition condition-" + condition.state, "data-condition": condition.id, "data-state": condition.state },
    element("p", { class: "state" }, sign(SIGN_OF_STATE[condition.state]), element("span", {}, texts.page("state." + condition.state))),
    element("p", { class: "condition-text" }, texts.rule(id + "/text")),
    measured && element("p", { class: "measured" }, measured),
    bar(condition),
    note && element("p", { class: "hint" }, note),
    basisLine(texts, context.layers, condition.basis));
}

/** The smallest change that would turn the verdict; of several people it is that of any one. */
function change(context, determination, several) {
  const { texts, household, declarations } = context;
  const first = determination.change && determination.change[0];
  if (!first) return undefined;
  const words = { fact: several ? texts.rule("facts/" + partsOfFact(first.fact).name + "/question") : factWords(texts, household, first.fact),
    to: element("strong", {}, factValuePhrase(texts, declarations, first.fact, first.to)),
    verdict: texts.page("verdict." + first.verdict) };
  if (first.from !== undefined) words.from = element("span", {}, factValuePhrase(texts, declarations, first.fact, first.from));
  return element("p", { class: "change" }, texts.phrase(first.from === undefined ? "result.change" : "result.changeFrom", words));
}

function apply(texts, determination) {
  const office = determination.apply || {};
  const lines = [];
  if (determination.materials && determination.materials.length > 0) {
    lines.push(element("p", { class: "subheading" }, texts.page("apply.materials")),
      element("ul", { class: "materials", part: "materials" }, determination.materials.map((id) => element("li", {}, texts.rule("materials/" + id)))));
  }
  const rows = [];
  const row = (key, value) => { if (value) rows.push(element("dt", {}, texts.page(key)), element("dd", {}, value)); };
  row("apply.office", office.office && texts.rule(office.office));
  row("apply.channel", office.channel && (texts.ruleIfAny(office.channel) || office.channel));
  row("apply.phone", office.phone && telephone(office.phone));
  row("apply.days", office.days !== undefined && texts.phrase(office.dayKind === "working" ? "apply.workingDays" : "apply.calendarDays", { days: figure(String(office.days)) }));
  row("apply.start", determination.start && texts.page("start." + determination.start));
  if (rows.length > 0) lines.push(element("dl", { class: "office" }, rows));
  return lines.length > 0 ? lines : undefined;
}

function fold(context, key, title, content, open) {
  if (!content) return undefined;
  return element("details", Object.assign(remembered(context.folds, key, open), { class: "fold" }), element("summary", {}, title), content);
}
