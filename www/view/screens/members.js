// Who lives together: a tile for each relation, pressed once for each person.

import { element, fill, sign } from "../dom.js";
import { relationName, subjectName } from "../subjects.js";
import { actions, headingOf, primary, screen, secondary } from "../parts.js";

const FIRST = "applicant";

export function members(context) {
  const { texts, session, household, declarations } = context;
  const relation = declarations.find((it) => it.name === "relation" && it.scope === "person");
  const heading = headingOf(texts.page("members.title"));
  const people = element("ul", { class: "people", "aria-label": texts.page("members.list") });
  const said = element("p", { class: "hint", role: "status" });
  const tiles = relation ? relation.type.values.filter((it) => it !== FIRST) : [undefined];

  const show = () => fill(people, household.members.map((member, index) => person(member, index)));

  function person(member, index) {
    const name = subjectName(household, texts, member.id);
    return element("li", { class: "person", "data-member": member.id }, element("span", { class: "person-name" }, name),
      index > 0 && element("button", { type: "button", class: "secondary small", part: "secondary", onclick: () => remove(member, name) },
          texts.page("members.remove"), element("span", { class: "unseen" }, " " + name)));
  }

  function add(value) {
    const member = household.addMember(value);
    session.changed();
    show();
    fill(said, texts.page("members.added", { name: subjectName(household, texts, member.id), count: household.members.length }));
  }

  function remove(member, name) {
    const restore = household.remove(member.id);
    session.changed();
    show();
    const undo = secondary(texts.page("members.undo"), () => {
      restore();
      session.changed();
      fill(said);
      show();
      heading.focus({ preventScroll: true });
    }, { "data-undo": "" });
    fill(said, texts.page("members.removed", { name }), " ", undo);
    undo.focus({ preventScroll: true });
  }

  show();
  return {
    heading,
    element: screen("members", heading,
      element("p", { class: "hint" }, texts.page("members.hint")),
      people,
      element("h3", {}, texts.page("members.who")),
      element("ul", { class: "tiles" }, tiles.map((value) => element("li", {}, element("button", {
        type: "button", class: "option tile", part: "option", "data-relation": value, onclick: () => add(value),
      }, sign("plus"), element("span", {}, value === undefined ? texts.page("members.another") : relationName(texts, value)))))),
      said,
      actions(primary(texts.page("go.next"), () => context.move((it) => it.next()), { "data-go": "next" }),
        secondary(texts.page("go.back"), () => context.move((it) => it.back()), { "data-go": "back" }))),
  };
}
