// A changed figure, and who gains and loses by it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { violations } from "./axe.mjs";
import { world } from "./open.mjs";
import { DIST } from "./server.mjs";

const STANDARD = "[data-figure=unified_living_standard]";
const member = (id, relation, birth_date, wage_income) => ({
  id, relation, birth_date, away: "none", local_household_registration: true, wage_income, business_income: "0", property_income: "0", transfer_income: "0", basic_pension_income: "0", receiving: [],
});
/** Four people with 1700 yuan: 1041 × 4 − 1700 = 2464, and with a standard of 1200, 1200 × 4 − 1700 = 3100. */
const FAMILY = {
  id: "four", members: [member("m1", "applicant", "1985-03-02", "900"), member("m2", "spouse", "1987-11-20", "800"), member("m3", "child", "2015-09-15", "0"), member("m4", "parent", "1965-05-06", "0")],
  savings: "0", vehicles: 0, houses: 1, non_residential_house: false, business_capital: "0", supporters: [],
};

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMAND = process.env.HUISUAN || `${ROOT}target/debug/huisuan`;

let here;
let folder;
before(async () => {
  here = await world();
  folder = await mkdtemp(join(tmpdir(), "huisuan-scenarios-"));
});
after(async () => {
  await here.close();
  await rm(folder, { recursive: true });
});

/** What the command says, with its exit code. */
function command(...words) {
  return new Promise((resolve) => execFile(COMMAND, words, { cwd: ROOT, maxBuffer: 1 << 28 }, (error, out, told) => resolve({ code: error ? error.code : 0, out, told })));
}

async function open(context, all) {
  const page = await here.open(context, { path: "scenarios.html", viewport: { width: 1280, height: 800 } });
  await page.waitForSelector("[data-tool=begin]");
  // Few examples, so that the test is about the change and not about their number.
  if (!all) await page.route("**/cases/*.json", async (route) => route.fulfill({ json: (await (await route.fetch()).json()).slice(0, 6) }));
  await page.selectOption("[data-tool=district]", "331003");
  await page.fill("[data-tool=day]", "2026-07-01");
  await page.press("[data-tool=day]", "Tab");
  await page.waitForFunction(() => /1041/.test(document.querySelector(".figures").textContent));
  return page;
}

async function enter(page, figure, value) {
  await page.fill(figure, value);
  await page.press(figure, "Tab");
}

async function set(page, value) {
  await enter(page, STANDARD, value);
  await begin(page);
}

async function begin(page) {
  await page.click("[data-tool=begin]");
  await page.waitForFunction(() => !document.querySelector("[data-tool=begin]").disabled && document.querySelector(".outcome").childNodes.length > 0, undefined, { timeout: 120000 });
}

test("a higher standard: the pasted family gets what the arithmetic says, and the changed pack can be saved", async (context) => {
  const page = await open(context);
  await page.fill("[data-tool=pasted]", `${JSON.stringify(FAMILY)}\n${JSON.stringify({ id: "bad", members: [{ id: "m1", birth_date: "1990-02-30" }] })}\n`);
  await set(page, "1200");
  const row = await page.locator("[data-table=households] tr", { hasText: "2464.00" }).first().textContent();
  assert.match(row, /最低生活保障.*全家.*每月 2464\.00 元.*每月 3100\.00 元\+636\.00/);
  assert.match(await page.textContent(".note"), /bad/);
  const lots = await page.evaluate(() => Array.from(document.querySelectorAll("[data-lot]"), (it) => Number(it.textContent.match(/\d+/)[0])));
  assert.equal(lots.reduce((all, it) => all + it, 0), 7);
  assert.deepEqual(await violations(page), []);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-download="331000.json"]')]);
  const saved = JSON.parse(await readFile(await download.path(), "utf8"));
  const published = JSON.parse(await readFile(`${DIST}rules/331000.json`, "utf8"));
  const { values } = published.parameters.unified_living_standard;
  values[values.length - 1].value = "1200";
  assert.deepEqual(saved, published);
  assert.equal(await page.locator("[data-download]").count(), 1);
  // The command takes what was saved in the place of what was published.
  const packs = (await readdir(`${DIST}rules`)).filter((it) => /^\d{6}\.json$/.test(it));
  await Promise.all(packs.map((it) => cp(`${DIST}rules/${it}`, join(folder, "saved", it))));
  await cp(await download.path(), join(folder, "saved/331000.json"));
  const checked = await command("check", "331003", "--rules", join(folder, "saved"));
  assert.deepEqual([checked.code, checked.told], [0, ""], checked.out);
});

test("a line and a share, each of another pack: who comes in, and both packs can be saved", async (context) => {
  const page = await open(context);
  // 1800 yuan are more than 1.5 times 1041, and less than twice.
  await page.fill("[data-tool=pasted]", JSON.stringify(Object.assign({}, FAMILY, { id: "one", members: [Object.assign(member("m1", "applicant", "1985-03-02", "1800"), { disability_grade: null })] })));
  await page.fill("[data-tool=filter]", "边缘");
  await enter(page, "[data-figure=marginal_household_factor]", "2");
  await page.fill("[data-tool=filter]", "");
  await enter(page, "[data-figure=high_age_80]", "80");
  await begin(page);
  const row = await page.locator("[data-table=households] tr", { hasText: "低保边缘家庭" }).filter({ hasText: "one" }).first().textContent();
  assert.match(row, /由经办机构认定（符合的话每年 1200\.00 元）可能符合 每年 1200\.00 元\+1200\.00/);
  assert.deepEqual(await page.locator("[data-download]").evaluateAll((all) => all.map((it) => it.getAttribute("data-download"))), ["330000.json", "331003.json"]);
  // An amount below nothing is refused, as the command would.
  await enter(page, "[data-figure=marginal_household_factor]", "1.5");
  await enter(page, "[data-figure=high_age_80]", "-1");
  await begin(page);
  assert.match(await page.textContent("[role=status]"), /没有通过检查/);
  assert.match(await page.textContent(".outcome"), /高龄津贴.*\/parameters\/high_age_80: .*breaks the bound/);
});

test("the page counts those who gain and lose as the command does", async (context) => {
  const page = await open(context, true);
  await set(page, "1200");
  const lots = await page.evaluate(() => Object.fromEntries(Array.from(document.querySelectorAll("[data-lot]"), (it) => [it.getAttribute("data-lot"), Number(it.textContent.match(/\d+/)[0])])));
  const changed = join(folder, "changed");
  await cp(`${ROOT}rules`, changed, { recursive: true });
  const file = join(changed, "331000/minimum_living_allowance.json");
  const text = await readFile(file, "utf8");
  assert.match(text, /"value": "1041"/);
  await writeFile(file, text.replace('"value": "1041"', '"value": "1200"'));
  const { out } = await command("diff", "rules", changed, "--on", "2026-07-01", "--district", "331003", "--generate", "0", "--format", "json");
  const { summary, places: [{ benefits }] } = JSON.parse(out);
  context.diagnostic(JSON.stringify(lots));
  assert.deepEqual(lots, { gain: summary.gain, loss: summary.lose, other: summary.turn, same: summary.same });
  assert.ok(lots.gain > 50 && lots.loss > 0);
  assert.doesNotMatch(await page.textContent("main"), /⟦|undefined/);
  const touched = await page.evaluate(() => Array.from(document.querySelectorAll("[data-benefit]"), (it) => it.getAttribute("data-benefit")));
  assert.deepEqual(touched, benefits.map((it) => it.benefit));
});

test("a figure that cannot be is refused by the checker, in its words", async (context) => {
  const page = await open(context);
  await set(page, "much");
  assert.match(await page.textContent("[role=status]"), /没有通过检查/);
  assert.match(await page.textContent(".outcome"), /\/parameters\/unified_living_standard/);
  await page.click('[data-lang="en"]');
  await page.waitForFunction(() => /If a standard changed/.test(document.title));
  assert.doesNotMatch(await page.textContent("main"), /⟦/);
});
