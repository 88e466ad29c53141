// What the READMEs tell a newcomer to do works, and the rules they show are the rules that are here.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMAND = process.env.HUISUAN || `${ROOT}target/debug/huisuan`;
const read = (file) => readFileSync(`${ROOT}${file}`, "utf8");

let browser;
let site;

before(async () => {
  // The page of the README has a script of its own in it, so it is served without a policy.
  [browser, site] = await Promise.all([launch(), serve(undefined, "")]);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

for (const readme of ["README.md", "README.zh-CN.md"]) {
  const text = read(readme);
  const blocks = (language) => [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))];

  test(`the commands of ${readme} succeed and print what it shows`, () => {
    const lines = blocks("console").flatMap(([, block]) => block.trim().split("\n"));
    assert.ok(lines.length > 2);
    lines.forEach((line, index) => {
      if (!line.startsWith("$ ")) return;
      const [, words] = line.match(/^\$ cargo run -p huisuan-cli -- (.*)$/);
      const { status, stdout, stderr } = spawnSync(COMMAND, words.split(" "), { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 24 });
      assert.equal(status, 0, stderr);
      const shown = lines[index + 1];
      if (shown !== undefined && !shown.startsWith("$ ")) assert.equal(stdout.trim(), shown);
    });
  });

  test(`the rules in ${readme} stand in the files it names`, () => {
    const found = blocks("json");
    assert.ok(found.length > 1);
    for (const { 1: block, index } of found) {
      const file = text.slice(0, index).match(/`(rules\/[^`]*\.json)`[^`]*$/)[1];
      const lines = (it) => it.trim().split("\n").map((line) => line.trim()).join("\n");
      assert.ok(lines(read(file)).includes(lines(block)), `${file} does not hold\n${block}`);
    }
  });

  test(`the page in ${readme} answers`, async () => {
    const [[, html]] = blocks("html");
    const page = await browser.newPage();
    await page.route("**/readme.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await page.goto(`${site.url}readme.html`);
    await page.waitForFunction(() => document.querySelectorAll("#answer li").length > 8);
    const answers = await page.locator("#answer li").allTextContents();
    assert.ok(answers.some((answer) => / eligible \d+\.\d\d–\d+\.\d\d$/.test(answer)), answers.join("\n"));
    await page.close();
  });

  test(`the files that ${readme} links to are there`, () => {
    const links = [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, link]) => link);
    assert.ok(links.length > 10);
    links.forEach((link) => read(link));
  });
}
