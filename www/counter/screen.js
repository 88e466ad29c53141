// The counter: the whole family on one page, in any order, with every benefit's state beside it.

import { amountPhrase, isNothing } from "../view/amounts.js";
import { element, fill } from "../view/dom.js";
import { factWords } from "../view/factwords.js";
import { problemWords } from "../view/problems.js";
import { figure } from "../words/texts.js";
import { bar } from "./bar.js";
import { caseOf, codeOf, headerOf } from "./code.js";
import { compare } from "./compare.js";
import { detail } from "./detail.js";
import { textOf } from "./entry.js";
import { grid } from "./grid.js";
import { actOf } from "./keys.js";
import { nextOpen, openFacts, neighbour } from "./order.js";
import { standingOf } from "./standing.js";
import { stateOf } from "./state.js";
import { strip } from "./strip.js";
import { clearPrint, print } from "./print.js";
import { sheetView } from "./sheetview.js";
import { branch, isChanged } from "./whatif.js";

/** `context` is that of a visit's screen. Gives `{element, heading, refresh}`; `heading` is what takes the focus: the first cell. */
export function counterScreen(context) {
  const { texts, session } = context;
  const state = stateOf(session);
  const places = {};
  ["bar", "strip", "sums", "sheet", "problems", "family", "compare", "detail"].forEach((name) => { places[name] = element(name === "strip" ? "ul" : "div", { class: "counter-" + name }); });
  places.sums.setAttribute("role", "status");
  let family;
  let shape;
  let latest;   // the fact that was entered last, while nobody has gone elsewhere

  const active = () => state.other || session;
  const household = () => active().household;
  const cellAt = () => {
    const root = places.family.getRootNode();
    const fact = root.activeElement && root.activeElement.getAttribute("data-fact");
    return fact ? family.cells.get(fact) : undefined;
  };

  const acts = {
    next: () => { const at = cellAt(); commit(at); go(nextOpen(family.rows, openFacts(active(), state.only), at.fact)); },
    back: () => { const at = cellAt(); commit(at); const all = [].concat(...family.rows.map((row) => row.facts)); go(all[all.indexOf(at.fact) - 1]); },
    over: (across, down) => { const at = cellAt(); commit(at); latest = undefined; go(neighbour(family.rows, at.fact, across, down)); },
    choose: (key) => {
      const at = cellAt();
      at.input.value = "";
      if (household().lists[at.fact] !== undefined || isList(at.fact)) count(at.fact, at.keys.get(key));
      else enter(at.fact, at.keys.get(key));
      if (!at.stays || !household().answer(at.fact).given || household().answer(at.fact).given.length === 0) go(nextOpen(family.rows, openFacts(active(), state.only), at.fact) || at.fact);
      else family.cells.get(at.fact).input.focus();
    },
    empty: () => { const at = cellAt(); if (isList(at.fact)) count(at.fact, undefined); else enter(at.fact, undefined); },
    same: () => {
      const at = cellAt();
      commit(at);
      const rowOf = (fact) => family.rows.find((it) => it.facts.indexOf(fact) >= 0);
      const here = rowOf(at.fact).facts.slice(0, rowOf(at.fact).facts.indexOf(at.fact) + 1).reverse().find((fact) => household().isAnswered(fact));
      const from = here === undefined ? latest : here;
      const row = from && rowOf(from);
      if (!row || row.list) return;
      row.facts.slice(row.facts.indexOf(from) + 1).forEach((fact) => { if (!household().isAnswered(fact)) active().setAnswer(fact, household().answer(from)); });
      refresh();
      go(nextOpen(family.rows, openFacts(active(), state.only), row.facts[row.facts.length - 1]));
    },
    member: () => {
      commit(cellAt());
      const member = household().addMember();
      active().changed();
      refresh();
      go(family.rows.map((row) => row.facts.find((fact) => fact.indexOf(member.id + ".") === 0)).find(Boolean));
    },
    without: () => {
      const at = cellAt();
      const member = at && household().members.find((it) => at.fact.indexOf(it.id + ".") === 0);
      if (!member || household().members.length === 1) return;
      const row = family.rows.findIndex((it) => it.facts.indexOf(at.fact) >= 0);
      remove(member.id);
      const { facts } = family.rows[row];
      go(facts[facts.length - 1]);
    },
    whatif: () => {
      commit(cellAt());
      const fact = cellAt() && cellAt().fact;
      state.other = state.other ? undefined : branch(session);
      refresh();
      if (fact) go(fact);
    },
    only: () => {
      commit(cellAt());
      if (!state.only.delete(state.chosen)) state.only.add(state.chosen);
      refresh();
    },
    earlier: () => step(-1),
    later: () => step(1),
    sheet: () => {
      commit(cellAt());
      state.paper = state.paper ? undefined : "a4";
      refresh();
      if (state.paper) places.sheet.querySelector("[data-print]").focus();
      else go(nextOpen(family.rows, openFacts(active(), state.only)) || family.rows[0].facts[0]);
    },
    clear: () => {
      clearPrint(places.sheet);
      context.reset();
    },
    district: (adcode) => context.choose(adcode),
    day: (day) => {
      active().settings.on = day;
      active().changed();
      shape = undefined;
      refresh();
    },
    open: (typed) => openCase(typed),
  };

  const page = element("section", {
    class: "screen screen-counter", part: "screen", "data-screen": "counter",
    onkeydown: (event) => keyed(event),
    onpointerdown: () => { latest = undefined; },
    oninput: () => { const at = cellAt(); if (at && at.isWhole && at.isWhole()) acts.next(); },
  }, element("h2", { class: "unseen", tabindex: "-1" }, texts.page("counter.title")), places.bar, places.strip, places.sums, places.sheet,
  element("div", { class: "counter-work" },
    element("div", { class: "counter-entry" }, places.problems, places.family),
    element("div", { class: "counter-side" }, places.compare, element("h3", { class: "unseen" }, texts.page("counter.explained")), places.detail)));

  function keyed(event) {
    const act = event.key === "Escape" && state.paper ? ["sheet"] : actOf(event, cellAt());
    if (!act) return;
    event.preventDefault();
    acts[act[0]](...act.slice(1));
  }

  /** Where nothing has the focus (after printing, say) the keys of the counter still work. */
  function keyedBeside(event) {
    if (!page.isConnected) document.removeEventListener("keydown", keyedBeside);
    else if (event.target === document.body) keyed(event);
  }

  /** Opens a case by its code, with the rules of its place, and says whether they are those it was made with. */
  async function openCase(typed) {
    const say = (key, values) => context.move((to) => { stateOf(to).said = texts.page(key, values); });
    try {
      const { code, header } = headerOf(typed);
      if (!context.districts.some((it) => it.adcode === header.district)) {
        say("counter.code.place", { place: header.district });
        return;
      }
      if (header.district !== session.district) await context.choose(header.district);
      const found = caseOf(code, session);
      session.settings.on = found.on;
      session.take(found.household);
      const key = found.leftOut > 0 && found.rules !== "same" ? "other" : found.rules;
      say("counter.code." + key, { code: codeOf(session, context.home).short, version: found.version, count: found.leftOut });
    } catch (error) {
      if (!error.reason) throw error;
      say("counter.code." + error.reason);
    }
  }

  function showSheet(standing, assessment) {
    page.classList.toggle("is-sheet", Boolean(state.paper));
    if (!state.paper) {
      fill(places.sheet);
      return;
    }
    const code = codeOf(active(), context.home, context.settings.link);
    fill(places.sheet, sheetView({
      texts, paper: state.paper, choose: (paper) => { state.paper = paper; refresh(); places.sheet.querySelector("[data-print]").focus(); },
      print: (it) => print(it, state.paper, places.sheet, context.home), close: acts.sheet,
      about: { texts, household: household(), districts: context.districts, district: session.district, assessment, standing, layers: context.layers, code },
    }));
  }

  function remove(id) {
    household().remove(id);
    active().changed();
    refresh();
  }

  function isList(fact) { return family.rows.some((row) => row.list === fact); }

  function commit(at) { if (at && at.commit) at.commit(); }

  function enter(fact, answer) {
    active().setAnswer(fact, answer);
    latest = answer && fact;
    refresh();
  }

  function count(list, answer) {
    if (answer === undefined) delete household().lists[list];
    else household().setCount(list, answer.unsure ? undefined : answer.given);
    active().changed();
    refresh();
  }

  function go(fact) {
    const to = fact && family.cells.get(fact);
    if (!to) return;
    to.input.focus();
    if (to.commit) to.input.select();
    to.input.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function step(by) {
    const all = standingOf(active().consult().determinations || []).map((it) => it.benefit);
    if (all.length > 0) choose(all[(all.indexOf(state.chosen) + by + all.length) % all.length]);
  }

  function choose(benefit) {
    state.chosen = benefit;
    state.subject = undefined;
    refresh();
  }

  /** Columns and rows are built anew where the members, what they are called, or the entries of lists are others. */
  function build() {
    const { members, lists } = household();
    const now = JSON.stringify([members.map((it) => [it.id, it.answers.get("relation")]), Object.keys(lists).map((it) => household().entriesOf(it).map((entry) => entry.id))]) + (state.other ? "if" : "");
    if (now === shape) return;
    shape = now;
    const fact = family && cellAt() && cellAt().fact;
    family = grid({ texts, session: active(), enter, count, remove });
    fill(places.family, family.element);
    fill(places.bar, bar({ texts, districts: context.districts, district: session.district, on: active().settings.on, acts }));
    if (fact) go(family.cells.has(fact) ? fact : undefined);
  }

  function refresh() {
    build();
    const now = active();
    const outcome = now.consult();
    const changed = new Map();
    if (state.other) family.cells.forEach((it, fact) => { if (isChanged(session, now, fact)) changed.set(fact, texts.page("counter.was", { value: wordsOf(session, fact) })); });
    family.show({ open: openFacts(now, state.only), problems: outcome.problems, changed });
    page.classList.toggle("is-whatif", Boolean(state.other));
    const pressed = { whatif: Boolean(state.other), only: state.only.size > 0, sheet: Boolean(state.paper) };
    Object.keys(pressed).forEach((name) => places.bar.querySelector("[data-act=" + name + "]").setAttribute("aria-pressed", String(pressed[name])));
    problems(outcome);
    if (!outcome.assessment) return;
    const standing = standingOf(outcome.determinations);
    if (!standing.some((it) => it.benefit === state.chosen)) state.chosen = (standing.find((it) => it.verdict === "eligible") || standing[0] || {}).benefit;
    showSheet(standing, outcome.assessment);
    strip(places.strip, { texts, household: household(), standing, chosen: state.chosen, only: state.only, choose });
    fill(places.sums, totals(outcome.assessment));
    const before = state.other && session.consult();
    fill(places.compare, state.other && before.assessment && compare(texts, { standing: standingOf(before.determinations), totals: before.assessment.totals }, { standing, totals: outcome.assessment.totals }));
    const chosen = standing.find((it) => it.benefit === state.chosen);
    fill(places.detail, chosen && detail({ context: Object.assign({}, context, { session: now, household: household(), declarations: now.declarations }), standing: chosen, subject: state.subject,
      chooseSubject: (subject) => { state.subject = subject; refresh(); }, go }));
  }

  function wordsOf(of, fact) {
    const answer = of.household.answer(fact);
    const declaration = family.rows.find((row) => row.facts.indexOf(fact) >= 0).declaration;
    if (!of.household.knows(fact) || !answer) return texts.page("counter.nothing");
    if (answer.none) return texts.page("answer.none");
    if (answer.unsure) return texts.page("answer.unsure");
    if (Array.isArray(answer.given)) return texts.list(answer.given.map((it) => texts.rule("benefits/" + it + "/name")));
    return texts.ruleIfAny("facts/" + declaration.name + "/values/" + answer.given) || (typeof answer.given === "boolean" ? texts.page("answer." + answer.given) : textOf(declaration, answer));
  }

  function problems(outcome) {
    const lines = [];
    outcome.problems.forEach((diagnostic, fact) => {
      const row = family.rows.find((it) => it.facts.indexOf(fact) >= 0);
      lines.push(element("li", {}, element("button", { type: "button", class: "link", onclick: () => go(fact) }, factWords(texts, household(), fact)), " ", problemWords(texts, diagnostic, row.declaration)));
    });
    outcome.troubles.forEach((it) => lines.push(element("li", {}, it.message, it.help && " " + it.help)));
    fill(places.problems, lines.length > 0 && element("ul", { role: "alert" }, lines));
  }

  function totals(assessment) {
    const certain = ["month", "year", "once"].filter((it) => assessment.totals[it]).map((period) => ({ period, low: assessment.totals[period].low, high: assessment.totals[period].low }));
    const sums = certain.filter((it) => !isNothing(it)).map((it) => amountPhrase(texts, it));
    const left = openFacts(active(), state.only).size;
    return [
      state.other && element("strong", { class: "whatif-mark" }, texts.page("counter.whatif.on")),
      sums.length > 0 && element("span", {}, texts.page("results.total"), texts.page("counter.colon"), sums.map((nodes, index) => [index > 0 && texts.page("list.separator"), element("strong", {}, nodes)])),
      element("span", { class: "left" }, texts.phrase(left > 0 ? "counter.left" : "counter.done", { count: figure(String(left)) })),
      element("span", { class: "said" }, state.said),
    ];
  }

  document.addEventListener("keydown", keyedBeside);
  refresh();
  return { element: page, heading: firstCell(), refresh };

  /** Where a clerk begins: the first cell that matters. */
  function firstCell() {
    const first = nextOpen(family.rows, openFacts(active(), state.only)) || family.cells.keys().next().value;
    return family.cells.get(first).input;
  }
}
