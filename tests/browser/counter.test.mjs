// The counter: one page for a family, by keyboard, with nothing left behind.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { missingTexts, world } from "./open.mjs";
import { qrIn } from "./pixels.mjs";
import { DIST } from "./server.mjs";

const SCREEN = { width: 1280, height: 800 };
/**
 * A couple born in 1985 and 1987 with wages of 900 and 800 yuan, a child of 2015 and a grandmother of 1935, all registered here; no other
 * income, no savings, no car, one home, nothing received yet. The first key narrows the questions to the first benefit of the strip.
 */
const FAMILY = "F6 8 5 Enter + 2 + 3 + 5 8 7 Enter 1 5 Enter 3 5 Enter 1 * 1 * 0 0 * 0 Enter 0 Enter 1 Enter 2 0 Enter 9 0 0 Enter 8 0 0 Enter 0 * 0 * 0 * 0 * 0 *".split(" ");

let here;
before(async () => { here = await world(); });
after(() => here.close());

/** The counter's page, ready, with the focus in the first cell. */
async function counter(context, options = {}) {
  const page = await here.open(context, { path: "counter.html?district=331003&on=2026-07-01", viewport: SCREEN, ...options });
  await page.waitForSelector("huisuan-calculator .cell");
  await page.waitForFunction(() => document.querySelector("huisuan-calculator").shadowRoot.activeElement);
  return page;
}

async function press(page, keys) { for (const key of keys) await page.keyboard.press(key); }

const focused = (page) => page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.activeElement?.getAttribute("data-fact"));
const chip = (page, benefit) => page.evaluate((id) => {
  const it = document.querySelector("huisuan-calculator").shadowRoot.querySelector(`.chip[data-benefit="${id}"]`);
  return [it.getAttribute("data-verdict"), it.querySelector(".chip-state").textContent];
}, benefit);
/** All that the page says, with what stands in its fields. */
const everything = (page) => page.evaluate(() => {
  const { shadowRoot } = document.querySelector("huisuan-calculator");
  return shadowRoot.innerHTML + Array.from(shadowRoot.querySelectorAll("input, select"), (it) => it.value).join("|");
});
/** Whether the cell that has the focus, its question and the head of its column are all to be seen. */
const inSight = (page) => page.evaluate(() => {
  const root = document.querySelector("huisuan-calculator").shadowRoot;
  const cell = root.activeElement;
  const at = cell.closest("tr");
  const member = root.querySelectorAll("thead th")[Array.from(at.children).indexOf(cell.closest("td")) - 1];
  const isSeen = (it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return [[left + 3, (top + bottom) / 2], [right - 3, (top + bottom) / 2]].every(([x, y]) => it.contains(root.elementFromPoint(x, y)));
  };
  return { cell: isSeen(cell), question: isSeen(at.querySelector("th")), member: isSeen(member) };
});
const answers = (page) => page.evaluate(() => document.querySelector("huisuan-calculator").facts);
const shows = (page, selector) => page.locator(`huisuan-calculator ${selector}`).first().textContent();

test("a family of four with two benefits takes at most 60 keys", async (context) => {
  const page = await counter(context);
  const began = Date.now();
  await press(page, FAMILY);
  context.diagnostic(`${FAMILY.length} keys, answered in ${Date.now() - began} ms of a machine's typing`);
  assert.ok(FAMILY.length <= 60);
  assert.deepEqual(await chip(page, "minimum_living_allowance"), ["eligible", "每月 2464 元"]);
  const facts = await answers(page);
  assert.equal((await chip(page, "high_age_allowance"))[0], "eligible");
  assert.equal(facts.members.length, 4);
  assert.deepEqual(facts.members.map((it) => it.wage_income), ["900", "800", "0", "0"]);
  assert.deepEqual(facts.members[3].birth_date, { atLeast: "1935-01-01", atMost: "1935-12-31" });
  assert.deepEqual(await missingTexts(page), []);
  // 1041 × 4 − 1700 = 2464; the explanation has the sum, the standard and the clause.
  assert.match(await shows(page, ".explained"), /425\.00 元.*1041\.00 元.*低 616\.00 元/s);
  assert.match(await shows(page, ".explained .working"), /2464/);
  assert.ok(await page.locator("huisuan-calculator .explained .working code").count() > 0, "a clerk sees the formulas");
  assert.match(await shows(page, ".explained .basis"), /《.+》/);
});

test("what if: the family as it is stays, and every difference is shown", async (context) => {
  const page = await counter(context);
  await press(page, FAMILY);
  const before = JSON.stringify(await answers(page));
  await page.click('huisuan-calculator [data-fact="m1.wage_income"]');
  await press(page, ["F4", ..."1900", "Enter"]);
  assert.match(await shows(page, '.compare [data-changed="minimum_living_allowance"]'), /2464.*1464.*-1000\.00/);
  assert.match(await shows(page, '.changed:has([data-fact="m1.wage_income"])'), /原：900/);
  assert.equal(JSON.stringify(await answers(page)), before);
  assert.deepEqual(await violations(page), []);
  await press(page, ["F4"]);
  assert.deepEqual(await chip(page, "minimum_living_allowance"), ["eligible", "每月 2464 元"]);
  assert.equal(await page.locator("huisuan-calculator .compare").count(), 0);
});

test("a member comes and goes by keyboard, also in what if", async (context) => {
  const page = await counter(context);
  await press(page, FAMILY);
  const members = async () => (await answers(page)).members.map((it) => it.id);
  await page.click('huisuan-calculator [data-fact="m3.wage_income"]');
  await press(page, ["F4", "Shift+F2"]);
  assert.equal(await page.locator("huisuan-calculator .family thead th").count(), 3);
  assert.equal(await focused(page), "m4.wage_income");
  // Three with 1700 yuan: 1041 × 3 − 1700 = 1423.
  assert.match(await shows(page, '.compare [data-changed="minimum_living_allowance"]'), /2464.*1423.*-1041\.00/);
  await press(page, ["F4"]);
  assert.deepEqual(await members(), ["m1", "m2", "m3", "m4"]);
  await page.click('huisuan-calculator [data-fact="m2.wage_income"]');
  await press(page, ["Shift+F2"]);
  assert.deepEqual(await members(), ["m1", "m3", "m4"]);
  await press(page, ["Shift+F2", "Shift+F2", "Shift+F2"]);
  assert.equal((await members()).length, 1);
});

test("another day has the figures of that day, for the family and for what if", async (context) => {
  const page = await counter(context);
  await press(page, FAMILY);
  const day = page.locator('huisuan-calculator [data-bar="day"]');
  const set = async (text) => { await day.click(); await press(page, ["Control+a", ...text, "Tab"]); };
  // The last day of the standard before: 950 × 4 − 1700 = 2100.
  await press(page, ["F4"]);
  await set("20221130");
  assert.match(await shows(page, '.compare [data-changed="minimum_living_allowance"]'), /2464.*2100.*-364\.00/);
  await press(page, ["F4"]);
  assert.equal(await day.inputValue(), "2026-07-01");
  assert.deepEqual(await chip(page, "minimum_living_allowance"), ["eligible", "每月 2464 元"]);
  await set("20221130");
  assert.deepEqual(await chip(page, "minimum_living_allowance"), ["eligible", "每月 2100 元"]);
  await set("20220230");
  assert.equal(await day.getAttribute("aria-invalid"), "true");
  assert.deepEqual(await chip(page, "minimum_living_allowance"), ["eligible", "每月 2100 元"]);
});

test("one key clears it, and nothing is left behind or was asked of the network", async (context) => {
  const page = await counter(context);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  const empty = JSON.stringify(await answers(page));
  const untouched = await everything(page);
  await press(page, [...FAMILY, "F4", "F8"]);
  assert.match(await everything(page), /2464/);
  await press(page, ["F9"]);
  assert.equal(JSON.stringify(await answers(page)), empty);
  // Not a field, a word or an attribute tells of the family.
  assert.equal(await everything(page), untouched);
  await press(page, ["Control+z"]);
  assert.equal(await everything(page), untouched);
  assert.equal(await page.locator("huisuan-calculator thead th").count(), 1);
  assert.equal(await page.locator("huisuan-calculator .compare").count(), 0);
  assert.equal(await focused(page), "m1.birth_date");
  assert.deepEqual(requests, []);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, location.hash]), [0, 0, "", 0, ""]);
});

test("cells are entered in any order, and an answer that cannot be is said and set aside", async (context) => {
  const page = await counter(context);
  await page.click('huisuan-calculator [data-fact="savings"]');
  await press(page, [..."2e4", "Enter"]);
  assert.match(await shows(page, ".counter-problems"), /请只填数字/);
  await page.click('huisuan-calculator [data-fact="m1.birth_date"]');
  await press(page, ["Control+a", ..."19500230"]);
  assert.match(await shows(page, ".counter-problems"), /没有这一天/);
  await page.click('huisuan-calculator [data-fact="m1.birth_date"]');
  await press(page, ["Control+a", ..."19500228"]);
  assert.equal((await answers(page)).members[0].birth_date, "1950-02-28");
  await press(page, ["Control+ArrowUp"]);
  await page.click('huisuan-calculator [data-fact="m1.disability_grade"]');
  await press(page, ["Escape", "-"]);
  assert.equal((await answers(page)).members[0].disability_grade, null);
  await page.click('huisuan-calculator [data-bar="day"]');
  await press(page, ["Control+a", ..."20240101", "Tab"]);
  assert.match(await page.locator("huisuan-calculator .chip").first().textContent(), /./);
  assert.equal(await page.locator('huisuan-calculator [data-bar="day"]').inputValue(), "2024-01-01");
});

test("no barrier is found, in any language and at each size, and nothing is cut off at the side", async (context) => {
  for (const viewport of [SCREEN, { width: 1920, height: 1080 }, { width: 1024, height: 768 }, { width: 360, height: 740 }]) {
    const page = await counter(context, { viewport });
    await press(page, FAMILY);
    // What is looked for is not another at a width between.
    if (viewport === SCREEN || viewport.width < 400) assert.deepEqual(await violations(page), []);
    // The cell that has the focus is seen with its question and with whose it is.
    await page.click('huisuan-calculator [data-fact="m4.wage_income"]');
    const seen = await inSight(page);
    assert.ok(seen.cell && seen.question && (seen.member || viewport.width < 400), `${viewport.width}: ${JSON.stringify(seen)}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${viewport.width}`);
    if (viewport !== SCREEN) continue;
    for (const [lang, words] of [["zh-Hant", "核驗碼"], ["en", "Check code"]]) {
      await page.click(`[data-lang="${lang}"]`);
      await page.waitForFunction((it) => document.querySelector("huisuan-calculator").shadowRoot.textContent.includes(it), words);
      assert.deepEqual(await missingTexts(page), []);
      assert.deepEqual(await violations(page), []);
    }
  }
});

test("every fact that the rules declare can be entered, deductions with the rest", async (context) => {
  const page = await counter(context);
  await page.selectOption('huisuan-calculator [data-fact="supporters"]', "1");
  const cells = await page.evaluate(() => Array.from(document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("[data-fact]"), (it) => it.getAttribute("data-fact").replace(/^\w+\./, "")));
  const packs = await Promise.all(["000000", "330000", "331000", "331003"].map(async (it) => JSON.parse(await readFile(`${DIST}rules/${it}.json`, "utf8"))));
  const facts = Object.assign({}, ...packs.map((it) => it.facts));
  // A clerk gives the thing itself, not the yes or no before it, and the parts instead of the whole they make.
  const before = new Set(Object.values(facts).map((it) => it.askedIf?.fact));
  const wholes = ["income_per_head", "own_income", "costs_year"];
  const entered = Object.keys(facts).filter((it) => !before.has(it) && !wholes.includes(it));
  assert.ok(entered.length > 40 && entered.includes("exempt_income"), `${entered.length}`);
  assert.deepEqual(entered.filter((it) => !cells.includes(it)), []);
});

test("where the line is down another language or place is not had, and the family is not lost", async (context) => {
  const page = await counter(context, { expected: /INTERNET_DISCONNECTED|Failed to fetch|failed/ });
  await press(page, FAMILY);
  const before = JSON.stringify(await answers(page));
  await page.context().setOffline(true);
  await page.click('[data-lang="en"]');
  await page.waitForSelector("[data-offline]:not([hidden])");
  await page.waitForSelector("huisuan-calculator .cell");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  assert.deepEqual(await chip(page, "minimum_living_allowance"), ["eligible", "每月 2464 元"]);
  await page.selectOption('huisuan-calculator [data-bar="district"]', "110109");
  await page.click('huisuan-calculator [data-screen="failed"] button');
  await page.waitForSelector("huisuan-calculator .cell");
  assert.equal(JSON.stringify(await answers(page)), before);
});

test("the resident's page does not fetch the counter", async (context) => {
  const page = await here.open(context, { path: "" });
  await page.waitForSelector('huisuan-calculator [data-screen="start"]');
  assert.ok(!(await page.evaluate(() => performance.getEntriesByType("resource").some((it) => it.name.includes("huisuan-counter")))));
});

test("the sheet is printed as A4 and as a slip, with what came out and a code for it, and nobody's name or answers", async (context) => {
  const page = await counter(context);
  // What a print leaves behind is seen in the frame's own `print`, which browsers without a printer do not have.
  await page.evaluate(() => {
    window.printed = [];
    const append = Node.prototype.appendChild;
    Node.prototype.appendChild = function appendChild(node) {
      const added = append.call(this, node);
      if (node.nodeName === "IFRAME") node.contentWindow.print = () => {
        const { document: inner } = node.contentWindow;
        window.printed.push({ paper: inner.body.className, words: inner.body.textContent, rules: Array.from(inner.adoptedStyleSheets).map((it) => Array.from(it.cssRules).map((rule) => rule.cssText).join("")).join(""), wide: inner.body.scrollWidth, tall: inner.body.firstElementChild.getBoundingClientRect().height });
      };
      return added;
    };
  });
  await press(page, [...FAMILY, "F8"]);
  assert.deepEqual(await violations(page), []);
  await press(page, ["Enter"]);
  await page.click('huisuan-calculator [data-paper="slip"]');
  await press(page, ["Enter"]);
  const [a4, slip] = await page.evaluate(() => window.printed);
  assert.deepEqual([a4.paper, slip.paper], ["paper paper-a4", "paper paper-slip"]);
  assert.match(a4.rules, /size: 210mm 297mm/);
  assert.match(slip.rules, /size: 80mm \d+mm/);
  // Both are one sheet: of A4 there are 269 mm between the margins, and the slip is as long as it has to be.
  const tall = (mm) => (mm * 96) / 25.4;
  assert.ok(a4.tall < tall(269), `${a4.tall}`);
  assert.ok(slip.tall < tall(Number(/size: 80mm (\d+)mm/.exec(slip.rules)[1]) - 8), `${slip.tall}`);
  for (const { words } of [a4, slip]) {
    assert.match(words, /最低生活保障.*每月 2464 元/);
    assert.match(words, /核验码：[0-9A-Z]{4}-[0-9A-Z]{4}/);
    assert.match(words, /最低生活保障标准（低保标准）”只核实到 2023年11月30日/);
    assert.doesNotMatch(words, /1985|900/);
  }
  const address = await qrIn(page, await page.locator("huisuan-calculator .qr").screenshot());
  assert.ok(address.startsWith(`${here.url}#huisuan=`), address);
  context.diagnostic(`the address has ${address.length} characters`);
  await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.activeElement.blur());
  await press(page, ["F9"]);
  assert.equal(await page.locator("huisuan-calculator iframe").count(), 0);
});

test("the check code reproduces the case, and says when the rules are others", async (context) => {
  // The page's look at its own policy is dropped when it is loaded anew.
  const page = await counter(context, { expected: /counter\.html\S+ failed/ });
  await press(page, [...FAMILY, "F8"]);
  const code = (await shows(page, ".long-code")).trim();
  const short = (await shows(page, ".short-code")).trim();
  const assessment = () => page.evaluate(() => JSON.stringify(document.querySelector("huisuan-calculator").getSummary()));
  const before = await assessment();
  await press(page, ["F9"]);
  assert.notEqual(await assessment(), before);
  const enter = async (text) => {
    await page.fill('huisuan-calculator [data-bar="code"]', text);
    await press(page, ["Enter"]);
    await page.waitForFunction(() => document.querySelector("huisuan-calculator").shadowRoot.querySelector(".said").textContent !== "");
    return shows(page, ".said");
  };
  assert.match(await enter(`${here.url}#huisuan=${code}`), new RegExp(`规则与当时相同.*${short}`));
  assert.equal(await assessment(), before);
  await press(page, ["F9"]);
  assert.match(await enter(code.slice(0, -3)), /不完整或有错/);

  // The same place, with another pack: a published figure is corrected.
  const pack = await readFile(new URL("rules/331003.json", `file://${DIST}`), "utf8");
  const changed = pack.replace(/"version":"[^"]*"/, '"version":"2099.01.01"');
  const sum = createHash("sha256").update(changed).digest("hex");
  await page.route("**/rules/*", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop();
    if (name === "331003.json") return route.fulfill({ body: changed, contentType: "application/json" });
    if (name !== "index.json") return route.continue();
    const index = await (await route.fetch()).json();
    index.packs.find((it) => it.adcode === "331003").sha256 = sum;
    return route.fulfill({ json: index });
  });
  await page.reload();
  await page.waitForSelector("huisuan-calculator .cell");
  assert.match(await enter(code), /规则.*比现在的早.*结果可能不同/);
});
