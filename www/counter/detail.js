// The explanation of one benefit: every condition, the working line by line and the basis, all open. It is the card of the result.

import { element } from "../view/dom.js";
import { card } from "../view/result/card.js";
import { subjectName } from "../view/subjects.js";

/** Everything is open, whatever is folded away for residents. */
const OPEN = { has: () => true, get: () => true, set() {} };

/** `about`: `{context, standing, subject, chooseSubject, go}`; `go(fact)` leads to the cell of a fact. */
export function detail({ context, standing, subject, chooseSubject, go }) {
  const { texts, household } = context;
  const shown = standing.determinations.find((it) => it.subject === subject) || standing.determinations.find((it) => it.verdict === standing.verdict);
  const lead = (screen) => go(screen.facts.find((fact) => !household.isAnswered(fact)) || screen.facts[0]);
  const own = Object.assign({}, context, { folds: OPEN, move: (act) => act({ ask: go, change: lead, refine() {}, go() {} }) });
  return element("div", { class: "explained" },
    standing.determinations.length > 1 && element("div", { class: "subjects", role: "group", "aria-label": texts.page("counter.forWhom") }, standing.determinations.map((it) => element("button", {
      type: "button", class: "subject subject-" + it.verdict, "aria-pressed": String(it === shown), "data-for": it.subject, onclick: () => chooseSubject(it.subject),
    }, subjectName(household, texts, it.subject)))),
    card(own, shown, false));
}
