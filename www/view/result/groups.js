// All determinations, most useful first: likely, more to tell, for an office to decide, and folded away what does not fit now.

import { amountPhrase, isZero, mostPhrases, totalPhrases } from "../amounts.js";
import { remembered } from "../parts.js";
import { card } from "./card.js";
import { element, sign } from "../dom.js";
import { dayWords, figure } from "../../words/texts.js";
import { subjectName } from "../subjects.js";

const GROUPS = [
  { verdict: "eligible", fold: false, foldedCards: false },
  { verdict: "undetermined", fold: false, foldedCards: true },
  { verdict: "needs_assessment", fold: false, foldedCards: true },
  { verdict: "ineligible", fold: true, foldedCards: true },
  { verdict: "no_rule", fold: true, foldedCards: true },
];
/** The verdicts that are counted at the top. */
const COUNTED = ["eligible", "undetermined", "needs_assessment"];
/** Of these somebody may be told what concerns all: the others have questions or amounts of their own. */
const TOLD_TOGETHER = ["needs_assessment", "ineligible"];

/** The determinations, by verdict. `context` is that of a screen. */
export function verdictGroups(context, assessment) {
  return GROUPS.map((group) => groupOf(context, assessment, group));
}

/** In one sentence what the assessment says, to be announced. */
export function announcement({ texts, settings }, assessment) {
  const parts = COUNTED.filter((verdict) => count(assessment, verdict) > 0)
    .map((verdict) => texts.page("announce." + verdict, { count: count(assessment, verdict) }));
  const sums = (settings.benefits ? [] : totalPhrases(texts, assessment.totals)).map((nodes) => element("span", {}, nodes).textContent);
  if (sums.length > 0) parts.push(texts.page("announce.total", { total: texts.list(sums) }));
  return parts.length === 0 ? texts.page("announce.nothing") : texts.list(parts);
}

function count(assessment, verdict) {
  return assessment.determinations.filter((it) => it.verdict === verdict).length;
}

export function overview(context, assessment) {
  const { texts, settings } = context;
  // The engine's totals are of all benefits; where a page shows some only, each card has its own amount.
  const sums = settings.benefits ? [] : totalPhrases(texts, assessment.totals);
  const more = mostPhrases(texts, assessment.totals);
  return element("div", { class: "overview", part: "total" },
    element("ul", { class: "counts" }, COUNTED.map((verdict) => element("li", { class: "counted counted-" + verdict },
      element("span", { class: "figure", translate: "no" }, String(count(assessment, verdict))), element("span", {}, texts.page("group." + verdict + ".title"))))),
    sums.length > 0 && [
      element("p", { class: "total" }, element("span", { class: "subheading" }, texts.page("results.total")), sums.map((nodes) => element("strong", {}, nodes))),
      more.length > 0 && element("p", {}, texts.phrase("results.more", { total: element("span", {}, more.map((nodes, index) => [index > 0 && texts.page("list.separator"), nodes])) })),
      element("p", { class: "hint" }, texts.page("results.totalHint")),
    ]);
}

function groupOf(context, assessment, group) {
  const { texts } = context;
  const mine = assessment.determinations.filter((it) => it.verdict === group.verdict);
  if (mine.length === 0) return undefined;
  if (group.verdict === "undetermined") mine.sort((a, b) => a.missing.length - b.missing.length);
  const title = "group." + group.verdict + ".title";
  const hint = element("p", { class: "hint" }, texts.page("group." + group.verdict + ".hint"));
  const cards = alike(mine).map((same) => card(context, same[0], group.foldedCards, same.map((it) => it.subject)));
  const number = element("span", { class: "count" }, texts.phrase("group.count", { count: figure(String(cards.length)) }));
  if (!group.fold) {
    return element("section", { part: "group", class: "group group-" + group.verdict, "data-group": group.verdict },
      element("h3", {}, texts.page(title), number), hint, cards);
  }
  return element("details", Object.assign(remembered(context.folds, "group/" + group.verdict, false),
    { part: "group", class: "group group-folded group-" + group.verdict, "data-group": group.verdict }),
  element("summary", {}, element("h3", {}, texts.page(title)), number), hint, cards);
}

/** Those of which the same is to be said, together: a rule that is not known, and what is so for the same reasons. */
function alike(determinations) {
  const found = new Map();
  determinations.forEach((it) => {
    const reasons = it.verdict === "no_rule" ? [] : TOLD_TOGETHER.indexOf(it.verdict) < 0 || it.amount ? it.subject
      : [it.excludedBy, it.conditions.map(({ id, state, actual }) => [id, state, actual])];
    const key = JSON.stringify([it.benefit, reasons]);
    found.set(key, (found.get(key) || []).concat(it));
  });
  return Array.from(found.values());
}

/** Benefits that may not be held together: which to take, and what each way comes to. */
export function choices(context, assessment) {
  const { texts, household } = context;
  if (!assessment.choices || assessment.choices.length === 0) return undefined;
  const names = (ids) => texts.list(ids.map((id) => texts.rule("benefits/" + id + "/name")));
  return assessment.choices.map((choice) => element("div", { class: "card choice" },
    element("h3", {}, sign("note"), element("span", {}, texts.page("choice.title", { subject: subjectName(household, texts, choice.subject) }))),
    element("p", {}, texts.rule("exclusions/" + choice.exclusion + "/text")),
    element("ul", {}, choice.alternatives.map((way) => {
      // Where one has no amount, it cannot be said which is more.
      const best = way.take.join() === choice.best.join() && !choice.alternatives.some((it) => isZero(it.total));
      return element("li", { class: best ? "best" : undefined },
        texts.phrase(isZero(way.total) ? "choice.noSum" : "choice.way", { benefits: names(way.take), amount: element("span", {}, amountPhrase(texts, { low: way.total, high: way.total, period: way.period })) }),
        best && choice.alternatives.some((it) => it.total !== way.total) && element("strong", {}, texts.page("choice.best")));
    }))));
}

/** Which rules were used, and from whom to ask more. */
export function layers(context, assessment) {
  const { texts } = context;
  const rows = context.layers.map((layer) => {
    const used = assessment.layers.find((it) => it.adcode === layer.adcode);
    return element("li", {}, texts.phrase("layers.row", {
      place: texts.rule("jurisdictions/" + layer.adcode + "/name"), version: figure(layer.version), sum: figure((used || layer).sha256.slice(0, 12)),
    }));
  });
  return element("details", Object.assign(remembered(context.folds, "layers", false), { class: "fold layers" }),
    element("summary", {}, texts.page("layers.title")),
    element("p", { class: "hint" }, texts.phrase("layers.engine", { engine: figure(assessment.engine), on: dayWords(texts, assessment.on) })),
    element("ul", {}, rows));
}
