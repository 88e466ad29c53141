// All facts on one page: a row for each, the members as columns.

import { element } from "../view/dom.js";
import { subjectName } from "../view/subjects.js";
import { cell, countCell } from "./cell.js";
import { MEMBER, rowsOf } from "./order.js";

/**
 * `about`: `{texts, session, enter, count, remove}`. Gives `{element, rows, cells, show({open, problems, changed})}`; it stands for one set
 * of members and entries, and is built anew for another.
 */
export function grid(about) {
  const { texts, session } = about;
  const { household, declarations } = session;
  const rows = rowsOf(declarations, household);
  const cells = new Map();
  const benefits = session.consult().assessment ? Array.from(new Set(session.consult().assessment.determinations.map((it) => it.benefit))) : [];
  const on = () => session.settings.on;
  const columns = household.members.length;
  const make = (fact, declaration, label) => {
    const made = declaration ? cell({ texts, declaration, fact, label, on, enter: about.enter, benefits }) : countCell({ texts, fact, label, enter: about.count });
    const before = element("span", { class: "before" });
    cells.set(fact, Object.assign(made, { before, place: element("div", { class: "place-of-cell" }, made.input, before) }));
    return cells.get(fact).place;
  };
  const bodies = rows.map((row) => {
    const words = row.list ? texts.page("counter.howMany", { list: texts.rule("lists/" + row.list + "/name") }) : questionOf(texts, row.declaration);
    const head = element("th", { scope: "row" }, words);
    const labelled = (fact) => make(fact, row.declaration, nameOf(household, texts, fact) + words);
    if (row.declaration && row.declaration.scope === MEMBER) return line(row, head, row.facts.map((fact) => element("td", {}, labelled(fact))));
    if (row.entries && row.facts.length === 0) return undefined;
    return line(row, head, element("td", { colspan: columns, class: "together" }, element("div", { class: "beside" }, row.facts.map(labelled))));
  });
  const heads = household.members.map((member) => element("th", { scope: "col" }, element("span", { class: "member" }, subjectName(household, texts, member.id)),
    columns > 1 && element("button", { type: "button", class: "remove", "data-remove": member.id, tabindex: "-1", "aria-label": texts.page("members.remove") + " " + subjectName(household, texts, member.id), onclick: () => about.remove(member.id) }, "×")));
  const table = element("table", { class: "family" }, element("caption", { class: "unseen" }, texts.page("counter.family")),
    element("thead", {}, element("tr", {}, element("td", {}, element("span", { class: "legend" }, texts.page("counter.legend"))), heads)), element("tbody", {}, bodies));
  return { element: table, rows, cells, show: (state) => show(texts, session, rows, cells, state) };

  function line(row, head, content) {
    row.element = element("tr", {}, head, content);
    return row.element;
  }
}

function show(texts, session, rows, cells, { open, problems, changed }) {
  const { household } = session;
  cells.forEach((it, fact) => {
    const list = household.lists[fact];
    it.show(list === undefined ? household.answer(fact) : Array.isArray(list) ? { given: list.length } : { unsure: true });
    const { classList } = it.place;
    classList.toggle("open", open.has(fact));
    classList.toggle("changed", changed.has(fact));
    it.before.textContent = changed.get(fact) || "";
    if (problems.has(fact)) it.input.setAttribute("aria-invalid", "true");
    else it.input.removeAttribute("aria-invalid");
  });
  rows.forEach((row) => {
    if (row.element) row.element.classList.toggle("idle", !row.facts.some((fact) => open.has(fact) || session.isAnswered(fact)));
  });
}

function questionOf(texts, declaration) { return texts.rule("facts/" + declaration.name + "/question"); }

function nameOf(household, texts, fact) {
  const dot = fact.indexOf(".");
  return dot < 0 ? "" : subjectName(household, texts, fact.slice(0, dot)) + texts.page("counter.colon");
}
