// The ways onto a page: the loader, the frame with its messages, and the plain page.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { DESKTOP, PHONE, world } from "./open.mjs";
import { DIST, serve } from "./server.mjs";
import { next, onScreen } from "./visit.mjs";

const INLINE = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; frame-src *";

let here;
let other;
before(async () => { [here, other] = await Promise.all([world(), serve()]); });
after(() => Promise.all([here.close(), other.close()]));

const page = (body, head = "") => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>测试</title>${head}</head><body>${body}</body></html>`;
const sumOf = async (file) => `sha384-${createHash("sha384").update(await readFile(`${DIST}${file}`)).digest("base64")}`;
const defined = (it) => it.evaluate(() => Boolean(customElements.get("huisuan-calculator")));

test("the loader fetches nothing until the calculator comes near the screen", async (context) => {
  const html = page('<h1>测试</h1><div style="height:4000px"></div><huisuan-calculator district="331003"><b>标准：1041元</b></huisuan-calculator><script src="huisuan.js" defer></script>');
  const it = await here.open(context, { html, policy: INLINE });
  const requests = [];
  it.on("request", (request) => requests.push(request.url().replace(here.url, "")));
  await it.waitForTimeout(500);
  assert.deepEqual(requests, []);
  assert.equal(await defined(it), false);
  assert.ok(await it.locator("huisuan-calculator b").isVisible());
  await it.evaluate(() => scrollTo(0, 3600));
  await onScreen(it, "start");
  assert.equal(requests[0], "element/huisuan-calculator.js");
  assert.ok(!await it.locator("huisuan-calculator b").isVisible());
});

test("the loader fetches the rest when somebody turns to the calculator with the keyboard", async (context) => {
  const html = page('<div style="height:4000px"></div><huisuan-calculator district="331003"><a href="tel:12345">12345</a></huisuan-calculator><script src="huisuan.js"></script>');
  const it = await here.open(context, { html, policy: INLINE });
  await it.evaluate(() => document.querySelector("a").focus({ preventScroll: true }));
  await onScreen(it, "start");
});

test("a page that has the loader checked has everything checked", async (context) => {
  const html = page(`<huisuan-calculator district="331003" lang="en">…</huisuan-calculator><script src="huisuan.js" integrity="${await sumOf("huisuan.js")}" crossorigin="anonymous"></script>`);
  const it = await here.open(context, { html });
  await onScreen(it, "start");
  // A file that somebody has changed is not run.
  for (const [file, says] of [["element/huisuan-calculator.js", /integrity|could not be loaded/], ["element/engine-wasm.js", /integrity|could not be had/]]) {
    const bad = await here.open(context, { html, expected: /integrity|could not be|failed/, before: () => undefined });
    await bad.route(`**/${file}`, async (route) => route.fulfill({ contentType: "text/javascript", body: `window.stolen = 1;${await readFile(`${DIST}${file}`, "utf8")}` }));
    const said = [];
    bad.on("console", (message) => said.push(message.text()));
    await bad.reload();
    await bad.waitForTimeout(1500);
    assert.equal(await bad.evaluate(() => window.stolen), undefined);
    assert.match(said.join("\n"), says);
  }
});

test("a loader copied into the page finds its files by data-base, from another origin too", async (context) => {
  const loader = await readFile(`${DIST}huisuan.js`, "utf8");
  const it = await here.open(context, { html: page(`<huisuan-calculator district="331003">…</huisuan-calculator><script data-base="${here.url}">${loader}</script>`), policy: INLINE });
  await onScreen(it, "start");
});

test("the loader as a module", async (context) => {
  const it = await here.open(context, { html: page('<huisuan-calculator district="331003">…</huisuan-calculator><script type="module" src="huisuan.module.js"></script>') });
  await onScreen(it, "start");
});

test("in a browser without custom elements what stands inside stays", async (context) => {
  const html = page('<huisuan-calculator><b>标准：1041元</b></huisuan-calculator><script src="huisuan.js"></script>');
  const it = await here.open(context, { html, before: () => Object.defineProperty(window, "customElements", { value: undefined }) });
  await it.waitForTimeout(300);
  assert.ok(await it.locator("b").isVisible());
});

/** A page of one origin around the frame of another. */
function around(more = "") {
  return page(`<h1 id="top">门户</h1><input id="mine"><iframe data-huisuan src="${other.url}frame.html#d=331003&b=high_age_allowance" title="民政待遇计算" width="100%" height="640" allow="clipboard-write"></iframe><p id="below">下面</p><script src="huisuan-frame.js" defer></script>${more}`);
}

test("a frame of another origin is as high as its content, and settles", async (context) => {
  const it = await here.open(context, { html: around(), policy: INLINE, viewport: PHONE });
  await it.focus("#mine");
  const inside = it.frames()[1];
  await inside.waitForSelector('huisuan-calculator [data-screen="start"]');
  const heights = async () => [await it.evaluate(() => document.querySelector("iframe").clientHeight), await inside.evaluate(() => Math.ceil(document.getElementById("content").getBoundingClientRect().height))];
  await it.waitForFunction(() => document.querySelector("iframe").style.height !== "");
  await it.waitForTimeout(400);
  const [outer, inner] = await heights();
  assert.equal(outer, Math.max(640, inner), "until somebody uses it, it is no lower than the page made it");
  assert.equal(await it.evaluate(() => new Promise((done) => {
    setTimeout(() => done(0), 300);
    new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({ type: "layout-shift", buffered: true });
  })), 0, "nothing moves before it is used");
  assert.deepEqual(await it.evaluate(() => [document.activeElement.id, scrollY]), ["mine", 0]);
  await it.waitForTimeout(800);
  assert.deepEqual(await heights(), [outer, inner], "it does not go on growing");
  assert.equal(await inside.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight), false, "no second scroll bar");
  await inside.click("huisuan-calculator .primary");
  await inside.waitForSelector('huisuan-calculator [data-screen="members"]');
  await it.waitForTimeout(400);
  const after = await heights();
  assert.equal(after[0], after[1]);
});

test("a new screen in a tall frame is brought into view", async (context) => {
  const it = await here.open(context, { html: around(), policy: INLINE, viewport: { width: 360, height: 400 } });
  const inside = it.frames()[1];
  await inside.waitForSelector('huisuan-calculator [data-screen="start"]');
  await inside.click("huisuan-calculator .primary");
  await inside.waitForSelector('huisuan-calculator [data-screen="members"]');
  await it.waitForTimeout(300);
  await inside.locator('huisuan-calculator [data-go="next"]').scrollIntoViewIfNeeded();
  const before = await it.evaluate(() => scrollY);
  await inside.click('huisuan-calculator [data-go="next"]');
  await it.waitForFunction((was) => scrollY < was, before);
  const top = await it.evaluate(() => document.querySelector("iframe").getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 400, String(top));
});

test("messages count only from the frame, with its channel, of our version", async (context) => {
  const it = await here.open(context, { html: around(), policy: INLINE });
  const inside = it.frames()[1];
  await inside.waitForSelector('huisuan-calculator [data-screen="start"]');
  await it.waitForFunction(() => document.querySelector("iframe").style.height !== "");
  const height = () => it.evaluate(() => document.querySelector("iframe").style.height);
  const was = await height();
  // From the page itself, from another frame, and from the frame without the channel, of another version, or of nonsense.
  await it.evaluate(() => window.postMessage({ huisuan: 1, type: "height", channel: "x", height: 5000 }, "*"));
  const messages = [{ huisuan: 1, type: "height", height: 5000 }, { huisuan: 1, type: "height", channel: "0".repeat(32), height: 5000 }, { huisuan: 2, type: "height", height: 5000 }, "height", null, 7];
  await inside.evaluate((all) => all.forEach((message) => window.parent.postMessage(message, "*")), messages);
  await it.waitForTimeout(300);
  assert.equal(await height(), was);
});

test("what the frame says holds nothing about the family, and only its parent hears it", async (context) => {
  const listen = '<script>window.heard = []; addEventListener("message", (event) => heard.push(event.data));</script>';
  const it = await here.open(context, { html: around(listen), policy: INLINE });
  const inside = it.frames()[1];
  await inside.waitForSelector('huisuan-calculator [data-screen="start"]');
  await inside.click("huisuan-calculator .primary");
  await inside.waitForSelector('huisuan-calculator [data-screen="members"]');
  await inside.click('huisuan-calculator [data-go="next"]');
  await it.waitForTimeout(300);
  const heard = await it.evaluate(() => window.heard);
  assert.ok(heard.some((message) => message.type === "height") && heard.some((message) => message.type === "moved"));
  heard.forEach((message) => assert.ok(Object.keys(message).every((key) => ["huisuan", "type", "channel", "height", "top"].includes(key)), JSON.stringify(message)));
});

test("a frame answers only the hosts that it lists, and no height is without bounds", async (context) => {
  for (const [hosts, fits] of [["https://www.example.gov.cn", false], [`https://www.example.gov.cn ${here.url.slice(0, -1)}`, true]]) {
    const frame = (await readFile(`${DIST}frame.html`, "utf8")).replace("<title>", `<meta name="huisuan-hosts" content="${hosts}"><title>`);
    other.pages.set("/frame.html", { body: frame });
    context.after(() => other.pages.clear());
    const it = await here.open(context, { html: around(), policy: INLINE });
    await it.frames()[1].waitForSelector('huisuan-calculator [data-screen="start"]');
    await it.waitForTimeout(500);
    assert.equal(await it.evaluate(() => document.querySelector("iframe").style.height !== ""), fits, hosts);
    if (!fits) continue;
    await it.frames()[1].evaluate(() => { document.getElementById("content").style.height = "99999px"; });
    await it.waitForFunction(() => document.querySelector("iframe").style.height === "30000px");
  }
});

test("a frame without our script around it scrolls by itself", async (context) => {
  const it = await here.open(context, { html: around().replace(/<script[^]*$/, ""), policy: INLINE });
  const inside = it.frames()[1];
  await inside.waitForSelector('huisuan-calculator [data-screen="start"]');
  assert.notEqual(await inside.evaluate(() => getComputedStyle(document.documentElement).overflowY), "hidden");
});

test("the plain page takes its settings from the fragment, and nothing else from it", async (context) => {
  const it = await here.open(context, { path: "page.html#d=331003&l=en&s=large&on=2023-01-01&base=https://example.com/&h=abc&t=%zz", viewport: DESKTOP });
  await onScreen(it, "start");
  assert.deepEqual(await it.evaluate(() => Object.fromEntries(Array.from(document.querySelector("huisuan-calculator").attributes).filter((at) => at.name !== "style").map((at) => [at.name, at.value]))),
    { district: "331003", lang: "en", "text-size": "large", on: "2023-01-01" });
  await it.click("huisuan-calculator .primary");
  await onScreen(it, "members");
  await next(it);
});

test("no barrier is found in the frame page and the plain page, and they have no inline style or script", async (context) => {
  for (const path of ["frame.html#d=331003", "page.html"]) {
    const it = await here.open(context, { path });
    await onScreen(it, "start");
    assert.deepEqual(await violations(it), []);
    assert.doesNotMatch(await readFile(`${DIST}${path.split("#")[0]}`, "utf8"), /\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/);
  }
});
