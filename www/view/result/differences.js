// What became different when one answer was changed.

import { amountPhrase, isNothing } from "../amounts.js";
import { element } from "../dom.js";
import { subjectName } from "../subjects.js";

export function differences(context) {
  const { texts, session, household } = context;
  const found = session.differences();
  if (!found) return undefined;
  const state = (it) => [texts.page("verdict." + it.verdict), it.amount && !isNothing(it.amount) && [texts.page("basis.separator"), amountPhrase(texts, it.amount)]];
  return element("div", { class: "differences", part: "note", "data-differences": String(found.length) },
    element("p", { class: "subheading" }, texts.page(found.length === 0 ? "differences.none" : "differences.title")),
    found.length > 0 && element("ul", {}, found.map(({ before, now }) => element("li", {}, texts.phrase("differences.line", {
      benefit: element("strong", {}, texts.rule("benefits/" + now.benefit + "/name")), subject: subjectName(household, texts, now.subject),
      before: element("span", {}, state(before)), now: element("span", {}, state(now)),
    })))));
}
