// One question about one fact: its words, the control for its kind, and what the engine finds wrong with the answer.

import { element, fill, sign } from "./dom.js";
import { controlFor } from "./controls.js";

/**
 * `context`: `{texts, declaration, fact, answer, onAnswer}`. Gives `{element, fact, showProblem(text)}`; the element stays the same
 * while answers change, so that focus and typing are never disturbed.
 */
export function question(context) {
  const { texts, declaration, fact } = context;
  const id = "q-" + fact;
  const hint = texts.ruleIfAny("facts/" + declaration.name + "/hint");
  const why = texts.ruleIfAny("facts/" + declaration.name + "/why");
  const words = texts.rule("facts/" + declaration.name + "/question");
  const problem = element("p", { class: "problem", id: id + "-problem", hidden: true });
  const describedBy = (hint ? id + "-hint " : "") + id + "-problem";
  const control = controlFor(Object.assign({ id, words, describedBy }, context));

  const node = element("div", { class: "question", id, "data-fact": fact },
    control.wrap([
      hint && element("p", { class: "hint", id: id + "-hint" }, hint),
      problem,
      control.body,
    ]),
    why && element("details", { class: "why" },
      element("summary", {}, texts.page("question.why"), element("span", { class: "unseen" }, texts.page("question.whyAbout", { question: words }))),
      element("p", {}, why)));

  return {
    element: node,
    fact,
    showProblem(text) {
      if (problem.textContent === (text || "")) return;
      fill(problem, text && sign("note"), text && element("span", {}, text));
      problem.hidden = !text;
      node.classList.toggle("question-problem", Boolean(text));
      control.setInvalid(Boolean(text));
    },
    focus() { control.focus(); },
  };
}
