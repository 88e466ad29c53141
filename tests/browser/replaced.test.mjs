// A webmaster replaces a pack: the image that was made of the old one no longer fits, and the engine that checks packs takes over. What
// does not fit together is told, and never used.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { hostPage } from "./open.mjs";
import { DIST, serve, STRICT } from "./server.mjs";

const DISTRICT = "331003";
const read = (file) => readFile(`${DIST}rules/${file}`, "utf8");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const [pack, image, index] = await Promise.all([read(`${DISTRICT}.json`), read(`${DISTRICT}.image.json`), read("index.json")]);
const newer = pack.replace(/"version":"[^"]*"/, '"version":"of the webmaster"');

/** The index with the sum of another pack, and with another image or none. */
function indexOf(text, change = () => {}) {
  const changed = JSON.parse(index);
  const entry = changed.packs.find((it) => it.adcode === DISTRICT);
  Object.assign(entry, { sha256: sha256(text), size: text.length });
  change(entry);
  return JSON.stringify(changed);
}

const engines = [
  ["huisuan.js", STRICT, /huisuan_check(\.js|_bg\.wasm)$/],
  ["huisuan_twin.js", STRICT.replace(" 'wasm-unsafe-eval'", ""), /huisuan_check_twin\.js$/],
];
let browser;

before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const [engine, policy, checker] of engines) {
  /** Loads the district from a site on which some files are others; `null` is a file that is gone. */
  const load = async (files) => {
    const site = await serve(undefined, policy);
    const page = await browser.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    try {
      await page.route("**/rules/*.json", async (route) => {
        const name = route.request().url().split("/").pop();
        if (!(name in files)) return route.continue();
        return files[name] === null ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: "application/json; charset=utf-8", body: files[name] });
      });
      await page.goto(`${site.url}icon.svg`);
      const outcome = await page.evaluate(async ({ engine, district }) => {
        const { default: init, loadDistrict } = await import(`/wasm/${engine}`);
        if (init) await init();
        try {
          const calculator = await loadDistrict("/rules/", district);
          const { layers, determinations } = calculator.assess({ members: [{ id: "m1" }] }, "2024-01-01");
          return { version: layers[layers.length - 1].version, determinations: determinations.length, texts: Object.keys(calculator.texts("en")).length };
        } catch (error) {
          return { message: error.message, diagnostics: (error.diagnostics || []).map((it) => it.code) };
        }
      }, { engine, district: DISTRICT });
      return { ...outcome, checked: asked.some((it) => checker.test(it)) };
    } finally {
      await page.close();
      await site.close();
    }
  };

  test(`${engine} opens what was published without the checker`, async () => {
    const found = await load({});
    assert.equal(found.checked, false);
    assert.equal(found.version, JSON.parse(pack).version);
    assert.ok(found.determinations > 0 && found.texts > 0, JSON.stringify(found));
  });

  test(`${engine} has a replaced pack checked, and takes its word`, async () => {
    const published = await load({});
    const found = await load({ [`${DISTRICT}.json`]: newer, "index.json": indexOf(newer) });
    assert.deepEqual(found, { ...published, version: "of the webmaster", checked: true });
  });

  test(`${engine} does without an image that is gone, damaged or not named`, async () => {
    const published = await load({});
    const damaged = image.replace('"rules":"', '"rules":"#');
    for (const files of [
      { [`${DISTRICT}.image.json`]: null },
      { [`${DISTRICT}.image.json`]: damaged },
      { [`${DISTRICT}.image.json`]: damaged, "index.json": indexOf(pack, (it) => { it.image.sha256 = sha256(damaged); }) },
      { "index.json": indexOf(pack, (it) => { delete it.image; }) },
    ]) assert.deepEqual(await load(files), { ...published, checked: true });
  });

  test(`${engine} tells what is wrong with a replaced pack`, async () => {
    const faulty = pack.replace('"schema":', '"schemas":');
    const found = await load({ [`${DISTRICT}.json`]: faulty, "index.json": indexOf(faulty) });
    assert.match(found.message, /^a rule pack is refused: /);
    assert.deepEqual(found.diagnostics.sort(), ["shape/missing-key", "shape/unknown-key"]);
  });

  test(`${engine} refuses a pack that the index does not name`, async () => {
    const found = await load({ [`${DISTRICT}.json`]: newer });
    assert.match(found.message, /^331003\.json is not the file that index\.json names/);
    assert.equal(found.checked, false);
  });
}

for (const [kind, policy, checker] of [["wasm", STRICT, "engine-check-wasm.js"], ["twin", engines[1][1], "engine-check-twin.js"]]) {
  test(`the element has a replaced pack checked by the ${kind}`, async () => {
    const site = await serve(undefined, policy);
    const page = await browser.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url().split("/").pop()));
    try {
      const replaced = { [`${DISTRICT}.json`]: newer, "index.json": indexOf(newer) };
      await page.route("**/rules/*.json", (route) => {
        const body = replaced[route.request().url().split("/").pop()];
        return body ? route.fulfill({ contentType: "application/json; charset=utf-8", body }) : route.continue();
      });
      await page.route("**/host.html", (route) => route.fulfill({ contentType: "text/html", body: hostPage(""), headers: { "content-security-policy": policy } }));
      await page.goto(`${site.url}host.html`);
      const heard = page.evaluate(() => new Promise((resolve) => {
        const element = document.querySelector("huisuan-calculator");
        for (const name of ["huisuan-ready", "huisuan-error"]) element.addEventListener(name, (event) => resolve([name, event.detail]));
      }));
      await page.evaluate((district) => document.querySelector("huisuan-calculator").setAttribute("district", district), DISTRICT);
      assert.deepEqual(await heard, ["huisuan-ready", { district: DISTRICT, engine: kind }]);
      assert.ok(asked.includes(checker), asked.join(" "));
    } finally {
      await page.close();
      await site.close();
    }
  });
}
