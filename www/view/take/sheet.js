// The result as a sheet to take away: plain lines of text, which are then printed or drawn. Nothing on it names anybody.

import { totalPhrases } from "../amounts.js";
import { contactsOf } from "../contacts.js";
import { amountOf, noticesOf, verdictWords, whomWords } from "../result/card.js";
import { HOUSEHOLD } from "../../model/household.js";
import { namesOf } from "../../model/districts.js";
import { subjectName } from "../subjects.js";
import { dayWords } from "../../words/texts.js";
import { element } from "../dom.js";

const FOLDED = ["ineligible", "no_rule"];
const SHORT = ["undetermined", "needs_assessment", "ineligible", "no_rule"];

/** Nodes as they read. */
const plain = (nodes) => element("span", {}, nodes).textContent;

/**
 * `{title, place, day, family, totals, likely, others, materials, contacts, rules}`: `likely` are `{name, whom, amount, office, notices}` with lists
 * of lines, `others` are `{verdict, title, hint, lines}` for each other verdict.
 */
export function sheetOf(context) {
  const { texts, session, household, layers } = context;
  const { assessment, determinations } = session.consult();
  const likely = determinations.filter((it) => it.verdict === "eligible");
  return {
    title: texts.page("take.sheet.title"),
    place: place(context),
    day: plain(dayWords(texts, assessment.on)),
    family: texts.list(household.members.map((it) => subjectName(household, texts, it.id))),
    totals: totalPhrases(texts, assessment.totals).map(plain),
    likely: likely.map((it) => benefit(context, it)),
    others: SHORT.map((verdict) => other(context, verdict, determinations.filter((it) => it.verdict === verdict))).filter(Boolean),
    materials: materials(texts, likely),
    contacts: contactsOf(layers).map((it) => [texts.among(it.name), it.phone].filter(Boolean).join(" ")),
    rules: plain(texts.phrase("layers.engine", { engine: assessment.engine, on: dayWords(texts, assessment.on) })) + " "
      + layers.map((it) => texts.rule("jurisdictions/" + it.adcode + "/name") + " " + it.version + " " + it.sha256.slice(0, 12)).join(texts.page("take.semicolon")),
  };
}

function place({ texts, districts, session }) {
  const found = districts.find((it) => it.adcode === session.district);
  const names = found ? namesOf(found, (it) => texts.among(it)) : [session.district];
  // English names the nearest first.
  return texts.lang === "en" ? names.reverse().join(", ") : names.join("");
}

function benefit(context, determination) {
  const { texts, household } = context;
  const office = determination.apply || {};
  const said = noticesOf(texts, determination);
  const amount = amountOf(texts, determination);
  const days = office.days !== undefined && texts.phrase(office.dayKind === "working" ? "apply.workingDays" : "apply.calendarDays", { days: office.days });
  return {
    name: texts.rule("benefits/" + determination.benefit + "/name"),
    whom: whomWords(texts, household, [determination.subject]),
    // Without a figure it is no status for that.
    amount: amount ? plain(amount) : texts.page((said || []).some((it) => it.code === "no_figure") ? "notice.summary.no_figure" : "take.sheet.status"),
    office: [
      ["apply.office", office.office && texts.rule(office.office)], ["apply.channel", office.channel && (texts.ruleIfAny(office.channel) || office.channel)],
      ["apply.phone", office.phone], ["apply.days", days && plain(days)], ["apply.start", determination.start && texts.page("start." + determination.start)],
    ].filter((row) => row[1]).map(([key, value]) => texts.page("take.sheet.row", { name: texts.page(key), value })),
    notices: (said || []).map((it) => it.words.textContent),
  };
}

/** The other verdicts: one line a benefit, for all to whom the same is said. */
function other(context, verdict, determinations) {
  if (determinations.length === 0) return undefined;
  const { texts, household } = context;
  const alike = new Map();
  determinations.forEach((it) => {
    const key = it.benefit + "/" + verdictWords(texts, it);
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key).push(it);
  });
  return {
    verdict,
    title: texts.page("group." + verdict + ".title"),
    hint: texts.page("take.sheet.hint." + verdict),
    lines: Array.from(alike.values()).map((group) => {
      const [first] = group;
      const amount = verdict === "undetermined" || verdict === "needs_assessment" ? amountOf(texts, first) : undefined;
      // Of what is refused or unknown it goes without saying that it is so for all.
      const forAll = FOLDED.indexOf(verdict) >= 0 && (first.subject === HOUSEHOLD || group.length === household.members.length);
      return texts.rule("benefits/" + first.benefit + "/name") + (forAll ? "" : texts.page("take.whom", { whom: whomWords(texts, household, group.map((it) => it.subject)) }))
        + (first.verdict === "undetermined" && first.missing.length > 0 ? texts.page("take.semicolon") + verdictWords(texts, first) : "")
        + (amount && group.length === 1 ? texts.page("take.semicolon") + plain(amount) : "");
    }),
  };
}

/** What to bring, each thing once. */
function materials(texts, determinations) {
  const ids = determinations.reduce((all, it) => all.concat(it.materials || []), []);
  return Array.from(new Set(ids)).map((id) => texts.rule("materials/" + id));
}
