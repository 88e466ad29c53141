// A yes or no of each member, asked as one question: who is it?

import { element } from "../dom.js";
import { partsOfFact } from "../factwords.js";
import { subjectName } from "../subjects.js";
import { freshName, tile } from "./answers.js";

export function who(context) {
  const { texts, household, asked } = context;
  const { facts } = asked;
  const answers = facts.map((fact) => context.answer(fact));
  const all = (test) => answers.every((answer) => answer && test(answer));
  const people = facts.map((fact, index) => tile("checkbox", fact, {
    key: partsOfFact(fact).subject, label: subjectName(household, texts, partsOfFact(fact).subject),
  }, Boolean(answers[index] && answers[index].given === true), () => {
    nobody.input.checked = false;
    unsure.input.checked = false;
    commit();
  }));
  const name = freshName();
  const alone = (it) => () => {
    (it() === nobody ? unsure : nobody).input.checked = false;
    if (it().input.checked) people.forEach((person) => { person.input.checked = false; });
    commit();
  };
  const nobody = tile("checkbox", name, { key: "(nobody)", label: texts.page("answer.nobody"), beside: true }, all((it) => it.given === false), alone(() => nobody));
  const unsure = tile("checkbox", name, { key: "(unsure)", label: texts.page("answer.unsure"), beside: true }, all((it) => it.unsure), alone(() => unsure));

  function commit() {
    const some = people.some((it) => it.input.checked);
    facts.forEach((fact, index) => {
      if (unsure.input.checked) context.onAnswer(fact, { unsure: true });
      else if (some || nobody.input.checked) context.onAnswer(fact, { given: people[index].input.checked });
      else context.onAnswer(fact, undefined);
    });
  }

  return {
    body: [element("div", { class: "options", "data-who": "" }, people.concat(nobody, unsure).map((it) => it.label))],
    focus: () => people[0].input.focus(),
  };
}
