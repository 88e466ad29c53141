// The page's words: complete in both languages, and none too many.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

const WWW = new URL("../../www/", import.meta.url);
const read = (name) => readFile(new URL(name, WWW), "utf8");
const catalogue = async (lang) => JSON.parse(await read(`texts/${lang}.json`));
const places = (text) => (text.match(/\{\w+\}/g) || []).sort();

/** Keys put together while the page runs begin with one of these. */
const COMPOSED = ["section.", "answer.", "unit.", "value.", "amount.", "operator.", "measure.", "state.", "verdict.", "group.",
  "basis.kind.", "notice.", "start.", "problem.", "announce.", "date."];

test("both languages have the same texts with the same places", async () => {
  const [zh, en] = [await catalogue("zh-CN"), await catalogue("en")];
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const key of Object.keys(zh)) {
    assert.notEqual(zh[key].trim(), "", key);
    assert.notEqual(en[key].trim(), "", key);
    assert.deepEqual(places(zh[key]), places(en[key]), key);
  }
});

test("every text that the code names is there, and every text that is there is used", async () => {
  const zh = await catalogue("zh-CN");
  const modules = (await readdir(WWW)).filter((name) => name.endsWith(".js"));
  const code = (await Promise.all(modules.map(read))).join("\n") + (await read("index.html"));
  const named = new Set(Array.from(code.matchAll(/"([a-z]\w*(?:\.[\w/]+)+)"/g), (found) => found[1]).filter((key) => !/\.(js|css|svg|json)$/.test(key)));
  for (const key of named) assert.ok(key in zh, `${key} is named and not there`);
  const unused = Object.keys(zh).filter((key) => !named.has(key) && !COMPOSED.some((start) => key.startsWith(start)));
  assert.deepEqual(unused, []);
});

test("what stands in the page before any script runs is the Chinese text", async () => {
  const zh = await catalogue("zh-CN");
  const html = await read("index.html");
  const marked = Array.from(html.matchAll(/data-text="([^"]+)">([^<]*)</g));
  assert.ok(marked.length > 5);
  for (const [, key, text] of marked) assert.equal(text, zh[key], key);
});

test("the page has no inline style or script", async () => {
  const html = await read("index.html");
  assert.doesNotMatch(html, /\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/);
});
