// Taking the result away: another device, paper, a picture; and leaving nothing behind that nobody asked for.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { DESKTOP, hostPage, missingTexts, PHONE, world } from "./open.mjs";
import { pixelsOf, qrIn } from "./pixels.mjs";
import { answerAll, answerScreen, compose, next, onScreen, shown } from "./visit.mjs";
import { PERSONAS } from "../personas/personas.mjs";
import { checkCode, codeIn, encode, fragmentOf } from "../../www/model/fragment.js";
import { Household } from "../../www/model/household.js";
import { STRICT } from "./server.mjs";

const HUANGYAN = 'district="331003" on="2023-01-01"';
const FAMILY = PERSONAS[1];

let here;
before(async () => { here = await world(); });
after(() => here.close());

const inside = (selector) => `huisuan-calculator ${selector}`;
/** What is known, in one order. */
const facts = (page) => page.evaluate(() => JSON.stringify(document.querySelector("huisuan-calculator").facts, (key, value) => (value && typeof value === "object" && !Array.isArray(value)
  ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)));
const arrival = (page) => page.getAttribute(inside(".arrival"), "data-arrival");
const textOf = async (page, selector) => (await page.locator(inside(selector)).first().textContent()).replace(/\s+/g, " ");
const kept = (page) => page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]);

async function toResult(page, persona = FAMILY) {
  await compose(page, persona);
  await answerAll(page, persona);
}

/** A family that is quickly put together, as the code of a page would have it. `own` goes over what the page knows of its rules. */
async function codeOf(page, own = {}) {
  const rules = await page.evaluate(() => {
    const { calculator } = document.querySelector("huisuan-calculator").visit.session;
    return { layers: calculator.jurisdictions(), declarations: calculator.facts() };
  });
  const household = new Household();
  household.addMember("applicant");
  household.setAnswer("m1.birth_date", { given: "1930-01-01" });
  household.setAnswer("savings", { unsure: true });
  return encode(household, { district: "331003", on: "2023-01-01", benefits: [], ...rules, ...own });
}

/** Pastes a code into the address of a page that is open. */
const paste = (page, code) => page.evaluate((fragment) => { location.hash = fragment; }, fragmentOf(code));

test("the QR code opens the same answers on another device, and leaves the address bar clean", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await toResult(page);
  await page.click(inside('[data-take="qr"]'));
  const address = await qrIn(page, await page.locator(inside(".qr")).screenshot());
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/host\.html#huisuan=1[\w-]+$/);
  assert.ok(address.length <= 210, String(address.length));
  const check = checkCode(codeIn(new URL(address).hash));
  assert.match(await textOf(page, ".take-panel"), new RegExp(`核验码 ${check}`));

  const html = hostPage("");
  const other = await here.open(context, { html, hash: new URL(address).hash });
  await onScreen(other, "result");
  assert.equal(await facts(other), await facts(page));
  assert.equal(await arrival(other), "opened");
  assert.match(await textOf(other, ".arrival"), /已打开 2023年1月1日 的回答.*按 \d{4}年\d+月\d+日 重新算的/);
  assert.deepEqual(await other.evaluate(() => [location.hash, location.search, history.length]), ["", "", 2]);
  assert.deepEqual(await missingTexts(other), []);
  assert.deepEqual(await violations(other), []);
  // Every answer can be changed there.
  await other.click(inside('[data-go="take.understood"]'));
  assert.equal(await other.locator(inside(".arrival")).count(), 0);
  await other.click(inside(".answers > summary"));
  await other.click(inside('[data-change="savings"]'));
  assert.equal((await shown(other)).question, "savings");
});

test("answers in the address bring a calculator that stands far down the page, and into view", async (context) => {
  const first = await here.open(context, { attributes: HUANGYAN });
  await onScreen(first, "start");
  const html = hostPage("").replace("element/huisuan-calculator.js", "huisuan.js").replace("<h1>", '<div class="tall"></div><h1>');
  const tall = () => {
    document.addEventListener("DOMContentLoaded", () => { document.querySelector(".tall").style.height = "6000px"; });
  };
  const page = await here.open(context, { html, before: tall, hash: `#${fragmentOf(await codeOf(first))}` });
  await onScreen(page, "result");
  await page.waitForFunction(() => Math.abs(document.querySelector("huisuan-calculator").getBoundingClientRect().top) < innerHeight / 2);
});

test("a code that cannot be opened is said to be so, and nothing is lost", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await compose(page, PERSONAS[4]);
  await answerScreen(page, PERSONAS[4]);
  await next(page);
  const before = [await facts(page), (await shown(page)).question];
  const good = await codeOf(page);
  const declarations = await page.evaluate(() => document.querySelector("huisuan-calculator").visit.session.calculator.facts());
  // Under one of these names the mark of `savings` is that of another fact.
  const renamed = await refusedName(page, declarations);
  const cases = [[good.slice(0, -3), "garbled"], ["", "garbled"], ["1绝", "garbled"], [`9${good.slice(1)}`, "newer"], [renamed, "other-rules"]];
  for (const [code, reason] of cases) {
    await paste(page, code);
    await page.waitForSelector(inside(".arrival"));
    if (reason === "other-rules") await page.click(inside('[data-go="take.open"]'));
    await page.waitForSelector(inside(`[data-arrival="${reason}"]`));
    assert.equal(await page.evaluate(() => location.hash), "", reason);
    assert.deepEqual([await facts(page), (await shown(page)).question], before, reason);
    assert.deepEqual(await missingTexts(page), []);
    await page.click(inside('[data-go="take.understood"]'));
  }
});

/** A code whose names the rules at hand do not have, in the only way that is refused as a whole: a mark that means something else. */
async function refusedName(page, declarations) {
  const { decode } = await import("../../www/model/fragment.js");
  for (let number = 0; number < 5000; number += 1) {
    const code = await madeWith(declarations.map((it) => (it.name === "vehicles" ? { ...it, name: `vehicles_${number}` } : it)), `vehicles_${number}`);
    try {
      decode(code, { declarations, benefits: [] }, new Household());
    } catch (error) {
      if (error.reason === "other-rules") return code;
    }
  }
  throw new Error("no such name");

  async function madeWith(others, name) {
    const household = new Household();
    household.addMember("applicant");
    household.setAnswer(name, { given: 2 });
    return encode(household, { district: "331003", on: "2023-01-01", benefits: [], declarations: others, layers: [] });
  }
}

test("a code of a place without rules is said to be so", async (context) => {
  const first = await here.open(context, { attributes: HUANGYAN });
  await onScreen(first, "start");
  const page = await here.open(context, { html: hostPage(""), hash: `#${fragmentOf(await codeOf(first, { district: "999999" }))}` });
  await onScreen(page, "start");
  assert.equal(await arrival(page), "district");
});

test("an old version is said to be old, another version to be another, another place to be another", async (context) => {
  const first = await here.open(context, { attributes: HUANGYAN });
  await onScreen(first, "start");
  const { layers } = await first.evaluate(() => ({ layers: document.querySelector("huisuan-calculator").visit.session.calculator.jurisdictions() }));
  const versioned = (version) => ({ layers: layers.map((it) => ({ ...it, version, sha256: "0" })) });
  for (const [own, words] of [[versioned("2025.01.01"), /旧规定.*按新规定重新算/], [versioned("2099.01.01"), /不是同一版/], [{ district: "110109" }, /按北京市 门头沟区填的，现在按浙江省 台州市 黄岩区/]]) {
    const page = await here.open(context, { attributes: HUANGYAN, hash: `#${fragmentOf(await codeOf(first, own))}` });
    await onScreen(page, "result");
    assert.match(await textOf(page, ".arrival"), words);
    assert.equal(JSON.parse(await facts(page)).members[0].birth_date, "1930-01-01");
  }
});

test("answers that are there are only replaced by somebody who wants that", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await compose(page, FAMILY);
  const mine = await facts(page);
  await paste(page, await codeOf(page));
  await page.waitForSelector(inside('[data-arrival="replacing"]'));
  assert.deepEqual(await violations(page), []);
  await page.click(inside('[data-go="take.keep"]'));
  assert.equal(await facts(page), mine);
  await paste(page, await codeOf(page));
  await page.click(inside('[data-go="take.open"]'));
  await onScreen(page, "result");
  assert.deepEqual(JSON.parse(await facts(page)).members, [{ birth_date: "1930-01-01", id: "m1", relation: "applicant" }]);
  assert.equal(await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.activeElement.className), "heading");
});

test("a counter opens the code that a resident brings, and remembers nothing", async (context) => {
  const first = await here.open(context, { attributes: HUANGYAN });
  await onScreen(first, "start");
  const page = await here.open(context, { html: hostPage(`${HUANGYAN} mode="counter"`), hash: `#${fragmentOf(await codeOf(first))}`, viewport: DESKTOP });
  await page.waitForSelector(inside('[data-arrival="opened"]'));
  assert.equal(JSON.parse(await facts(page)).members[0].birth_date, "1930-01-01");
  assert.equal(await page.evaluate(() => location.hash), "");
  assert.equal(await page.locator(inside('[data-take="remember"]')).count(), 0);
  assert.deepEqual(await violations(page), []);
});

test("of two calculators on a page that of the district takes the code", async (context) => {
  const first = await here.open(context, { attributes: HUANGYAN });
  await onScreen(first, "start");
  const html = hostPage('district="110109"').replace("</main>", '<huisuan-calculator id="two" district="331003"></huisuan-calculator></main>');
  const page = await here.open(context, { html, hash: `#part=2&${fragmentOf(await codeOf(first))}` });
  await page.waitForFunction(() => Array.from(document.querySelectorAll("huisuan-calculator")).every((it) => it.shadowRoot.querySelector("[data-screen]")));
  await page.waitForFunction(() => document.querySelector("#two").shadowRoot.querySelector('[data-screen="result"]'));
  assert.equal(await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.querySelector("[data-screen]").getAttribute("data-screen")), "start");
  assert.equal(await page.evaluate(() => location.hash), "#part=2");
});

test("a benefit whose figure is not known is no status on the sheet", async (context) => {
  const page = await here.open(context, { attributes: 'district="331003" on="2026-07-01"', before: () => { window.print = () => { window.top.printed = document.documentElement.outerHTML; }; } });
  await onScreen(page, "start");
  await page.evaluate(() => {
    const element = document.querySelector("huisuan-calculator");
    element.setFacts({ members: [{ id: "m1", relation: "applicant", birth_date: "1950-01-01", local_household_registration: true, away: "none", receiving: ["minimum_living_allowance"],
      disability_kind: "physical", disability_grade: 1, needs_long_term_care: true, care_assessment: "severe", self_care_failures: 5 }] });
    element.visit.move((session) => session.go({ name: "result" }));
  });
  await page.click(inside('[data-take="print"]'));
  await page.waitForFunction(() => window.printed);
  const [benefit] = (await page.evaluate(() => window.printed)).match(/<h3><span>养老服务补贴.*?<\/p>/);
  assert.match(benefit, /金额请向经办机构询问/);
});

test("the sheet is printed from a frame of its own, on A4, and not the host's page", async (context) => {
  const html = hostPage(HUANGYAN).replace("</main>", '<p class="mine">主页的内容</p></main>');
  const printing = () => {
    window.print = () => { (window.top.prints = window.top.prints || []).push(window === window.top ? "host" : document.documentElement.outerHTML); };
  };
  const page = await here.open(context, { html, policy: STRICT, viewport: DESKTOP, before: printing });
  await toResult(page);
  await page.click(inside('[data-go="refine"]'));
  await answerAll(page, PERSONAS[1]);
  await page.evaluate(() => document.addEventListener("huisuan-print", (event) => { window.told = JSON.stringify(event.detail); }));
  await page.click(inside('[data-take="print"]'));
  await page.waitForFunction(() => window.prints);
  const [sheet, ...more] = await page.evaluate(() => window.prints);
  assert.deepEqual(more, []);
  assert.equal(await page.evaluate(() => window.told), '{"district":"331003"}');
  for (const part of ["民政待遇计算结果", "每月 1264 元", "312.30", "户口簿", "12345", "不是最终决定", "核验码", "<svg"]) assert.ok(sheet.includes(part), part);
  assert.doesNotMatch(sheet, /主页的内容|⟦|undefined|<script|<link/);

  const styles = await page.evaluate(() => {
    const [frame] = document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("iframe");
    return Array.from(frame.contentDocument.adoptedStyleSheets[0].cssRules, (rule) => rule.cssText).join("\n");
  });
  const paper = await page.context().browser().newPage();
  await paper.setContent(sheet);
  await paper.addStyleTag({ content: styles });
  const pdf = (await paper.pdf({ preferCSSPageSize: true })).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g).length;
  assert.ok(pages <= 2, `${pages} pages`);
  assert.match(pdf, /\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
  await paper.emulateMedia({ media: "print" });
  assert.match(await qrIn(paper, await paper.locator(".qr").screenshot()), /#huisuan=1/);
  assert.deepEqual(await violations(paper), []);
  await paper.close();

});

test("the picture is a PNG with the result and a code that can be read, as a file everywhere and as an image where the policy allows one", async (context) => {
  const first = await here.open(context, { attributes: HUANGYAN });
  await toResult(first);
  await first.click(inside('[data-take="qr"]'));
  const { hash } = new URL(await qrIn(first, await first.locator(inside(".qr")).screenshot()));
  for (const policy of [STRICT, `${STRICT}; img-src 'self' data:`, undefined]) {
    const page = await here.open(context, { html: hostPage(HUANGYAN), policy, hash });
    await onScreen(page, "result");
    await page.click(inside('[data-take="picture"]'));
    const link = page.locator(inside('[data-take="save"]'));
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    assert.equal(download.suggestedFilename(), "惠算结果 2023-01-01.png");
    const png = await readFile(await download.path());
    const { width, height } = await pixelsOf(page, png);
    assert.ok(width === 1080 && height > 2000 && height < 9000, `${width} × ${height}`);
    assert.match(await qrIn(page, png, 1000), /host\.html#huisuan=1/);
    assert.equal(await page.locator(inside(".picture > *")).evaluate((node) => node.localName), policy === STRICT ? "canvas" : "img");
    assert.deepEqual(await violations(page), []);
  }
});

test("nothing is asked of the network once the rules are there, whatever is taken away, and nothing is kept", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await onScreen(page, "start");
  const requests = [];
  page.on("request", (request) => { if (!/^(data|blob):/.test(request.url())) requests.push(request.url()); });
  await toResult(page);
  for (const name of ["print", "picture", "qr"]) {
    await page.click(inside(`[data-take="${name}"]`));
    await page.waitForTimeout(200);
  }
  assert.deepEqual(requests, []);
  assert.deepEqual(await kept(page), [0, 0, "", 0]);
  assert.deepEqual(await page.evaluate(() => [location.search, location.hash]), ["", ""]);
});

test("a device remembers what it is asked to, offers it, and forgets it", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await toResult(page, PERSONAS[4]);
  await page.click(inside('[data-take="remember"]'));
  assert.match(await textOf(page, ".remember"), /已记住/);
  const before = await facts(page);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /1935|4200|birth/);

  await page.reload();
  await onScreen(page, "start");
  assert.equal(await arrival(page), "remembered");
  assert.deepEqual(await violations(page), []);
  await page.click(inside('[data-go="take.open"]'));
  await onScreen(page, "result");
  assert.equal(await facts(page), before);
  assert.equal(await page.isChecked(inside('[data-take="remember"]')), true);

  // What is changed later is remembered, too.
  await page.click(inside(".answers > summary"));
  await page.click(inside('[data-change="hard_times"]'));
  await answerScreen(page, PERSONAS[4], { hard_times: { given: true } });
  await next(page);
  await onScreen(page, "result");
  const changed = await facts(page);
  await page.reload();
  await page.click(inside('[data-go="take.open"]'));
  await onScreen(page, "result");
  assert.equal(await facts(page), changed);

  await page.click(inside('[data-take="remember"]'));
  assert.deepEqual(await kept(page), [0, 0, "", 0]);
});

test("clearing takes everything away: answers, what the device remembers, frames", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  await toResult(page, PERSONAS[4]);
  await page.click(inside('[data-take="remember"]'));
  await page.click(inside('[data-take="print"]'));
  await page.click(inside('[data-go="erase"]'));
  await page.click(inside('[data-go="erase-yes"]'));
  await onScreen(page, "start");
  assert.deepEqual(await kept(page), [0, 0, "", 0]);
  assert.deepEqual(JSON.parse(await facts(page)), { district: "331003", members: [{ id: "m1", relation: "applicant" }] });
  assert.equal(await page.locator(inside("iframe")).count(), 0);
  await page.reload();
  await onScreen(page, "start");
  assert.equal(await page.locator(inside(".arrival")).count(), 0);
});

test("where nothing is to be kept nothing is offered or looked for, and a browser that refuses is no trouble", async (context) => {
  const watched = (more) => `<script>window.asked = []; for (const name of ["getItem", "setItem", "removeItem"]) {
    const own = Storage.prototype[name]; Storage.prototype[name] = function (...given) { window.asked.push(name); ${more} return own.apply(this, given); }; }</script>`;
  const loose = "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
  const off = await here.open(context, { html: hostPage(`${HUANGYAN} remember="off"`).replace("<main>", `${watched("")}<main>`), policy: loose });
  await toResult(off, PERSONAS[4]);
  assert.equal(await off.locator(inside('[data-take="remember"]')).count(), 0);
  assert.deepEqual(await off.evaluate(() => window.asked), []);

  const refusing = await here.open(context, { html: hostPage(HUANGYAN).replace("<main>", `${watched('throw new DOMException("no", "SecurityError");')}<main>`), policy: loose });
  await toResult(refusing, PERSONAS[4]);
  await refusing.click(inside('[data-take="remember"]'));
  assert.match(await textOf(refusing, ".remember"), /没有记住/);
  assert.equal(await refusing.isChecked(inside('[data-take="remember"]')), false);
});

test("without an address that opens elsewhere there is no QR code, and the page can name one", async (context) => {
  const page = await here.open(context, { attributes: `${HUANGYAN} link="https://www.example.gov.cn/huisuan/page.html#d=331003"` });
  await toResult(page, PERSONAS[4]);
  await page.click(inside('[data-take="qr"]'));
  assert.match(await qrIn(page, await page.locator(inside(".qr")).screenshot()), /^https:\/\/www\.example\.gov\.cn\/huisuan\/page\.html#d=331003&huisuan=1/);
  await page.evaluate(() => document.querySelector("huisuan-calculator").setAttribute("link", "file:///C:/huisuan.html"));
  await page.click(inside('[data-take="qr"]'));
  await page.click(inside('[data-take="qr"]'));
  assert.equal(await page.locator(inside(".qr")).count(), 0);
  assert.match(await textOf(page, ".take-panel"), /打不开，所以没有二维码/);
});

test("the panels have no barriers in any theme and size, work by keyboard, and fit 320 pixels", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN, viewport: { width: 320, height: 640 } });
  await toResult(page, PERSONAS[4]);
  const found = [];
  for (const name of ["picture", "qr"]) {
    await page.focus(inside(`[data-take="${name}"]`));
    await page.keyboard.press("Enter");
    await page.waitForSelector(inside(`[data-panel="${name}"]`));
    assert.equal(await page.getAttribute(inside(`[data-take="${name}"]`), "aria-expanded"), "true");
    for (const theme of ["light", "dark", "elder"]) {
      for (const size of ["normal", "largest"]) {
        await page.evaluate(([it, chosen]) => Object.assign(document.querySelector("huisuan-calculator"), { theme: it, textSize: chosen }), [theme, size]);
        found.push(...(await violations(page)).map((it) => `${name}, ${theme}, ${size}: ${it}`));
        found.push(...await page.evaluate(() => {
          const root = document.querySelector("huisuan-calculator").shadowRoot;
          const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["wide"] : [];
          return wide.concat(Array.from(root.querySelectorAll(".take button, .take a, .take label"))
            .filter((it) => it.offsetParent && it.getBoundingClientRect().height < 43.9).map((it) => `small: ${it.textContent}`));
        }));
      }
    }
  }
  assert.deepEqual(found, []);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(inside(".take-panel")).isVisible(), false);
  await page.focus(inside('[data-take="remember"]'));
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => localStorage.length), 1);
});

test("English has the whole of it", async (context) => {
  const page = await here.open(context, { attributes: `${HUANGYAN} lang="en"`, viewport: PHONE });
  await toResult(page, PERSONAS[4]);
  for (const name of ["qr", "picture"]) {
    await page.click(inside(`[data-take="${name}"]`));
    assert.deepEqual(await missingTexts(page), []);
    assert.doesNotMatch(await textOf(page, ".take"), /[\u4e00-\u9fff]/);
  }
});
