// What is handed to a webmaster: the page that holds everything, opened from a disk, and the zip, unpacked in a folder of a server.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { unzipSync } from "fflate";

import { launch } from "./browser.mjs";
import { PHONE } from "./open.mjs";
import { serve, STRICT } from "./server.mjs";
import { answerAll, next, onScreen } from "./visit.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OLD = { members: [{ id: "m1", relation: "applicant", birth_date: "1931-05-06" }], own: {} };

let out;
let browser;
before(async () => {
  out = await mkdtemp(join(tmpdir(), "huisuan-"));
  const pack = (folder) => execFileSync(process.execPath, ["xtask/site/dist.mjs", join(out, folder)], { cwd: ROOT, stdio: "inherit" });
  pack("one");
  pack("two");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await rm(out, { recursive: true, force: true });
});

const names = async () => (await readdir(join(out, "one"))).sort();
const bytes = (name) => readFile(join(out, "one", name));

test("the same site gives the same bytes", async () => {
  for (const name of await names()) assert.ok((await bytes(name)).equals(await readFile(join(out, "two", name))), name);
});

test("each district has a page that works from a disk, asks for nothing, and answers", async () => {
  const pages = (await names()).filter((name) => name.endsWith(".html"));
  assert.ok(pages.length > 3);
  for (const name of pages) {
    const page = await browser.newPage({ viewport: PHONE });
    const asked = [];
    const faults = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
    await page.goto(pathToFileURL(join(out, "one", name)).href);
    await onScreen(page, "start");
    if (name.includes("331003")) {
      await page.evaluate(() => document.querySelector("huisuan-calculator").setAttribute("benefits", "high_age_allowance"));
      await page.click("huisuan-calculator .primary");
      await onScreen(page, "members");
      await next(page);
      await answerAll(page, OLD);
      assert.equal(await page.locator('huisuan-calculator [data-benefit="high_age_allowance"]').first().getAttribute("data-verdict"), "eligible");
      for (const lang of ["en", "zh-CN"]) {
        await page.evaluate((it) => document.querySelector("huisuan-calculator").setAttribute("lang", it), lang);
        await page.waitForFunction((it) => document.querySelector("huisuan-calculator").shadowRoot.querySelector(".root").getAttribute("lang") === it, lang);
      }
    }
    assert.deepEqual(faults, [], name);
    assert.deepEqual(asked.filter((address) => !/^(file|data|blob):/.test(address)), [], name);
    assert.equal(asked.filter((address) => address.startsWith("file:")).length, 1, `${name} reads no other file`);
    await page.close();
  }
});

test("a browser without WebAssembly takes the twin in the page", async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    delete window.WebAssembly;
    document.addEventListener("huisuan-ready", (event) => { window.kind = event.detail.engine; });
  });
  await page.goto(pathToFileURL(join(out, "one", (await names()).find((name) => name.includes("331003")))).href);
  await onScreen(page, "start");
  assert.equal(await page.evaluate(() => window.kind), "twin");
  await page.close();
});

test("the zip has one folder, licences and sums, and its self-test passes on a server that knows nothing of it", async () => {
  const zip = (await names()).find((name) => name.endsWith(".zip"));
  const entries = unzipSync(await bytes(zip));
  const folder = Object.keys(entries)[0].split("/")[0];
  assert.match(folder, /^huisuan-\d+\.\d+\.\d+$/);
  assert.ok(Object.keys(entries).every((name) => name.startsWith(`${folder}/`) && !name.includes("..")));
  for (const name of ["manifest.json", "huisuan.js", "licences/LICENSE-MIT", "licences/LICENSE-APACHE", "licences/THIRD-PARTY.txt", "部署说明.md"]) assert.ok(entries[`${folder}/${name}`].length > 500, name);
  const manifest = JSON.parse(Buffer.from(entries[`${folder}/manifest.json`]).toString());
  manifest.files.forEach((file) => assert.equal(createHash("sha256").update(entries[`${folder}/${file.path}`]).digest("hex"), file.sha256, file.path));
  for (const [name, content] of Object.entries(entries)) {
    await mkdir(dirname(join(out, "www/portal", name)), { recursive: true });
    await writeFile(join(out, "www/portal", name), content);
  }
  const site = await serve(join(out, "www"), STRICT.replace(" 'wasm-unsafe-eval'", ""));
  const page = await browser.newPage();
  await page.goto(`${site.url}portal/${folder}/selftest.html`);
  await page.waitForSelector("#summary[data-wrong]");
  const report = await page.inputValue("#report");
  assert.equal(await page.getAttribute("#summary", "data-wrong"), "0", report);
  assert.match(report, /计算引擎：JavaScript.*安全策略不允许/);
  await page.close();
  await site.close();
});

test("the sums beside them are theirs", async () => {
  const lines = (await bytes("SHA256SUMS")).toString().trim().split("\n");
  assert.equal(lines.length, (await names()).length - 1);
  for (const line of lines) {
    const [sum, name] = line.split("  ");
    assert.equal(createHash("sha256").update(await bytes(name)).digest("hex"), sum);
  }
});
