// All determinations, most useful first: likely, more to tell, for an office to decide, and folded away what does not fit now.

import { amountPhrase, isNothing } from "./amounts.js";
import { card, remembered, telephone } from "./determination.js";
import { element, fill, sign } from "./dom.js";
import { dayWords, figure } from "./texts.js";
import { subjectName } from "./subjects.js";

const GROUPS = [
  { verdict: "eligible", fold: false, foldedCards: false },
  { verdict: "undetermined", fold: false, foldedCards: true },
  { verdict: "needs_assessment", fold: false, foldedCards: true },
  { verdict: "ineligible", fold: true, foldedCards: true },
  { verdict: "no_rule", fold: true, foldedCards: true },
];
const PERIODS = ["month", "year", "once"];

/** Fills `section` with an assessment. `context` as for a card. */
export function showResults(section, context, assessment) {
  const { texts } = context;
  fill(section,
    element("h2", { id: "results-title" }, texts.page("results.title")),
    overview(context, assessment),
    choices(context, assessment),
    GROUPS.map((group) => groupOf(context, assessment, group)),
    element("p", { class: "otherwise" }, texts.phrase("results.otherwise", { phone: telephone("12345") })),
    layers(context, assessment));
}

/** In one sentence what the assessment says, to be announced. */
export function announcement(texts, assessment) {
  const count = (verdict) => assessment.determinations.filter((it) => it.verdict === verdict).length;
  const parts = GROUPS.slice(0, 3).filter((group) => count(group.verdict) > 0)
    .map((group) => texts.page("announce." + group.verdict, { count: count(group.verdict) }));
  const sums = totals(texts, assessment).map((nodes) => nodes.map((node) => (node instanceof Node ? node.textContent : node)).join(""));
  if (sums.length > 0) parts.push(texts.page("announce.total", { total: texts.list(sums) }));
  return parts.length === 0 ? texts.page("announce.nothing") : texts.list(parts);
}

/** The shortest form, for the bar on a narrow screen: how many are likely, and what they come to. */
export function shortly(texts, assessment) {
  const likely = assessment.determinations.filter((it) => it.verdict === "eligible").length;
  return element("p", {}, element("span", {}, texts.page("announce.eligible", { count: likely })),
    totals(texts, assessment).slice(0, 1).map((nodes) => element("strong", {}, nodes)));
}

function totals(texts, assessment) {
  return PERIODS.filter((period) => assessment.totals && assessment.totals[period] && !isNothing(assessment.totals[period]))
    .map((period) => amountPhrase(texts, assessment.totals[period], period));
}

function overview(context, assessment) {
  const { texts } = context;
  const count = (verdict) => assessment.determinations.filter((it) => it.verdict === verdict).length;
  const sums = totals(texts, assessment);
  return element("div", { class: "overview" },
    element("ul", { class: "counts" }, GROUPS.slice(0, 3).map((group) => element("li", { class: "counted counted-" + group.verdict },
      element("span", { class: "figure", translate: "no" }, String(count(group.verdict))), element("span", {}, texts.page("group." + group.verdict + ".title"))))),
    sums.length > 0 && element("p", { class: "total" }, element("span", { class: "subheading" }, texts.page("results.total")), sums.map((nodes) => element("strong", {}, nodes))),
    sums.length > 0 && element("p", { class: "hint" }, texts.page("results.totalHint")));
}

function groupOf(context, assessment, group) {
  const { texts } = context;
  const mine = assessment.determinations.filter((it) => it.verdict === group.verdict);
  if (mine.length === 0) return undefined;
  if (group.verdict === "undetermined") mine.sort((a, b) => a.missing.length - b.missing.length);
  const title = "group." + group.verdict + ".title";
  const hint = element("p", { class: "hint" }, texts.page("group." + group.verdict + ".hint"));
  const cards = mine.map((it) => card(context, it, group.foldedCards));
  const number = element("span", { class: "count" }, texts.phrase("group.count", { count: figure(String(mine.length)) }));
  if (!group.fold) {
    return element("section", { class: "group group-" + group.verdict, "data-group": group.verdict },
      element("h3", {}, texts.page(title), number), hint, cards);
  }
  return element("details", Object.assign(remembered(context, "group/" + group.verdict, false),
    { class: "group group-folded group-" + group.verdict, "data-group": group.verdict }),
  element("summary", {}, element("h3", {}, texts.page(title)), number), hint, cards);
}

/** Benefits that may not be held together: which to take, and what each way comes to. */
function choices(context, assessment) {
  const { texts, household } = context;
  if (!assessment.choices || assessment.choices.length === 0) return undefined;
  const names = (ids) => texts.list(ids.map((id) => texts.rule("benefits/" + id + "/name")));
  return assessment.choices.map((choice) => element("div", { class: "card choice" },
    element("h3", {}, sign("note"), element("span", {}, texts.page("choice.title", { subject: subjectName(household, texts, choice.subject) }))),
    element("p", {}, texts.rule("exclusions/" + choice.exclusion + "/text")),
    element("ul", {}, choice.alternatives.map((way) => {
      const best = way.take.join() === choice.best.join();
      return element("li", { class: best ? "best" : undefined },
        texts.phrase("choice.way", { benefits: names(way.take), total: figure(way.total) }), best && element("strong", {}, texts.page("choice.best")));
    }))));
}

/** Which rules were used, and from whom to ask more. */
function layers(context, assessment) {
  const { texts } = context;
  const rows = context.layers.map((layer) => {
    const used = assessment.layers.find((it) => it.adcode === layer.adcode);
    return element("li", {}, texts.phrase("layers.row", {
      place: texts.rule("jurisdictions/" + layer.adcode + "/name"), version: figure(layer.version), sum: figure((used || layer).sha256.slice(0, 12)),
    }));
  });
  return element("details", Object.assign(remembered(context, "layers", false), { class: "fold layers" }),
    element("summary", {}, texts.page("layers.title")),
    element("p", { class: "hint" }, texts.phrase("layers.engine", { engine: figure(assessment.engine), on: dayWords(texts, assessment.on) })),
    element("ul", {}, rows));
}
