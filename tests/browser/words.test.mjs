// The words of the element: complete, and none too many. The build refuses what this finds, too.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { wordFaults } from "../../xtask/site/words.mjs";

test("every language has every text, with the same places, and nothing is left over", async () => {
  assert.deepEqual(await wordFaults(), []);
});

test("the page has no inline style or script", async () => {
  const html = await readFile(new URL("../../www/index.html", import.meta.url), "utf8");
  assert.doesNotMatch(html, /\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)/);
});
