// Filling in the page at once, for tests that are about something else than filling in.

import { settle } from "./keyboard.mjs";

/** Gives an answer as `answer` of keyboard.mjs does, by setting the control. Gives false where the question is not asked. */
export async function give(page, fact, value) {
  const asked = await page.evaluate(([wanted, given]) => {
    const question = document.querySelector(`[data-fact="${wanted}"]`);
    if (!question) return false;
    const set = (control, property, to) => {
      control[property] = to;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const option = Array.from(question.querySelectorAll("input[type=radio], input[type=checkbox]")).find((it) => it.value === given);
    const select = question.querySelector("select");
    const fields = Array.from(question.querySelectorAll("input[type=text]"));
    if (option) set(option, "checked", true);
    else if (select) set(select, "value", given);
    else if (fields.length === 3) given.split("-").forEach((part, index) => set(fields[index], "value", part.replace(/^0/, "")));
    else set(fields[0], "value", given);
    return true;
  }, [fact, value]);
  if (asked) await settle(page);
  return asked;
}

export async function giveDay(page, day) {
  await page.evaluate((parts) => ["year", "month", "day"].forEach((name, index) => {
    const field = document.getElementById(`day-${name}`);
    field.value = parts[index];
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }), day.split("-"));
  await settle(page);
}

export async function giveMember(page, relation) {
  await page.selectOption("#new-relation", relation);
  await page.click("#add-member");
  await settle(page);
}
