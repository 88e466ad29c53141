// The household as it is entered: a panel for every member, for every list, and for the family as a whole.

import { arrange, element, fill } from "./dom.js";
import { HOUSEHOLD } from "./household.js";
import { panel } from "./panel.js";
import { relationName, relationOf, subjectName } from "./subjects.js";

const FIRST_RELATION = "applicant";

/**
 * `context`: `{texts, household, declarations, benefits, onChange}`. Gives `{element, update({interview, problems}), reveal(fact)}`.
 */
export function people(context) {
  const { texts, household, declarations } = context;
  const relation = declarations.find((it) => it.name === "relation");
  const scopes = new Map();
  declarations.forEach((it) => {
    if (it.name === "relation") return;
    if (!scopes.has(it.scope)) scopes.set(it.scope, []);
    scopes.get(it.scope).push(it);
  });
  const lists = Array.from(scopes.keys()).filter((scope) => scope !== "household" && scope !== "person");

  const panels = new Map();
  const notice = element("div", { class: "notice-slot" });
  const node = element("div", { class: "people" });
  const adder = memberAdder();
  const listChoosers = new Map(lists.map((list) => [list, listChooser(list)]));

  function panelOf(id, scope) {
    if (!panels.has(id)) {
      panels.set(id, panel({
        id, texts, declarations: scopes.get(scope) || [], benefits: context.benefits,
        answer: (fact) => household.answer(fact),
        answered: () => household.answered(id),
        onAnswer: (fact, answer) => { household.setAnswer(fact, answer); context.onChange(); },
        tools: id === HOUSEHOLD || (scope === "person" && household.members[0].id === id) ? [] : toolsOf(id, scope),
      }));
    }
    return panels.get(id);
  }

  function toolsOf(id, scope) {
    const remove = element("button", { type: "button", class: "quiet", onclick: () => removeSubject(id) }, texts.page("member.remove"));
    if (scope !== "person" || !relation) return [remove];
    const select = element("select", { id: "relation-" + id, onchange: () => {
      household.setAnswer(id + ".relation", select.value === "" ? undefined : { given: select.value });
      context.onChange();
    } },
    element("option", { value: "" }, texts.page("answer.unsure")),
    relation.type.values.filter((value) => value !== FIRST_RELATION).map((value) =>
      element("option", { value, selected: relationOf(household.subjectOf(id)) === value }, relationName(texts, value))));
    return [element("label", { class: "relation", for: select.id }, element("span", {}, texts.page("member.relation")), select), remove];
  }

  function removeSubject(id) {
    const name = subjectName(household, texts, id);
    const restore = household.remove(id);
    const undo = element("button", { type: "button", class: "quiet", onclick: () => {
      restore();
      fill(notice);
      context.onChange();
      setTimeout(() => panels.get(id).focusHeading(), 0);
    } }, texts.page("member.undo"));
    panels.delete(id);
    fill(notice, element("p", { class: "notice" }, texts.page("member.removed", { name }), " ", undo));
    context.onChange();
    undo.focus();
  }

  function memberAdder() {
    const select = element("select", { id: "new-relation" },
      (relation ? relation.type.values : []).filter((value) => value !== FIRST_RELATION).map((value) =>
        element("option", { value }, relationName(texts, value))));
    const button = element("button", { type: "button", class: "add", id: "add-member", onclick: () => {
      const member = household.addMember(relation ? select.value : undefined);
      fill(notice);
      show(member.id);
    } }, texts.page("member.add"));
    return element("div", { class: "adder" },
      relation && element("label", { for: "new-relation" }, texts.page("member.who")), relation && select, button);
  }

  function listChooser(list) {
    const name = texts.rule("lists/" + list + "/name");
    const choose = (value) => () => { household.lists[list] = value; context.onChange(); };
    const add = () => show(household.addEntry(list).id);
    const option = (key, label, act) => element("label", { class: "option" },
      element("input", { type: "radio", name: "list-" + list, value: key, onchange: act }), element("span", {}, label));
    const more = element("button", { type: "button", class: "add", onclick: add }, texts.page("entry.add", { list: name }));
    const node = element("fieldset", { class: "question", id: "q-" + list, "data-fact": list },
      element("legend", { class: "words" }, texts.page("entry.question", { list: name })),
      element("div", { class: "options" },
        option("some", texts.page("entry.some"), add),
        option("none", texts.page("answer.none"), choose([])),
        option("unsure", texts.page("answer.unsure"), choose({ unsure: true }))));
    const refresh = () => {
      const now = household.lists[list];
      const state = now === undefined ? undefined : now.unsure ? "unsure" : now.length > 0 ? "some" : "none";
      Array.from(node.querySelectorAll("input")).forEach((input) => { input.checked = input.value === state; });
      return node;
    };
    return { node, more, refresh, focus: () => node.querySelector("input").focus() };
  }

  /** A new member or entry: shown at once, its first questions open, and the focus on its name. */
  function show(id) {
    context.onChange();
    setTimeout(() => {
      panels.get(id).openFirst();
      panels.get(id).focusHeading();
    }, 0);
  }

  return {
    element: node,

    update(state) {
      const asked = new Map();
      const askedLists = new Set();
      state.interview.questions.forEach((question) => {
        if (listChoosers.has(question.fact)) askedLists.add(question.fact);
        else asked.set(question.subject, (asked.get(question.subject) || new Set()).add(question.name));
      });

      const shown = [];
      const refresh = (id, scope) => {
        const it = panelOf(id, scope);
        it.update({ name: subjectName(household, texts, id), asked: asked.get(id) || new Set(), problems: state.problems });
        shown.push(it);
        return it.element;
      };
      const nodes = household.members.map((member) => refresh(member.id, "person"));
      nodes.push(notice, adder);
      lists.forEach((list) => {
        const chooser = listChoosers.get(list);
        const entries = household.entriesOf(list);
        if (entries.length > 0) nodes.push(...entries.map((entry) => refresh(entry.id, list)), chooser.more);
        else if (askedLists.has(list) || household.lists[list] !== undefined || chooser.node.contains(document.activeElement)) nodes.push(chooser.refresh());
      });
      const family = refresh(HOUSEHOLD, "household");
      if (!shown[shown.length - 1].isEmpty()) nodes.push(family);
      arrange(node, nodes);

      const next = shown.find((it) => it.hasUnanswered());
      if (next) next.openNext();
    },

    /** Opens the place of a question and puts the focus on it. */
    reveal(fact) {
      const it = Array.from(panels.values()).find((candidate) => candidate.has(fact));
      if (it) it.reveal(fact);
      else if (listChoosers.has(fact)) listChoosers.get(fact).focus();
    },
  };
}
