// The result: what the family may get, what is still open, and what to do next.

import { announcement, choices, layers, overview, verdictGroups } from "../result/groups.js";
import { answersList } from "../result/answers.js";
import { differences } from "../result/differences.js";
import { materials } from "../result/materials.js";
import { contactsOf } from "../contacts.js";
import { element } from "../dom.js";
import { actions, headingOf, screen, secondary, telephone } from "../parts.js";

export function result(context) {
  const { texts, session } = context;
  const { assessment, determinations } = session.consult();
  const heading = headingOf(texts.page("results.title"));
  const shown = Object.assign({}, assessment, { determinations });
  const contacts = contactsOf(context.layers);
  return {
    heading,
    announce: announcement(context, shown),
    element: screen("result", heading,
      differences(context),
      overview(context, shown),
      refiner(context),
      choices(context, shown),
      verdictGroups(context, shown),
      materials(context, determinations),
      element("p", { class: "otherwise", part: "note" }, texts.phrase("results.otherwise", { phone: telephone("12345") })),
      contacts.length > 0 && element("section", { class: "contacts" }, element("h3", {}, texts.page("results.contacts")),
        element("ul", {}, contacts.map((it) => element("li", {}, texts.among(it.name), it.phone && " ", it.phone && telephone(it.phone))))),
      context.takeaway && context.takeaway.section(context),
      answersList(context),
      layers(context, shown),
      eraser(context),
      element("p", { class: "last", part: "footer" }, texts.page("results.reference"))),
  };
}

/** What would make amounts exact is asked only where somebody wants it. */
function refiner(context) {
  const { texts, session } = context;
  const count = session.unanswered().length;
  return count > 0 && element("div", { class: "refine" }, element("p", { class: "hint" }, texts.page("results.refineHint")),
    actions(secondary(texts.page("results.refine", { count }), () => context.move((it) => it.refine()), { "data-go": "refine" })));
}

/** Clears everything, after asking once. */
function eraser(context) {
  const { texts } = context;
  const sure = element("p", { hidden: true, tabindex: "-1" }, texts.page("erase.sure"));
  const yes = secondary(texts.page("erase.yes"), () => context.reset(), { hidden: true, "data-go": "erase-yes" });
  const no = secondary(texts.page("erase.no"), () => ask(false), { hidden: true });
  const first = secondary(texts.page("erase.ask"), () => ask(true), { "data-go": "erase" });
  function ask(is) {
    [sure, yes, no].forEach((it) => { it.hidden = !is; });
    first.hidden = is;
    (is ? sure : first).focus({ preventScroll: true });
  }
  return element("div", { class: "eraser" }, sure, actions(first, yes, no));
}
