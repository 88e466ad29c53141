// The first page, end to end: a real household of Huangyan entered by keyboard, and what the page owes everyone.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { violations } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { ANSWERS, DAY, DISTRICT, RELATIONS } from "./huangyan.mjs";
import { addMember, answer, settle, tabTo } from "./keyboard.mjs";
import { give, giveDay, giveMember } from "./quick.mjs";
import { serve } from "./server.mjs";

const IMAGES = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const ALLOWANCE = '[data-benefit="minimum_living_allowance"][data-subject="household"]';

let site;
let browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  if (browser) await browser.close();
  if (site) await site.close();
});

/** Opens the page; whatever goes wrong in it (an error, a broken policy, a missing file) fails the test at its end. */
async function open(context, viewport = DESKTOP) {
  const page = await browser.newPage({ viewport, locale: "zh-CN", reducedMotion: "reduce" });
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("requestfailed", (request) => faults.push(`${request.url()} failed`));
  context.after(async () => {
    await page.close();
    assert.deepEqual(faults, []);
  });
  await page.goto(site.url);
  await page.waitForSelector('main[data-state="choosing"]');
  return page;
}

async function openDistrict(context, viewport) {
  const page = await open(context, viewport);
  await page.click(`[data-adcode="${DISTRICT}"]`);
  await page.waitForSelector('main[data-state="ready"]');
  return page;
}

async function setDay(page, day) {
  await tabTo(page, "#day > summary");
  await page.keyboard.press("Enter");
  const [year, month, date] = day.split("-");
  for (const [name, part] of Object.entries({ year, month, day: date })) {
    await tabTo(page, `#day-${name}`);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(part);
  }
  await page.keyboard.press("Tab");
  await settle(page);
}

/** The household of huangyan.mjs; some answers may be others. */
async function enterHousehold(page, others = {}) {
  await giveDay(page, DAY);
  for (const relation of RELATIONS) await giveMember(page, relation);
  for (const [fact, value] of ANSWERS) await give(page, fact, fact in others ? others[fact] : value);
}

/** The same with nothing but the keyboard. */
async function enterHouseholdByKeyboard(page) {
  await setDay(page, DAY);
  for (const relation of RELATIONS) await addMember(page, relation);
  const asked = [];
  for (const [fact, value] of ANSWERS) {
    if (await answer(page, fact, value)) asked.push(fact);
  }
  return asked;
}

const verdict = (page, selector) => page.locator(selector).first().getAttribute("data-verdict");

/** The text of a part of the page, folded parts too, with every run of blanks as one. */
const textOf = async (page, selector) => (await page.locator(selector).first().textContent()).replace(/\s+/g, " ");

const missingTexts = (page) => page.evaluate(() => document.body.textContent.match(/⟦[^⟧]*⟧/g) || []);

test("nothing takes the focus or moves the page when it opens", async (context) => {
  const page = await open(context, PHONE);
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.tagName, window.scrollY]), ["BODY", 0]);
});

test("a district is chosen by keyboard, and can be changed", async (context) => {
  const page = await open(context);
  await tabTo(page, `[data-adcode="${DISTRICT}"]`);
  await page.keyboard.press("Enter");
  await page.waitForSelector('main[data-state="ready"]');
  assert.match(await textOf(page, "#district-choice"), /浙江省 台州市 黄岩区/);
  assert.ok((await page.locator("[data-verdict]").count()) > 5);
  await page.click("#district-choice button");
  assert.ok((await page.locator(`[data-adcode="${DISTRICT}"]`).count()) === 1);
});

test("with nothing entered nothing is promised and nothing is refused for good", async (context) => {
  const page = await openDistrict(context);
  assert.equal(await page.locator('[data-verdict="eligible"]').count(), 0);
  assert.equal(await verdict(page, ALLOWANCE), "undetermined");
  assert.match(await textOf(page, `${ALLOWANCE} .verdict`), /还差 \d+ 项信息/);
});

test("a household of Huangyan entered by keyboard gets the amounts worked out by hand", async (context) => {
  const page = await openDistrict(context);
  const asked = await enterHouseholdByKeyboard(page);
  assert.ok(asked.includes("m1.wage_income") && asked.includes("m4.disability_grade"), asked.join());

  assert.equal(await verdict(page, ALLOWANCE), "eligible");
  assert.match(await textOf(page, `${ALLOWANCE} .amount`), /每月 1264 元/);
  const income = `${ALLOWANCE} [data-condition="income"]`;
  assert.equal(await page.locator(income).getAttribute("data-state"), "met");
  assert.match(await textOf(page, `${income} .measured`), /725\.00 元.*低于.*1041\.00 元.*低 316\.00 元/);
  assert.match(await textOf(page, `${income} .basis`), /《.+》/);
  assert.match(await textOf(page, ALLOWANCE), /2900\.00 元/, "the working shows the income counted");
  assert.match(await textOf(page, ALLOWANCE), /户口簿/);
  assert.match(await textOf(page, ALLOWANCE), /街道/);

  const subsidy = '[data-benefit="disability_living_subsidy"][data-subject="m4"]';
  assert.equal(await verdict(page, subsidy), "eligible");
  assert.match(await textOf(page, `${subsidy} .amount`), /312\.30 元/);
  assert.equal(await verdict(page, '[data-benefit="disability_living_subsidy"][data-subject="m3"]'), "ineligible");

  const nursing = '[data-benefit="disability_nursing_subsidy"][data-subject="m4"]';
  assert.equal(await verdict(page, nursing), "eligible");
  assert.match(await textOf(page, `${nursing} .amount`), /每月 500 元/);
  assert.match(await textOf(page, `${nursing} .notice`), /只核实到.*请向经办机构核实/, "an old figure says so");

  assert.match(await textOf(page, ".overview .total"), /每月 2076\.30 元/);
  await page.waitForFunction(() => /可能符合 \d+ 项/.test(document.getElementById("announcer").textContent));
  assert.deepEqual(await missingTexts(page), []);
});

test("an unknown wage keeps a range, and answering it in place gives the amount", async (context) => {
  const page = await openDistrict(context);
  await enterHousehold(page, { "m2.wage_income": "(unsure)" });
  assert.equal(await verdict(page, ALLOWANCE), "undetermined");
  assert.match(await textOf(page, `${ALLOWANCE} .amount`), /每月最多 2564 元/);
  assert.match(await textOf(page, `${ALLOWANCE} .missing`), /丈夫或妻子.*工资/);

  await page.locator(`${ALLOWANCE} > summary`).click();
  await page.locator(`${ALLOWANCE} .missing button`).first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "q-m2.wage_income-field");
  await page.keyboard.type("1300");
  await page.keyboard.press("Tab");
  await settle(page);
  assert.equal(await verdict(page, ALLOWANCE), "eligible");
  assert.match(await textOf(page, `${ALLOWANCE} .amount`), /每月 1264 元/);

  await answer(page, "m2.wage_income", "1400");
  assert.match(await textOf(page, `${ALLOWANCE} .amount`), /每月 1164 元/);
  await answer(page, "m2.wage_income", "(unsure)");
  assert.equal(await verdict(page, ALLOWANCE), "undetermined");
});

test("a value that cannot be is explained beside its question, and the rest still counts", async (context) => {
  const page = await openDistrict(context);
  await setDay(page, DAY);
  await answer(page, "m1.birth_date", "1930-02-30");
  const problem = page.locator("#q-m1\\.birth_date-problem");
  assert.match(await problem.textContent(), /没有这一天/);
  assert.equal(await page.locator("#q-m1\\.birth_date-day").getAttribute("aria-invalid"), "true");
  assert.equal(await verdict(page, ALLOWANCE), "undetermined");
  await answer(page, "m1.birth_date", "1930-02-28");
  assert.equal(await problem.isVisible(), false);

  await answer(page, "m1.wage_income", "99999999");
  assert.match(await page.locator("#q-m1\\.wage_income-problem").textContent(), /请填 0 到 1000000 之间的数/);
  await answer(page, "m1.wage_income", "一千");
  assert.match(await page.locator("#q-m1\\.wage_income-problem").textContent(), /请只填数字/);
  assert.deepEqual(await violations(page), []);
});

test("a day that does not exist is refused, and the last result stays", async (context) => {
  const page = await openDistrict(context);
  await setDay(page, DAY);
  await giveDay(page, "2023-02-30");
  assert.match(await page.locator("#day-problem").textContent(), /没有这一天.*2023年1月1日/);
  assert.equal(await verdict(page, ALLOWANCE), "undetermined");
  await giveDay(page, "2023-02-28");
  assert.equal(await page.locator("#day-problem").isVisible(), false);
  assert.match(await textOf(page, "#day > summary"), /2023年2月28日/);
});

test("members can be removed, and brought back with their answers", async (context) => {
  const page = await openDistrict(context);
  await addMember(page, "spouse");
  assert.equal(await page.evaluate(() => document.activeElement.id), "subject-m2");
  await answer(page, "m2.birth_date", "1950-01-31");
  await page.locator('[data-subject="m2"].subject .tools button').click();
  await settle(page);
  assert.equal(await page.locator('[data-subject="m2"]').count(), 0);
  await page.keyboard.press("Enter");
  await settle(page);
  assert.equal(await page.inputValue("#q-m2\\.birth_date-year"), "1950");
});

test("everything can be cleared, after asking once", async (context) => {
  const page = await openDistrict(context);
  await answer(page, "m1.birth_date", "1950-01-31");
  await page.click("#erase");
  await page.click("#erase-yes");
  await settle(page);
  assert.equal(await page.inputValue("#q-m1\\.birth_date-year"), "");
});

test("the other language shows the same answers, and no text is missing in either", async (context) => {
  const page = await openDistrict(context);
  await answer(page, "m1.birth_date", "1930-01-31");
  assert.deepEqual(await missingTexts(page), []);
  await page.click("#language");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.inputValue("#q-m1\\.birth_date-year"), "1930");
  assert.match(await textOf(page, "#results-title"), /Results/);
  assert.deepEqual(await missingTexts(page), []);
  const chinese = await page.evaluate(() => Array.from(document.querySelectorAll("h1, h2, .promises, .verdict, .count, .quiet:not(#language), .add, .fold > summary, .why > summary"))
    .map((node) => node.textContent).filter((words) => /[\u4e00-\u9fff]/.test(words) && !/离休/.test(words)));
  assert.deepEqual(chinese, []);
  assert.deepEqual(await violations(page), []);
});

test("after the page is ready it asks the network for nothing, keeps nothing, and puts nothing into the address", async (context) => {
  const page = await openDistrict(context);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await addMember(page, "spouse");
  await answer(page, "m2.birth_date", "1950-01-31");
  await page.click("#language");
  await settle(page);
  await page.waitForTimeout(500);
  assert.deepEqual(requests, []);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, location.search]),
    [0, 0, "", 0, ""]);
});

test("no barrier is found in any main state, on a phone and on a desktop", async (context) => {
  const page = await open(context, PHONE);
  const check = async (state) => {
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport);
      assert.deepEqual(await violations(page), [], `${state}, ${viewport.width} pixels`);
    }
  };
  await check("choosing");
  await page.click(`[data-adcode="${DISTRICT}"]`);
  await page.waitForSelector('main[data-state="ready"]');
  await check("nothing entered");
  await enterHousehold(page, { "m2.wage_income": "(unsure)" });
  await check("a household");
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  await settle(page);
  await check("everything open");
});

test("what can be pressed is large enough for a finger", async (context) => {
  const page = await openDistrict(context, PHONE);
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  await settle(page);
  const small = await page.evaluate(() => Array.from(document.querySelectorAll("main button, main select, main summary, main input[type=text], main .option, #shortcut a"))
    .map((node) => ({ words: node.textContent.trim().slice(0, 30), height: node.getBoundingClientRect().height }))
    .filter((it) => it.height > 0 && it.height < 44));
  assert.deepEqual(small, []);
});

test("at 320 pixels, and at four times the size, nothing is cut off at the side", async (context) => {
  const page = await openDistrict(context, { width: 320, height: 640 });
  await addMember(page, "spouse");
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  await settle(page);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await wide(), 0);
  await page.click("#language");
  assert.equal(await wide(), 0);
});

// The pictures of the README are taken anew only when they are asked for.
if (process.env.UPDATE_IMAGES === "1") {
  test("the pictures of the documents", async (context) => {
    await mkdir(IMAGES, { recursive: true });
    for (const [name, viewport] of [["page-phone", PHONE], ["page-desktop", DESKTOP]]) {
      const page = await openDistrict(context, viewport);
      await enterHousehold(page);
      await page.evaluate(() => {
        document.activeElement.blur();
        document.querySelector('#results [data-benefit="minimum_living_allowance"] details').open = true;
        document.getElementById("day").open = false;
        document.getElementById(window.innerWidth < 900 ? "results" : "district").scrollIntoView();
        document.getElementById("results").scrollTop = 0;
      });
      await settle(page);
      await page.screenshot({ path: `${IMAGES}${name}.png` });
    }
  });
}
