// The pages for webmasters: what they give works as it is given, and what they say is so.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { differences } from "../../www/pages/expect.js";
import { colourOf, contrast, readable } from "../../www/pages/contrast.js";
import { violations } from "./axe.mjs";
import { DESKTOP, PHONE, world } from "./open.mjs";
import { DIST } from "./server.mjs";
import { onScreen } from "./visit.mjs";

let here;
before(async () => { here = await world(); });
after(() => here.close());

const PAGES = ["webmaster.html", "personas.html", "selftest.html"];
const shot = async (page, name) => { if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true }); };

/** Waits until a page has said what it has to say. */
async function ready(page, path) {
  if (path === "webmaster.html") {
    // The preview is below, and the loader waits for it to come near.
    await page.waitForSelector("#district option", { state: "attached" });
    await page.locator("#preview").scrollIntoViewIfNeeded();
    await page.waitForSelector('huisuan-calculator [data-screen="start"]');
  }
  if (path === "personas.html") await page.waitForSelector("#summary[data-passed]");
  if (path === "selftest.html") await page.waitForSelector("#summary[data-wrong]");
}

for (const path of PAGES) {
  test(`${path} has no barriers, nothing cut off, nothing inline, in both languages`, async (context) => {
    for (const viewport of [PHONE, DESKTOP]) {
      const page = await here.open(context, { path, viewport });
      await ready(page, path);
      for (const lang of ["zh-CN", "en"]) {
        await page.click(`.masthead [data-lang="${lang}"]`);
        assert.deepEqual(await violations(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${viewport.width} ${lang}: wide`);
        assert.equal(await page.evaluate((it) => Array.from(document.querySelectorAll("main h1, main h2, main p")).some((node) => node.checkVisibility() && node.innerText.trim() === "" && node.textContent.trim() !== "" && it), lang), false, "every text is there in this language");
        await shot(page, `${path}-${viewport.width}-${lang}`);
      }
    }
    assert.doesNotMatch(await readFile(`${DIST}${path}`, "utf8"), /\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/);
  });
}

test("the households of every district come out as expected in the browser", async (context) => {
  const { packs } = JSON.parse(await readFile(`${DIST}rules/index.json`, "utf8"));
  const districts = packs.filter((it) => it.adcode !== "000000" && !packs.some((other) => other.parent === it.adcode)).map((it) => it.adcode);
  assert.ok(districts.length > 3);
  const page = await here.open(context, { path: "personas.html" });
  for (const district of districts) {
    const { cases } = JSON.parse(await readFile(`${DIST}personas/${district}.json`, "utf8"));
    assert.ok(cases.length > 5, district);
    cases.forEach(({ name }) => assert.match(name, /^[^/]*[\u4e00-\u9fff][^/]* \/ \w/, "a household is named in Chinese and in English"));
    await page.selectOption("#district", district);
    await page.waitForFunction((all) => document.querySelector("#summary[data-passed]") && document.querySelectorAll("#list > li").length === all, cases.length);
    assert.equal(await page.getAttribute("#summary", "data-passed"), `${cases.length}/${cases.length}`, await page.textContent("#list"));
  }
});

test("a household that comes out otherwise is red", async (context) => {
  const page = await here.open(context, { path: "icon.svg" });
  await page.route("**/personas/331003.json", async (route) => {
    const personas = JSON.parse(await readFile(`${DIST}personas/331003.json`, "utf8"));
    personas.cases[0].expect[0].verdict = "no_rule";
    await route.fulfill({ json: personas });
  });
  await page.goto(`${here.url}personas.html#331003`);
  await page.waitForSelector("#list > li.bad");
  assert.match(await page.getAttribute("#summary", "class"), /bad/);
  assert.match(await page.textContent("#list > li.bad"), /no_rule/);
});

test("an expectation compares what it names and nothing else", () => {
  const found = [{ benefit: "a", subject: "household", verdict: "eligible", amount: { low: "310.50", high: "310.50" }, missing: ["b", "a"] }, { benefit: "a", subject: "m1", verdict: "ineligible" }];
  assert.deepEqual(differences({ benefit: "a", verdict: "eligible", amount: "310.5", missing: ["a", "b"] }, found), []);
  assert.deepEqual(differences({ benefit: "a", subject: "m1", amount: null }, found), []);
  assert.deepEqual(differences({ benefit: "a", amount: "310" }, found), [{ what: "amount", wanted: "310", found: "310.5" }]);
  assert.deepEqual(differences({ benefit: "a", amount: { low: "300", high: "400" } }, found).map((it) => it.wanted), ["300–400"]);
  assert.equal(differences({ benefit: "b" }, found).length, 1);
});

test("a colour that cannot be read is changed as little as is needed", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]).toFixed(1), "21.0");
  assert.equal(contrast(colourOf("#777777"), [255, 255, 255]).toFixed(2), "4.48");
  assert.deepEqual(readable(colourOf("#0b5563")), colourOf("#0b5563"));
  for (const text of ["#ffcc00", "#ff6600", "#00aaff", "#777777"]) {
    const better = readable(colourOf(text));
    const ratio = contrast(better, [255, 255, 255]);
    assert.ok(ratio >= 4.5 && ratio < 4.7, `${text}: ${ratio}`);
  }
});

test("what the page for webmasters gives to paste works, each way, under the policy it names", async (context) => {
  // A preview that is made anew gives up the frame before it.
  const page = await here.open(context, { path: "webmaster.html", viewport: DESKTOP, expected: /frame\.html failed/ });
  await ready(page, "webmaster.html");
  await page.selectOption("#district", "331003");
  for (const [way, options] of [["script", ["checked", "fallback"]], ["script", []], ["frame", []], ["link", []]]) {
    await page.selectOption("#way", way);
    for (const name of ["checked", "fallback"]) await page.setChecked(`#${name}`, options.includes(name));
    await page.waitForTimeout(200);
    const [html, css, policy] = await page.evaluate(() => ["html", "css", "policy"].map((id) => document.getElementById(id).textContent));
    const host = await here.open(context, {
      html: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title></head><body>${html}<p>下面</p></body></html>`,
      policy: policy && `default-src 'none'; img-src 'self'; ${policy}`, viewport: PHONE, expected: /frame-ancestors/,
    });
    assert.ok(!css.includes("undefined"));
    if (way === "script") {
      if (options.length > 0) assert.match(html, /integrity="sha384-[^"]+".*/);
      await onScreen(host, "start");
      assert.equal(await host.evaluate(() => document.querySelector("huisuan-calculator").getAttribute("district")), "331003");
    } else if (way === "frame") {
      await host.locator("iframe").scrollIntoViewIfNeeded();
      await host.frameLocator("iframe").locator('huisuan-calculator [data-screen="start"]').waitFor();
      await host.waitForFunction(() => document.querySelector("iframe").style.height !== "");
    } else {
      await host.click("a");
      await onScreen(host, "start");
    }
  }
});

test("a colour chosen there is corrected, said, and shown", async (context) => {
  const page = await here.open(context, { path: "webmaster.html", viewport: DESKTOP });
  await ready(page, "webmaster.html");
  await page.check("#own");
  await page.locator("[name=colour]").fill("#ffcc00");
  await page.waitForFunction(() => document.getElementById("css").textContent.includes("--huisuan-accent"));
  assert.match(await page.textContent("#contrast"), /4\.5:1/);
  assert.equal(await page.getAttribute("#contrast", "class"), "bad");
  const colour = /--huisuan-accent: (#\w+)/.exec(await page.textContent("#css"))[1];
  assert.ok(contrast(colourOf(colour), [255, 255, 255]) >= 4.5);
  await shot(page, "webmaster-colour");
});

test("the self-test passes here, and names a file that was changed and a pack that is another", async (context) => {
  const page = await here.open(context, { path: "selftest.html", expected: /integrity|Failed|failed/ });
  await ready(page, "selftest.html");
  assert.equal(await page.getAttribute("#summary", "data-wrong"), "0", await page.inputValue("#report"));
  assert.match(await page.inputValue("#report"), /计算引擎：WebAssembly/);
  await page.route("**/frame.js", async (route) => route.fulfill({ contentType: "text/plain", body: "changed" }));
  await page.route("**/rules/331003.json", async (route) => route.fulfill({ json: { ...JSON.parse(await readFile(`${DIST}rules/331003.json`, "utf8")), version: "changed" } }));
  await page.reload();
  await ready(page, "selftest.html");
  const report = await page.inputValue("#report");
  assert.match(report, /缺少或被改动：.*frame\.js/);
  assert.match(report, /✗ 台州市黄岩区 331003：.*331003\.json is not the file/);
  assert.notEqual(await page.getAttribute("#summary", "data-wrong"), "0");
});

test("the fallback to paste has the standards of the district with days and sources, and a telephone number", async () => {
  const html = await readFile(`${DIST}fallback/331003.html`, "utf8");
  assert.match(html, /低保标准[^]*?<td>1041<\/td><td>2022-12-01起/);
  assert.match(html, /href="tel:12345"/);
  assert.doesNotMatch(html, /undefined|NaN|<script|style=/);
});
