// What the book in docs/ shows of HTML and JavaScript works as it is shown. Its commands are run by cli/tests/command/book.rs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { world } from "./open.mjs";
import { onScreen } from "./visit.mjs";

const FOLDER = /\/huisuan-\d+\.\d+\.\d+\//g;
const read = (page) => readFile(new URL(`../../docs/${page}`, import.meta.url), "utf8");
const blocks = (text, kind) => Array.from(text.matchAll(new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``, "g")), ([, it]) => it);

let here;
before(async () => { here = await world(); });
after(() => here.close());

/** A portal with a snippet in it, under the policy that the page names. The folder of the snippet is where the site is. */
async function portal(context, snippet, text) {
  const [policy] = text.match(/script-src 'self' 'wasm-unsafe-eval'.*/);
  const html = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>门户</title></head><body><h1>门户</h1>${snippet.replace(FOLDER, "/")}</body></html>`;
  return here.open(context, { html, policy: `default-src 'none'; img-src 'self'; frame-src 'self'; ${policy}` });
}

test("the two lines for a webmaster bring the calculator of the district onto a page", async (context) => {
  const text = await read("embedding.md");
  const [snippet, ...others] = blocks(text, "html");
  assert.deepEqual(others, []);
  assert.match(snippet, FOLDER);
  const page = await portal(context, snippet, text);
  await onScreen(page, "start");
  assert.equal(await page.getAttribute("huisuan-calculator", "district"), "331003");
});

test("so do the frame and the link", async (context) => {
  const text = await read("embedding.md");
  const framed = await portal(context, text.match(/`(<iframe [^]*?<\/iframe>)`/)[1], text);
  await framed.frameLocator("iframe").locator('huisuan-calculator [data-screen="start"]').waitFor();
  const [, address] = text.match(/链接到 `([^`]*)`/);
  const linked = await portal(context, `<a href="${address}">算一算</a>`, text);
  await linked.click("a");
  await onScreen(linked, "start");
});

test("the engine is called as the page on it says", async (context) => {
  const [script, ...others] = blocks(await read("assessment.md"), "js");
  assert.deepEqual(others, []);
  const page = await here.open(context, { path: "icon.svg" });
  await page.route("**/script.js", (route) => route.fulfill({ contentType: "text/javascript", body: `${script}\nexport { assessment, questions, facts, texts, layers };` }));
  const found = await page.evaluate(async () => {
    const { assessment, questions, facts, texts, layers } = await import("/script.js");
    return { schema: assessment.schema, eligible: assessment.determinations.filter((it) => it.verdict === "eligible").length, asked: questions.length, declared: facts.map((it) => it.name), name: texts["jurisdictions/331003/name"], layers: layers.map((it) => it.adcode) };
  });
  assert.equal(found.schema, "huisuan.assessment/1");
  assert.ok(found.eligible > 0 && found.asked > 0);
  assert.ok(found.declared.includes("birth_date"));
  assert.match(found.name, /黄岩/);
  assert.deepEqual(found.layers, ["000000", "330000", "331000", "331003"]);
});
