// The npm package, packed and installed: with Vite, on a page without a bundler, on a server, and for TypeScript.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { PHONE } from "./open.mjs";
import { launch } from "./browser.mjs";
import { serve, STRICT } from "./server.mjs";
import { answerAll, next, onScreen } from "./visit.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OLD = { members: [{ id: "m1", relation: "applicant", birth_date: "1931-05-06" }], own: {} };
const PAGE = (script) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>测试</title></head>
<body><huisuan-calculator district="331003" benefits="high_age_allowance"></huisuan-calculator><script type="module" src="${script}"></script></body></html>`;

let project;
let browser;
before(async () => {
  project = await mkdtemp(join(tmpdir(), "huisuan-vite-"));
  const npm = (cwd, ...words) => execFileSync("npm", words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const [{ filename }] = JSON.parse(npm(`${ROOT}pkg`, "pack", "--json", "--loglevel=error", "--pack-destination", project));
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "fresh", private: true, type: "module" }));
  npm(project, "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", `./${filename}`);
  await writeFile(join(project, "index.html"), PAGE("/main.js"));
  await writeFile(join(project, "main.js"), 'import "huisuan/define";\n');
  await writeFile(join(project, "plain.html"), PAGE("/node_modules/huisuan/dist/define.js"));
  const vite = spawnSync(process.execPath, [`${ROOT}node_modules/vite/bin/vite.js`, "build"], { cwd: project, encoding: "utf8" });
  assert.equal(vite.status, 0, vite.stdout + vite.stderr);
  assert.doesNotMatch(vite.stderr, /doesn't exist at build time|will remain unchanged/);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await rm(project, { recursive: true, force: true });
});

/** From the page to a result. Gives the kind of engine. */
async function use(folder, path, policy, stays = false) {
  const site = await serve(folder, policy);
  const page = await browser.newPage({ viewport: PHONE });
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("requestfailed", (request) => faults.push(`${request.url()} failed`));
  await page.addInitScript(() => document.addEventListener("huisuan-ready", (event) => { window.kind = event.detail.engine; }));
  await page.goto(site.url + path);
  await onScreen(page, "start");
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.click("huisuan-calculator .primary");
  await onScreen(page, "members");
  await next(page);
  await answerAll(page, OLD);
  assert.equal(await page.locator('huisuan-calculator [data-benefit="high_age_allowance"]').first().getAttribute("data-verdict"), "eligible");
  assert.deepEqual([requests, faults], [[], []]);
  if (stays) {
    for (const lang of ["en", "zh-CN"]) {
      await page.evaluate((it) => document.querySelector("huisuan-calculator").setAttribute("lang", it), lang);
      await page.waitForFunction((it) => document.querySelector("huisuan-calculator").shadowRoot.querySelector(".root").getAttribute("lang") === it, lang);
    }
    await page.evaluate(() => { document.querySelector("huisuan-calculator").mode = "counter"; });
    await page.waitForFunction(() => document.querySelector("huisuan-calculator").shadowRoot.querySelector('[data-act="open"]'));
    assert.deepEqual(faults, []);
  }
  const kind = await page.evaluate(() => window.kind);
  await page.close();
  await site.close();
  return kind;
}

test("a fresh Vite project builds with it, and it runs with WebAssembly", async () => {
  assert.equal(await use(join(project, "dist"), "", STRICT, true), "wasm");
});

test("the same build runs where WebAssembly is forbidden", async () => {
  assert.equal(await use(join(project, "dist"), "", "default-src 'self'"), "twin");
});

test("a page without a bundler takes it from its folder", async () => {
  assert.equal(await use(project, "plain.html", STRICT), "wasm");
});

test("importing it on a server does no harm, and the class alone registers nothing", () => {
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", 'const { HuisuanCalculator } = await import("huisuan/element"); await import("huisuan/define"); console.log(HuisuanCalculator.observedAttributes.length);'], { cwd: project, encoding: "utf8" });
  assert.equal(run.stderr, "");
  assert.ok(Number(run.stdout) > 5);
});

test("a program in TypeScript knows the element and its events", async () => {
  await writeFile(join(project, "main.ts"), `import "huisuan/define";
import type { Assessment } from "huisuan/types";
const calculator = document.createElement("huisuan-calculator");
calculator.textSize = "large";
calculator.facts = { members: [{ id: "m1", birth_date: "1931-05-06" }] };
calculator.addEventListener("huisuan-result", (event) => { const count: number | undefined = event.detail.counts.eligible; console.log(count); });
// @ts-expect-error there is no such mode
calculator.mode = "clerk";
const totals: Assessment["totals"] | undefined = calculator.getSummary()?.totals;
console.log(totals);
`);
  const tsc = spawnSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, "--noEmit", "--strict", "--lib", "esnext,dom", "--module", "nodenext", "main.ts"], { cwd: project, encoding: "utf8" });
  assert.equal(tsc.stdout + tsc.stderr, "");
});

test("what it exports is there, types first; its manifest names everything that the element has", async () => {
  const installed = join(project, "node_modules/huisuan");
  const { exports, files, customElements } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  for (const entry of Object.values(exports)) {
    if (typeof entry === "string") {
      if (!entry.includes("*")) await readFile(join(installed, entry));
      continue;
    }
    assert.equal(Object.keys(entry)[0], "types");
    for (const file of Object.values(entry)) await readFile(join(installed, file));
  }
  assert.ok(files.length > 3 && (await readdir(join(installed, "dist/rules"))).includes("331003.json"));
  const manifest = JSON.parse(await readFile(join(installed, customElements), "utf8"));
  const [element] = manifest.modules[0].declarations;
  const source = await readFile(`${ROOT}www/element/calculator.js`, "utf8");
  const named = (tag) => Array.from(source.matchAll(new RegExp(`^ \\* @${tag} (?:\\{[^}]*\\} )?([\\w-]+)`, "gm")), (found) => found[1]).filter((name) => name !== "-");
  assert.deepEqual(element.attributes.map((it) => it.name).sort(), named("attr").sort());
  assert.deepEqual(element.events.map((it) => it.name).sort(), named("fires").sort());
  assert.deepEqual(element.cssParts.map((it) => it.name).sort(), named("csspart").sort());
  assert.ok(element.cssProperties.length >= 25);
  for (const { name } of element.attributes) assert.match(await readFile(`${ROOT}www/element/attributes.js`, "utf8"), new RegExp(`["']?${name}["']?: `));
});
