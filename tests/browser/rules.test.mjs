// The pages of the rules: what they say, that they need no script, and that nothing bars anybody from reading them.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { DESKTOP, PHONE, world } from "./open.mjs";
import { DIST, serve } from "./server.mjs";

const SITE = process.env.HUISUAN_SITE || DIST;
const OVERVIEWS = ["rules.html", "rules.en.html"];

let browser;
let site;
let pages;
let open;

before(async () => {
  [browser, site, pages] = await Promise.all([launch(), serve(SITE), world()]);
  open = pages.open;
});

after(async () => {
  await browser?.close();
  await site?.close();
  await pages?.close();
});

const placePages = async () => (await readdir(join(SITE, "rules"))).filter((file) => file.endsWith(".html")).map((file) => `rules/${file}`);
const read = (path) => readFile(join(SITE, path), "utf8");
const idsOf = (html) => new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), (match) => match[1]));
const linksOf = (html) => Array.from(html.matchAll(/ href="([^"]+)"/g), (match) => match[1].replace(/&amp;/g, "&"));

/** A page opened without scripts. */
async function withoutScripts(path, options) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, ...options });
  const page = await context.newPage();
  await page.goto(site.url + path);
  return { page, close: () => context.close() };
}

test("every benefit of every place has a cell that leads to its rules", async () => {
  for (const overview of OVERVIEWS) {
    const html = await read(overview);
    const cells = Array.from(html.matchAll(/<td id="(\d{6})\/([a-z0-9_]+)"[^>]*>(.*?)<\/td>/gs));
    const districts = new Set(cells.map((cell) => cell[1]));
    const index = JSON.parse(await read("rules/index.json"));
    const parents = new Set(index.packs.map((pack) => pack.parent));
    assert.deepEqual(districts, new Set(index.packs.map((pack) => pack.adcode).filter((adcode) => !parents.has(adcode))));
    let linked = 0;
    for (const [, adcode, benefit, inside] of cells) {
      const [href] = linksOf(inside);
      if (!href) continue;
      const [file, anchor] = href.split("#");
      assert.equal(anchor, benefit);
      assert.ok(file.startsWith(`rules/${adcode}.`), href);
      assert.ok(idsOf(await read(file)).has(anchor), href);
      assert.match(inside, /class="state /, "a cell says how far the benefit is computed");
      linked += 1;
    }
    assert.ok(linked > 60, `${linked} cells with rules`);
  }
});

test("every link within the pages leads somewhere", async () => {
  for (const path of OVERVIEWS.concat(await placePages())) {
    const html = await read(path);
    for (const href of linksOf(html)) {
      if (/^(https?|tel):/.test(href)) continue;
      const target = new URL(href, `http://site/${path}`);
      const file = target.pathname.slice(1);
      const there = file.endsWith("index.html") || (await read(file).then(() => true, () => false));
      assert.ok(there, `${path}: ${href}`);
      if (target.hash && target.hash !== "#main") assert.ok(idsOf(await read(file)).has(target.hash.slice(1)), `${path}: ${href}`);
    }
    const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), (match) => match[1]);
    assert.equal(new Set(ids).size, ids.length, `${path}: an id twice`);
  }
});

test("nothing is styled or scripted in place", async () => {
  for (const path of OVERVIEWS.concat(await placePages())) {
    const html = await read(path);
    assert.doesNotMatch(html, /<[^>]* (style|on[a-z]+)="/, path);
    assert.doesNotMatch(html, /<style|<script(?! src=)/, path);
    assert.ok(html.length < 1_000_000, `${path} has ${html.length} characters`);
  }
});

test("an address of a benefit leads to its rules, with scripts and without", async (context) => {
  const page = await open(context, { path: "rules.html#331003/minimum_living_allowance" });
  await page.waitForURL("**/rules/331003.html#minimum_living_allowance");
  assert.ok(await page.locator("#minimum_living_allowance h3").isVisible());
  const { page: plain, close } = await withoutScripts("rules.html#331003/minimum_living_allowance");
  const cell = plain.locator("td:target");
  assert.equal(await cell.getAttribute("data-column"), "台州市黄岩区");
  await cell.locator("a").click();
  await plain.waitForURL("**/rules/331003.html#minimum_living_allowance");
  await close();
});

test("behind a benefit stand conditions, figures with their history, documents and cases", async () => {
  const { page, close } = await withoutScripts("rules/331003.html");
  const benefit = page.locator("#minimum_living_allowance");
  const words = await benefit.innerText();
  for (const part of ["条件（全部满足）", "金额（每月）", "用到的标准", "依据的文件", "带什么", "到哪里办"]) assert.ok(words.includes(part), part);
  assert.ok(words.includes("counted_income_per_head < minimum_living_standard"), "the expression as it is written");
  const figure = benefit.locator(".figure", { hasText: "1041" }).first();
  assert.match(await figure.locator("svg").getAttribute("aria-label"), /2022-12-01.* 1041/, "the chart in words");
  const row = figure.locator("tbody tr", { hasText: "1041" }).first();
  assert.match(await row.innerText(), /2022-12-01[\s\S]*1041[\s\S]*《.+》/, "days, figure and document");
  assert.match(await benefit.locator("details", { hasText: "核对用的案例" }).innerText(), /案例（\d+ 个）/);
  await close();
});

test("what is not known says whom to ask", async () => {
  const { page, close } = await withoutScripts("rules/150102.html");
  const unknown = page.locator(".benefit:has(.not-known)").first();
  assert.ok((await unknown.locator(".unknown").innerText()).length > 10);
  assert.match(await unknown.innerText(), /到哪里办/);
  await close();
});

const SCREENS = [["a phone", PHONE], ["a desk", DESKTOP]];
const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));

// Looking at a whole place takes long, so that one is looked at on a phone and another, in the other language, at a desk.
for (const [path, screens] of [["rules.html", SCREENS], ["rules.en.html", SCREENS], ["rules/331003.html", SCREENS.slice(0, 1)], ["rules/340304.en.html", SCREENS.slice(1)]]) {
  for (const [name, viewport] of screens) {
    test(`${path} bars nobody on ${name}`, async (context) => {
      const page = await open(context, { path, viewport });
      await openAll(page);
      assert.deepEqual(await violations(page), []);
    });
  }
}

test("no page scrolls sideways", async (context) => {
  for (const path of OVERVIEWS.concat(await placePages())) {
    // The longer words of English are the harder ones at a desk, where tables stay tables.
    const viewport = path.endsWith(".en.html") ? DESKTOP : PHONE;
    const page = await open(context, { path, viewport });
    await openAll(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${path} at ${viewport.width}`);
  }
});

test("the languages lead to each other", async (context) => {
  const page = await open(context, { path: "rules/331003.html" });
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click("text=English");
  await page.waitForURL("**/rules/331003.en.html");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.ok(await page.locator("#high_age_allowance", { hasText: "Conditions (all of them)" }).isVisible());
});

test("on paper the rules stand without what is for the screen", async () => {
  const { page, close } = await withoutScripts("rules/331003.html");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#high_age_allowance h3").isVisible());
  for (const screen of [".languages", ".contents", ".skip"]) assert.equal(await page.locator(screen).first().isVisible(), false, screen);
  await close();
});
