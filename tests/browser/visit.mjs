// Going through the element as a person does, from the first screen to the result.

import { answerOf } from "../personas/personas.mjs";

/** Waits until the element shows a screen of this name. Playwright's selectors reach into the open shadow root. */
export async function onScreen(page, name) {
  await page.waitForSelector(`huisuan-calculator [data-screen="${name}"]`);
}

export const next = (page) => page.click('huisuan-calculator [data-go="next"]');
export const back = (page) => page.click('huisuan-calculator [data-go="back"]');

/** What is shown: `{screen, question, facts, heading, left}`. */
export function shown(page) {
  return page.evaluate(() => {
    const root = document.querySelector("huisuan-calculator").shadowRoot;
    const screen = root.querySelector("[data-screen]");
    const question = root.querySelector("[data-question]");
    const text = (selector) => { const node = root.querySelector(selector); return node ? node.textContent : undefined; };
    return {
      screen: screen && screen.getAttribute("data-screen"), question: question && question.getAttribute("data-question"),
      facts: question ? question.getAttribute("data-facts").split(" ") : [], heading: text(".heading"), left: text(".progress"),
    };
  });
}

/** From the first screen to the first question, with the family of a persona. */
export async function compose(page, persona, district) {
  await onScreen(page, "start");
  if (district) await page.click(`huisuan-calculator [data-adcode="${district}"]`);
  else await page.click("huisuan-calculator .screen-start .primary");
  await onScreen(page, "members");
  for (const member of persona.members.slice(1)) await page.click(`huisuan-calculator [data-relation="${member.relation}"]`);
  await next(page);
}

/** Gives the answers of a persona (or `others`) to the question that is shown. */
export async function answerScreen(page, persona, others = {}) {
  const { facts } = await shown(page);
  const answers = facts.map((fact) => (fact in others ? others[fact] : answerOf(persona, fact)));
  await page.evaluate(([names, given]) => {
    const root = document.querySelector("huisuan-calculator").shadowRoot;
    const question = root.querySelector("[data-question]");
    const inputs = (selector) => Array.from(question.querySelectorAll(selector));
    const tick = (input) => { if (!input.checked) input.click(); };
    const holds = (band, value) => {
      const [low, high] = band.split("..");
      return !(low && Number(value) < Number(low)) && !(high && Number(high) < Number(value));
    };
    const choices = () => inputs("input[type=radio], input[type=checkbox]");
    const byValue = (value) => choices().find((it) => it.value === value) || choices().find((it) => it.value.includes("..") && holds(it.value, value));
    const key = (answer) => (answer.unsure ? "(unsure)" : answer.none ? "(none)" : String(answer.given));
    const write = (input, text) => { input.value = text; input.dispatchEvent(new Event("change", { bubbles: true })); };
    if (question.querySelector("[data-who]")) {
      const yes = names.filter((_, index) => given[index].given === true);
      if (given.every((it) => it.unsure)) tick(byValue("(unsure)"));
      else if (yes.length === 0) tick(byValue("(nobody)"));
      else yes.forEach((fact) => tick(byValue(fact.split(".")[0])));
      return;
    }
    names.forEach((fact, index) => {
      const answer = given[index];
      const fields = inputs(`input[type=text][data-fact="${fact}"]`);
      const row = fields.length > 0 ? fields[0].closest(".row, .field") : question;
      if (Array.isArray(answer.given)) {
        if (question.querySelector("[data-list]")) tick(byValue(String(answer.given.length)));
        else if (answer.given.length === 0) tick(byValue("(nothing)"));
        else answer.given.forEach((id) => tick(byValue(id)));
      } else if (fields.length === 0) tick(byValue(key(answer)));
      else if (!("given" in answer)) tick(Array.from(row.querySelectorAll("input[type=checkbox]")).find((it) => it.value === key(answer)));
      else if (fields.length === 3) answer.given.split("-").forEach((part, at) => write(fields[at], part.replace(/^0/, "")));
      else write(fields[0], String(answer.given));
    });
  }, [facts, answers]);
}

/** From the first question to the result. Gives the keys of the questions. `each` is called before every answer. */
export async function answerAll(page, persona, others = {}, each = async () => {}) {
  const asked = [];
  for (let screen = await shown(page); screen.screen === "question"; screen = await shown(page)) {
    if (asked.length > 150) throw new Error(`no end of questions: ${asked.slice(-4)}`);
    if (asked[asked.length - 1] === screen.question) throw new Error(`the question does not go on: ${screen.question}`);
    asked.push(screen.question);
    await each(screen);
    await answerScreen(page, persona, others);
    await next(page);
  }
  await onScreen(page, "result");
  return asked;
}
