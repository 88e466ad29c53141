// Filling in the page as somebody does who has no mouse.

const MOST_STEPS = 600;

/** Presses Tab until the element has the focus. */
export async function tabTo(page, selector) {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await page.evaluate((wanted) => Boolean(document.activeElement && document.activeElement.matches(wanted)), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${selector}`);
}

/** Chooses the option with this value in a drop-down list that has the focus. */
export async function choose(page, selector, value) {
  await tabTo(page, selector);
  const index = await page.evaluate(([wanted, option]) => {
    const select = document.querySelector(wanted);
    return Array.from(select.options).findIndex((it) => it.value === option);
  }, [selector, value]);
  await page.keyboard.press("Home");
  for (let step = 0; step < index; step += 1) await page.keyboard.press("ArrowDown");
}

export async function addMember(page, relation) {
  await choose(page, "#new-relation", relation);
  await tabTo(page, "#add-member");
  await page.keyboard.press("Enter");
  await settle(page);
}

/**
 * Answers a question by keyboard: `true`, `false`, a choice, a number in a string, a day, `"(unsure)"`, `"(none)"`, `"(nothing)"`.
 * Opens the section of the question where it is folded. Gives false where the question is not asked.
 */
export async function answer(page, fact, value) {
  const question = `[data-fact="${fact}"]`;
  const place = await page.evaluate((wanted) => {
    const node = document.querySelector(wanted);
    if (!node) return undefined;
    const section = node.closest("details.section");
    const summary = section && section.querySelector("summary");
    if (summary) summary.id = summary.id || `summary-${Array.from(document.querySelectorAll("summary")).indexOf(summary)}`;
    const control = node.querySelector("input[type=radio], select") || node.querySelector("input");
    return { folded: Boolean(section) && !section.open, summary: summary && summary.id, kind: control.tagName === "SELECT" ? "select" : control.type, date: Boolean(node.querySelector(".date")) };
  }, question);
  if (!place) return false;
  if (place.folded) {
    await tabTo(page, `#${place.summary}`);
    await page.keyboard.press("Enter");
  }
  if (place.kind === "select") await choose(page, `${question} select`, String(value));
  else if (place.kind === "radio") await radio(page, question, String(value));
  else if (value.startsWith("(")) await press(page, `${question} input[value="${value}"]`, "Space");
  else if (place.date) {
    const [year, month, day] = value.split("-").map((part) => part.replace(/^0/, ""));
    for (const [name, part] of Object.entries({ year, month, day })) await type(page, `${question} .number-${name}`, part);
  } else await type(page, `${question} input[type=text]`, value);
  await settle(page);
  return true;
}

/** In a group of radio buttons Tab reaches the chosen one or the first; the arrows go on. */
async function radio(page, question, value) {
  await tabTo(page, `${question} input[type=radio]`);
  const at = () => page.evaluate(() => document.activeElement.value);
  if ((await at()) === value) {
    await page.keyboard.press("Space");
    return;
  }
  for (let step = 0; step < 20 && (await at()) !== value; step += 1) await page.keyboard.press("ArrowDown");
}

async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
}

async function press(page, selector, key) {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}

/** Lets the page draw what the last answer changed. */
export async function settle(page) {
  await page.evaluate(() => new Promise((drawn) => { setTimeout(() => requestAnimationFrame(() => setTimeout(drawn, 0)), 20); }));
}
