// The questions about one subject, in sections that can be folded. Only what still matters is asked, plus what has been answered.

import { arrange, element, fill } from "./dom.js";
import { HOUSEHOLD } from "./household.js";
import { question } from "./question.js";
import { problemWords } from "./problems.js";

/** `context`: `{id, texts, declarations, benefits, answer, answered, onAnswer, tools}`. */
export function panel(context) {
  const { id, texts, declarations } = context;
  const prefix = id === HOUSEHOLD ? "" : id + ".";
  const byName = new Map(declarations.map((it) => [it.name, it]));
  const questions = new Map();
  const sections = new Map();
  const heading = element("h3", { id: "subject-" + id, tabindex: "-1" });
  const body = element("div", { class: "sections" });
  const node = element("section", { class: "card subject", "aria-labelledby": heading.id, "data-subject": id },
    element("header", { class: "subject-head" }, heading, context.tools.length > 0 && element("div", { class: "tools" }, context.tools)),
    body);
  let shownNames = [];

  function questionOf(name) {
    if (!questions.has(name)) {
      const fact = prefix + name;
      questions.set(name, question({
        texts, fact, declaration: byName.get(name), benefits: context.benefits, answer: context.answer(fact),
        onAnswer: (answer) => context.onAnswer(fact, answer),
      }));
    }
    return questions.get(name);
  }

  function sectionOf(name) {
    if (!sections.has(name)) {
      const count = element("span", { class: "count" });
      const inside = element("div", { class: "section-body" });
      const key = "section." + name;
      const section = {
        count, inside, chosen: false,
        element: element("details", { class: "section" },
          element("summary", { onclick: () => { section.chosen = true; } },
            element("span", { class: "section-name" }, texts.page(texts.has(key) ? key : "section.other")), count),
          inside),
      };
      sections.set(name, section);
    }
    return sections.get(name);
  }

  const unanswered = (name) => context.answer(prefix + name) === undefined;
  const sectionName = (name) => byName.get(name).section || "other";

  /** Opens a section, unless the person has opened or folded it by hand. */
  function openSectionOf(name) {
    const section = name !== undefined && sectionOf(sectionName(name));
    if (section && !section.chosen) section.element.open = true;
  }

  return {
    element: node,

    update(state) {
      fill(heading, state.name);
      const wanted = new Set(context.answered());
      state.asked.forEach((name) => wanted.add(name));
      shownNames = declarations.map((it) => it.name).filter((name) =>
        wanted.has(name) || (questions.has(name) && questions.get(name).element.contains(document.activeElement)));
      const bySection = new Map();
      shownNames.forEach((name) => {
        if (!bySection.has(sectionName(name))) bySection.set(sectionName(name), []);
        bySection.get(sectionName(name)).push(name);
      });
      const nodes = [];
      bySection.forEach((names, name) => {
        const section = sectionOf(name);
        arrange(section.inside, names.map((it) => questionOf(it).element));
        const left = names.filter(unanswered).length;
        fill(section.count, left === 0 ? texts.page("section.done") : texts.page("section.left", { count: left }));
        section.element.classList.toggle("section-done", left === 0);
        nodes.push(section.element);
      });
      arrange(body, nodes.length > 0 ? nodes : [element("p", { class: "hint" }, texts.page("member.nothingToAsk"))]);
      questions.forEach((it, name) => {
        const problem = state.problems.get(it.fact);
        it.showProblem(problem && problemWords(texts, problem, byName.get(name)));
      });
    },

    isEmpty: () => shownNames.length === 0,
    hasUnanswered: () => shownNames.some(unanswered),
    openNext: () => openSectionOf(shownNames.find(unanswered)),
    openFirst: () => openSectionOf(shownNames[0]),
    focusHeading: () => heading.focus(),
    has: (fact) => shownNames.some((name) => prefix + name === fact),
    reveal(fact) {
      const name = shownNames.find((it) => prefix + it === fact);
      sectionOf(sectionName(name)).element.open = true;
      questionOf(name).focus();
    },
  };
}
