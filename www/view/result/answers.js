// What was answered, each answer a way back to its question.

import { element } from "../dom.js";
import { factValuePhrase, partsOfFact, questionWords } from "../factwords.js";
import { subjectName } from "../subjects.js";
import { remembered, secondary } from "../parts.js";

export function answersList(context) {
  const { texts, session } = context;
  const answered = session.answered();
  const members = element("li", {}, element("span", { class: "answer-words" }, texts.page("answers.members")),
    element("span", { class: "answer-value" }, texts.list(context.household.members.map((it) => subjectName(context.household, texts, it.id)))),
    secondary(texts.page("answers.change"), () => context.move((it) => it.go({ name: "members" })), { class: "secondary small", "aria-label": texts.page("answers.changeOf", { words: texts.page("answers.members") }) }));
  return element("details", Object.assign(remembered(context.folds, "answers", false), { class: "fold answers" }),
    element("summary", {}, texts.page("answers.title", { count: answered.length })),
    element("ul", {}, members, answered.map((question) => line(context, question))));
}

function line(context, question) {
  const { texts, session } = context;
  const words = questionWords(context, question);
  return element("li", { "data-answer": question.key }, element("span", { class: "answer-words" }, words),
    element("span", { class: "answer-value" }, question.facts.map((fact) => element("span", {}, value(context, question, fact))),
      // Where parts are told that do not go with it, they count, and not the estimate.
      question.declaration && question.declaration.whole && element("span", { class: "hint" }, texts.page("answers.estimate"))),
    secondary(texts.page("answers.change"), () => context.move(() => session.change(question)), { class: "secondary small", "data-change": question.key, "aria-label": texts.page("answers.changeOf", { words }) }));
}

function value(context, question, fact) {
  const { texts, household, declarations } = context;
  const whom = question.facts.length > 1 ? subjectName(household, texts, partsOfFact(fact).subject) + texts.page("answers.colon") : "";
  return [whom, answerPhrase(texts, household, declarations, question, fact)];
}

function answerPhrase(texts, household, declarations, question, fact) {
  if (question.form === "list") {
    const list = household.lists[fact];
    return !list || list.unsure ? texts.page("answer.unsure") : list.length === 0 ? texts.page("answer.none") : texts.page("entry.count", { count: list.length });
  }
  const answer = household.answer(fact);
  if (!answer || answer.unsure || answer.draft) return texts.page("answer.unsure");
  if (answer.none) return texts.page("answer.none");
  if (typeof answer.given === "boolean") return texts.page("answer." + answer.given);
  if (Array.isArray(answer.given)) {
    return answer.given.length === 0 ? texts.page("answer.noBenefits") : texts.list(answer.given.map((id) => texts.rule("benefits/" + id + "/name")));
  }
  return factValuePhrase(texts, declarations, fact, answer.given);
}
