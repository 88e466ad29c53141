// One question: its words, what it is about, the control, why it is asked, and how many are left.

import { element, fill, sign } from "../dom.js";
import { controlFor } from "../controls.js";
import { problemWords } from "../problems.js";
import { subjectName } from "../subjects.js";
import { HOUSEHOLD } from "../../model/household.js";
import { partsOfFact } from "../factwords.js";
import { actions, headingOf, primary, screen, secondary } from "../parts.js";

export function question(context) {
  const { texts, session, household } = context;
  const { question: asked } = session.screen;
  const words = wordsOf(texts, household, asked);
  const heading = headingOf(words.question);
  const hints = (words.hint ? words.hint.split("\n") : []).concat(asked.form === "who" && asked.facts.length > 1 ? texts.page("who.hint") : []);
  const hint = hints.length > 0 && element("div", { class: "hint", id: "question-hint" }, hints.map((it) => element("p", {}, it)));
  const problem = element("div", { class: "problem", id: "question-problem", role: "alert" });
  const control = controlFor({
    texts, household, asked, heading, session,
    describedBy: (hint ? "question-hint " : "") + "question-problem",
    answer: (fact) => household.answer(fact),
    onAnswer: (fact, answer) => {
      session.setAnswer(fact, answer);
      // A day is typed in three fields: what is missing is said when somebody wants to go on.
      if (!isDraft(fact)) showProblems();
    },
    benefits: benefitsOf(session),
    ...words,
  });

  const isDraft = (fact) => Boolean((household.answer(fact) || {}).draft);

  function showProblems() {
    const { problems } = session.consult();
    const found = asked.facts.filter((fact) => problems.has(fact) || isDraft(fact));
    fill(problem, found.map((fact) => element("p", {}, sign("note"),
      element("span", {}, (asked.facts.length > 1 ? subjectName(household, texts, partsOfFact(fact).subject) + "：" : "") + (isDraft(fact) ? texts.page("problem.draft") : problemWords(texts, problems.get(fact), asked.declaration))))));
    control.setInvalid(new Set(found));
    return found;
  }

  function next() {
    if (control.commit) control.commit();
    const found = showProblems();
    if (found.length > 0) {
      control.focus(found[0]);
      return;
    }
    context.move((it) => it.next());
  }

  const left = session.pending().filter((it) => it.key !== asked.key).length;
  return {
    heading,
    element: screen("question",
      element("p", { class: "progress", part: "progress" }, session.returning ? texts.page("progress.changing")
        : left === 0 ? texts.page("progress.last") : texts.page("progress.left", { count: left })),
      element("div", { class: "question", part: "question", "data-question": asked.key, "data-facts": asked.facts.join(" ") }, control.wrap([hint, problem].concat(control.body))),
      words.why && element("details", { class: "why" }, element("summary", {}, texts.page("question.why")), element("p", {}, words.why)),
      actions(primary(texts.page(session.returning ? "go.save" : "go.next"), next, { "data-go": "next" }),
        secondary(texts.page(session.returning ? "go.toResult" : "go.back"), () => context.move((it) => it.back()), { "data-go": "back" }))),
  };
}

/** The question of a fact, for one, for all, or for a list. */
function wordsOf(texts, household, asked) {
  const id = "facts/" + asked.name;
  if (asked.form === "list") {
    const name = texts.rule("lists/" + asked.name + "/name");
    return { question: texts.page("entry.question", { list: name }), hint: texts.ruleIfAny("lists/" + asked.name + "/hint"), why: texts.ruleIfAny("lists/" + asked.name + "/why"), list: name };
  }
  const words = texts.rule(id + "/question");
  const { subject } = partsOfFact(asked.facts[0]);
  const one = asked.facts.length === 1 && subject !== HOUSEHOLD && (household.members.length > 1 || asked.declaration.scope !== "person");
  return {
    question: one ? texts.page("question.of", { subject: subjectName(household, texts, subject), words }) : words,
    hint: texts.ruleIfAny(id + "/hint"),
    why: texts.ruleIfAny(id + "/why"),
  };
}

/** The benefits that somebody may already receive. */
function benefitsOf(session) {
  return Array.from(new Set(session.consult().determinations.map((it) => it.benefit)));
}
