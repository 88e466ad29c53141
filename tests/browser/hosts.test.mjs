// A good guest: on each page of hosts/ the calculator gets ready, is used to its result, and leaves the page as it was.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { DESKTOP, PHONE, world } from "./open.mjs";
import { answerAll, next, onScreen } from "./visit.mjs";

/** Somebody of 95, for whom the high-age allowance of Huangyan needs few answers. */
const OLD = { members: [{ id: "m1", relation: "applicant", birth_date: "1931-05-06" }], own: {} };
const FREE = "";

/** Page, window, policy, and what is expected of it besides. */
const HOSTS = [
  { name: "bootstrap", viewport: DESKTOP },
  { name: "prototype", viewport: PHONE },
  { name: "important", viewport: PHONE },
  { name: "quirks", viewport: DESKTOP },
  { name: "policy", viewport: PHONE, policy: "default-src 'self'", engine: "twin" },
  { name: "policy", viewport: PHONE, policy: "default-src 'self' 'wasm-unsafe-eval'", engine: "wasm" },
  { name: "policy", viewport: DESKTOP, policy: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'", engine: "twin" },
  { name: "transform", viewport: PHONE },
  { name: "base", viewport: DESKTOP },
  { name: "narrow", viewport: DESKTOP },
  { name: "dark", viewport: PHONE },
  { name: "table", viewport: DESKTOP },
  { name: "rtl", viewport: PHONE },
  { name: "dynamic", viewport: PHONE },
  { name: "two", viewport: DESKTOP },
];

let here;
before(async () => { here = await world(FREE); });
after(() => here.close());

for (const host of HOSTS) {
  test(`${host.name}${host.policy ? ` under ${host.policy}` : ""}`, async (context) => {
    const page = await here.open(context, { viewport: host.viewport, policy: host.policy, html: await pageOf(host.name), before: watch });
    await page.waitForFunction(() => window.huisuanWatch.ready !== undefined && document.querySelector("huisuan-calculator").shadowRoot.querySelector('[data-screen="start"]'));
    await settled(page);
    const before = await seen(page);
    if (host.engine) assert.equal(before.engine, host.engine);
    assert.deepEqual(before.focus, ["mine", 0], "the focus and the page stay where they are");
    assert.deepEqual([before.shift, before.moved], [0, []], "nothing moves before it is used");
    assert.deepEqual(before.globals, [], "no global is added");
    assert.deepEqual(before.violations, []);
    assert.equal(before.mark, before.markAtFirst, "the page's own looks stay");
    assert.equal(before.size, "18px", "the text is as large as ours is");

    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.click("huisuan-calculator .screen-start .primary");
    await onScreen(page, "members");
    await next(page);
    const asked = await answerAll(page, OLD);
    assert.ok(asked.length > 0);
    const result = page.locator('huisuan-calculator [data-benefit="high_age_allowance"]').first();
    assert.equal(await result.getAttribute("data-verdict"), "eligible");
    assert.equal(await page.locator("huisuan-calculator .overview .total").count(), 0, "no total of benefits that the page does not show");
    const now = await seen(page);
    assert.deepEqual(requests, [], "nothing is asked of the network");
    assert.deepEqual(now.violations, []);
    assert.deepEqual(now.globals, []);
    assert.equal(now.mark, now.markAtFirst);
    assert.ok(!now.wide, "nothing is wider than its place");
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${host.name}-${host.viewport.width}.png` });
  });
}

test("for five seconds after the page is there, nobody's focus or place is taken", async (context) => {
  const tall = (await pageOf("policy")).replace("<h2", '<div style="height:300px"></div><h2').replace("</body>", '<div style="height:3000px"></div></body>');
  const page = await here.open(context, { viewport: PHONE, html: tall, before: watch });
  await page.evaluate(() => scrollTo(0, 150));
  for (let second = 0; second < 5; second += 1) {
    await page.waitForTimeout(1000);
    assert.deepEqual(await page.evaluate(() => [document.activeElement.id, scrollY]), ["mine", 150]);
  }
  assert.equal((await seen(page)).shift, 0);
});

async function pageOf(name) {
  const html = await readFile(new URL(`hosts/${name}.html`, import.meta.url), "utf8");
  return html.replace("{site}", here.url);
}

/** Waits until nothing has happened for a while. */
async function settled(page) {
  await page.waitForLoadState("load");
  await page.waitForTimeout(500);
}

/** Runs in the page before anything else: notes what a guest must not do. */
function watch() {
  const notes = { shift: 0, moved: [], violations: [], markAtFirst: undefined };
  // A symbol is no global that another script could trip over.
  Object.defineProperty(window, "huisuanWatch", { value: notes, enumerable: false });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { 
    if (entry.hadRecentInput) return;
    notes.shift += entry.value;
    entry.sources.forEach((it) => notes.moved.push(`${it.node && it.node.nodeName} ${JSON.stringify(it.previousRect)} → ${JSON.stringify(it.currentRect)}`));
  })).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (event) => notes.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  document.addEventListener("huisuan-ready", (event) => { if (!notes.ready) notes.ready = event.detail; });
  notes.looks = () => {
    const style = getComputedStyle(document.getElementById("mark"));
    return ["color", "fontSize", "fontFamily", "margin", "lineHeight", "display"].map((name) => style[name]).join(" ") + document.documentElement.className + document.body.className;
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("mine").focus();
    notes.markAtFirst = notes.looks();
    notes.names = new Set(Object.getOwnPropertyNames(window));
    notes.methods = Object.getOwnPropertyNames(Array.prototype).length;
  }, { capture: true });
}

/** What the watch saw. */
function seen(page) {
  return page.evaluate(() => {
    const notes = window.huisuanWatch;
    const element = document.querySelector("huisuan-calculator");
    const root = element.shadowRoot.querySelector(".root");
    return {
      engine: notes.ready.engine, shift: notes.shift, moved: notes.moved, violations: notes.violations, markAtFirst: notes.markAtFirst, mark: notes.looks(),
      globals: Object.getOwnPropertyNames(window).filter((name) => !notes.names.has(name)),
      focus: [document.activeElement.id, scrollY], size: getComputedStyle(root).fontSize,
      wide: element.scrollWidth > Math.ceil(element.getBoundingClientRect().width),
    };
  });
}
