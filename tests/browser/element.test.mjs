// The element from the first screen to the result, and what it owes the page it stands in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { violations } from "./axe.mjs";
import { DESKTOP, hostPage, missingTexts, world } from "./open.mjs";
import { answerAll, answerScreen, back, compose, next, onScreen, shown } from "./visit.mjs";
import { PERSONAS } from "../personas/personas.mjs";

const HUANGYAN = 'district="331003" on="2023-01-01"';
/**
 * Two adults on low wages, a child at school and a grandmother with a severe disability, on 1 January 2023. Worked out by hand:
 *
 *     counted income   1600 + 1300                = 2900 yuan a month; in 2021–2025 the basic pension does not count
 *     per person       2900 / 4                   =  725 yuan, 316 below the standard of 1041
 *     allowance        1041 × 4 − 2900            = 1264 yuan a month
 *     living subsidy   30 % of 1041               =  312.30 yuan a month for the grandmother
 *     nursing subsidy  severe                     =  500 yuan a month
 *     together                                      2076.30 yuan a month
 */
const FAMILY = PERSONAS[1];
const ALLOWANCE = '[data-benefit="minimum_living_allowance"][data-subject="household"]';

let here;
before(async () => { here = await world(); });
after(() => here.close());

const textOf = async (page, selector) => (await page.locator(`huisuan-calculator ${selector}`).first().textContent()).replace(/\s+/g, " ");
const verdict = (page, selector) => page.locator(`huisuan-calculator ${selector}`).first().getAttribute("data-verdict");

test("a family of Huangyan is asked, and gets its result", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await compose(page, FAMILY);
  const missing = [];
  const asked = await answerAll(page, FAMILY, {}, async () => missing.push(...await missingTexts(page)));
  missing.push(...await missingTexts(page));
  assert.equal(await verdict(page, ALLOWANCE), "eligible");
  assert.ok(!asked.some((it) => /wage_income/.test(it)), "a yes or no needs no exact income");
  assert.match(await textOf(page, `${ALLOWANCE} .amount`), /每月.*到.*元|每月最多.*元/);

  await page.click('huisuan-calculator [data-go="refine"]');
  await answerAll(page, FAMILY, {}, async () => missing.push(...await missingTexts(page)));
  missing.push(...await missingTexts(page));
  assert.deepEqual(missing, []);
  assert.match(await textOf(page, `${ALLOWANCE} .amount`), /每月 1264 元/);
  assert.match(await textOf(page, `${ALLOWANCE} [data-condition="income"]`), /725\.00 元.*1041\.00 元.*低 316\.00 元/);
  assert.match(await textOf(page, '[data-benefit="disability_living_subsidy"][data-subject="m4"] .amount'), /312\.30 元/);
  assert.match(await textOf(page, '[data-benefit="disability_nursing_subsidy"][data-subject="m4"] .amount'), /每月 500 元/);
  assert.match(await textOf(page, ".overview .total"), /每月 2076\.30 元/);
  assert.equal(await page.locator("huisuan-calculator code").count(), 0, "a resident is told in words");
});

test("what is not known leads to a question that is left, never to a refusal, and changing it says what became different", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await compose(page, FAMILY);
  const unsure = { unsure: true };
  const money = ["income_per_head", "m1.own_income", "m2.own_income", "m3.own_income", "m4.own_income"].concat(...["wage", "business", "property", "transfer"]
    .map((kind) => ["m1", "m2", "m3", "m4"].map((member) => `${member}.${kind}_income`)));
  await answerAll(page, FAMILY, Object.fromEntries(money.map((it) => [it, unsure])));
  assert.equal(await verdict(page, ALLOWANCE), "undetermined");
  await page.locator(`huisuan-calculator ${ALLOWANCE} > summary`).click();
  await page.locator(`huisuan-calculator ${ALLOWANCE} [data-ask="income_per_head"]`).click();
  await answerScreen(page, FAMILY);
  await next(page);
  await onScreen(page, "result");
  assert.equal(await verdict(page, ALLOWANCE), "eligible");
  assert.match(await textOf(page, "[data-differences]"), /最低生活保障.*可能符合/);
});

test("going back and changing one answer loses nothing", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  const facts = () => page.evaluate(() => JSON.stringify(document.querySelector("huisuan-calculator").facts));
  await compose(page, FAMILY);
  const way = [];
  for (let step = 0; step < 4; step += 1) {
    way.push((await shown(page)).question);
    await answerScreen(page, FAMILY);
    await next(page);
  }
  const answered = await facts();
  for (const question of way.slice().reverse()) {
    await back(page);
    assert.equal((await shown(page)).question, question);
  }
  await back(page);
  await onScreen(page, "members");
  for (let step = 0; step < 5; step += 1) await next(page);
  assert.equal(await facts(), answered);

  const asked = way.concat(await answerAll(page, FAMILY));
  const complete = await facts();
  await page.click("huisuan-calculator .answers > summary");
  await page.click(`huisuan-calculator [data-change="${asked[0]}"]`);
  assert.equal((await shown(page)).question, asked[0]);
  await next(page);
  await onScreen(page, "result");
  assert.equal(await facts(), complete);
});

test("a value that cannot be is explained, and the person stays at the question", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await compose(page, PERSONAS[2]);
  await answerScreen(page, PERSONAS[2], { "m1.birth_date": { given: "1930-02-30" } });
  await next(page);
  assert.match(await textOf(page, ".problem"), /没有这一天/);
  assert.equal(await page.locator('huisuan-calculator [data-part="year"]').getAttribute("aria-invalid"), "true");
  assert.deepEqual(await violations(page), []);
});

test("nothing is asked of the network once the rules are there, and nothing is kept", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await onScreen(page, "start");
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await compose(page, FAMILY);
  await answerAll(page, FAMILY);
  await page.waitForTimeout(300);
  assert.deepEqual(requests, []);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, location.search, location.hash]),
    [0, 0, "", 0, "", ""]);
});

test("the events say what happens and nothing about the family", async (context) => {
  const listen = `<script>window.heard = []; ["ready", "step", "result", "error"].forEach((name) => document.addEventListener("huisuan-" + name, (event) =>
    window.heard.push([name, event.composed, JSON.stringify(event.detail)])));</script>`;
  const page = await here.open(context, { html: hostPage(HUANGYAN).replace("<main>", `${listen}<main>`), policy: "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" });
  await compose(page, FAMILY);
  await answerAll(page, FAMILY);
  const heard = await page.evaluate(() => window.heard);
  assert.equal(heard[0][0], "ready");
  assert.ok(heard.every(([, composed]) => composed));
  assert.equal(heard[heard.length - 1][0], "result");
  const told = heard.map(([, , detail]) => detail).join(" ");
  assert.doesNotMatch(told, /m\d|1985|1600|disab|income/);
  assert.match(told, /"counts":\{"eligible":\d/);
});

test("properties set before the element is registered are kept", async (context) => {
  const early = '<script>const it = document.querySelector("huisuan-calculator"); it.district = "331003"; it.textSize = "large"; it.facts = { members: [{ id: "m1", relation: "applicant", birth_date: "1930-01-01" }] };</script>';
  const page = await here.open(context, { html: hostPage("").replace("</main>", `</main>${early}`), policy: "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" });
  await onScreen(page, "start");
  assert.deepEqual(await page.evaluate(() => {
    const it = document.querySelector("huisuan-calculator");
    return [it.getAttribute("district"), it.textSize, it.facts.members[0].birth_date, Object.keys(it).includes("district")];
  }), ["331003", "large", "1930-01-01", false]);
});

test("two elements on a page know nothing of each other, and one that is taken out lets its engine go", async (context) => {
  const html = hostPage('district="331003"').replace("</main>", '<huisuan-calculator id="two" district="110109" lang="en"></huisuan-calculator></main>');
  const page = await here.open(context, { html });
  await page.waitForFunction(() => Array.from(document.querySelectorAll("huisuan-calculator")).every((it) => it.shadowRoot.querySelector('[data-screen="start"]')));
  const result = await page.evaluate(async () => {
    const [one, two] = document.querySelectorAll("huisuan-calculator");
    one.setFacts({ members: [{ id: "m1", birth_date: "1930-01-01" }] });
    const apart = [one.getSummary().district, two.getSummary().district, two.facts.members.length, "birth_date" in two.facts.members[0]];
    const { calculator } = one.visit.session;
    one.remove();
    await Promise.resolve();
    let freed = false;
    try { calculator.facts(); } catch { freed = true; }
    document.querySelector("main").appendChild(two);
    await Promise.resolve();
    return { apart, freed, moved: two.getSummary().district };
  });
  assert.deepEqual(result, { apart: ["331003", "110109", 1, false], freed: true, moved: "110109" });
});

test("what is put in and is no household leaves the answers as they are, and is told", async (context) => {
  const page = await here.open(context, { html: hostPage('district="331000" on="2024-02-30"') });
  await page.waitForFunction(() => document.querySelector("huisuan-calculator").shadowRoot.querySelector('[data-screen="start"]'));
  const result = await page.evaluate(() => {
    const element = document.querySelector("huisuan-calculator");
    const told = [];
    element.addEventListener("huisuan-error", (event) => told.push(event.detail.code));
    element.facts = { members: [{ id: "m1", birth_date: "1930-01-01" }] };
    element.facts = null;
    element.setFacts({ members: 5 });
    return { told, birth: element.facts.members[0].birth_date, on: element.getSummary().on, where: element.shadowRoot.querySelector(".where").textContent };
  });
  assert.deepEqual(result.told, ["facts", "facts"]);
  assert.equal(result.birth, "1930-01-01");
  // A day that is not in the calendar is as if it were not there, and a city is called by its name.
  assert.match(result.on, /^20\d\d-\d\d-\d\d$/u);
  assert.match(result.where, /台州市/u);
});

test("the focus and the page stay where they are until somebody acts, and then the heading has the focus", async (context) => {
  const page = await here.open(context, { html: hostPage(HUANGYAN).replace("<h1>", '<input id="mine"><h1>').replace("</main>", '<p id="below">下面</p></main>') });
  await page.focus("#mine");
  await onScreen(page, "start");
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.id, scrollY]), ["mine", 0]);
  await page.click("huisuan-calculator .primary");
  await onScreen(page, "members");
  assert.equal(await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.activeElement.className), "heading");
});

test("at 320 pixels, and in a desktop window, nothing is cut off at the side, and targets are large enough", async (context) => {
  for (const viewport of [{ width: 320, height: 640 }, DESKTOP]) {
    const page = await here.open(context, { attributes: `${HUANGYAN} text-size="largest" theme="elder"`, viewport });
    const faults = [];
    const check = async (state) => faults.push(...(await page.evaluate(() => {
      const root = document.querySelector("huisuan-calculator").shadowRoot;
      const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["wide"] : [];
      const small = Array.from(root.querySelectorAll("button, summary, .option, input[type=text], a"))
        .filter((it) => it.offsetParent && it.getBoundingClientRect().height < (it.matches(".primary, .district, .choice:not(.marks .choice)") ? 59.9 : 43.9)).map((it) => `small: ${it.className} ${it.textContent.slice(0, 20)} ${it.getBoundingClientRect().height}`);
      return wide.concat(small);
    })).map((it) => `${viewport.width} ${state}: ${it}`));
    await onScreen(page, "start");
    await check("start");
    await compose(page, PERSONAS[1]);
    await answerAll(page, PERSONAS[1], {}, async ({ question }) => check(question));
    await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("details").forEach((it) => { it.open = true; }));
    await check("result");
    assert.deepEqual(faults, []);
  }
});

test("a district without rules, and a server that does not answer, are said plainly", async (context) => {
  const page = await here.open(context, { attributes: 'district="999999"', expected: /no rules for 999999/ });
  await onScreen(page, "failed");
  assert.match(await textOf(page, "[role=alert]"), /还没有这个地方的规定.*12345/);
});

// The pictures of the README are taken anew only when they are asked for.
if (process.env.UPDATE_IMAGES === "1") {
  test("the pictures of the documents", async (context) => {
    for (const [name, viewport] of [["page-phone", { width: 390, height: 844 }], ["page-desktop", DESKTOP]]) {
      const page = await here.open(context, { viewport });
      await page.evaluate(() => document.querySelector("huisuan-calculator").setAttribute("on", "2023-01-01"));
      await compose(page, FAMILY, "331003");
      await answerAll(page, FAMILY);
      await page.click('huisuan-calculator [data-go="refine"]');
      await answerAll(page, FAMILY);
      await page.locator(`huisuan-calculator ${ALLOWANCE} .fold > summary`).nth(1).click();
      await page.evaluate(() => {
        document.querySelector("huisuan-calculator").shadowRoot.activeElement.blur();
        scrollTo(0, 0);
      });
      await page.screenshot({ path: fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url)) });
    }
  });
}
