// Promise 5: the same packs, facts and day give the same assessment, byte for byte, in native code, in WebAssembly and in its twin in JavaScript.
//
// Every household of the cases beside the rules is assessed and interviewed on its day by all three.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";
import { serve, STRICT } from "./server.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMAND = process.env.HUISUAN || `${ROOT}target/debug/huisuan`;
const AT_ONCE = 2;
/** What a portal that forbids WebAssembly sends. */
const WITHOUT_WASM = STRICT.replace(" 'wasm-unsafe-eval'", "");

const cases = await allCases();
let native;
let browser;

before(async () => {
  [native, browser] = await Promise.all([nativeAnswers(), launch()]);
});

after(() => browser?.close());

test(`${cases.length} assessments and as many interviews are the same in WebAssembly`, async (t) => {
  const { answers } = await inBrowser("huisuan.js", STRICT);
  compare(t, answers);
});

test(`${cases.length} assessments and as many interviews are the same in the twin, where WebAssembly is forbidden`, async (t) => {
  const { wasmAllowed, answers } = await inBrowser("huisuan_twin.js", WITHOUT_WASM);
  assert.equal(wasmAllowed, false);
  compare(t, answers);
});

function compare(t, answers) {
  assert.equal(answers.length, native.length);
  let bytes = 0;
  cases.forEach(({ name, on }, index) => {
    for (const kind of ["assessment", "interview"]) {
      const [found, expected] = [answers[index][kind], native[index][kind]];
      if (found !== expected) assert.fail(`the ${kind} of the case "${name}" on ${on} differs ${difference(found, expected)}`);
      bytes += expected.length;
    }
  });
  t.diagnostic(`${2 * cases.length} answers compared, ${bytes} characters, no difference`);
}

/** Where two texts part, with what stands there. */
function difference(found, expected) {
  let at = 0;
  while (found[at] === expected[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80);
  return `from character ${at}:\n  native:  …${around(expected)}…\n  browser: …${around(found)}…`;
}

// Cases

/** `{name, district, on, household}` of every case of every jurisdiction. */
async function allCases() {
  const all = [];
  for (const adcode of (await readdir(`${ROOT}rules`)).sort()) {
    const folder = `${ROOT}rules/${adcode}/cases`;
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith(".json")).sort()) {
      const { household, cases } = JSON.parse(await readFile(`${folder}/${file}`, "utf8"));
      for (const one of cases) all.push({ name: one.name, district: adcode, on: one.on, household: changed(one.household ?? household ?? {}, one) });
    }
  }
  return all;
}

/** The household of a case: what it starts from, with single facts set and others taken away. */
function changed(start, { set = {}, unset = [] }) {
  const household = structuredClone(start);
  const entry = (path) => {
    const [id, fact] = path.split(".");
    if (fact === undefined) return [household, id];
    const entries = Object.values(household).filter(Array.isArray).flat();
    return [entries.find((it) => it.id === id), fact];
  };
  for (const [path, value] of Object.entries(set)) {
    const [holder, fact] = entry(path);
    holder[fact] = value;
  }
  for (const path of unset) {
    const [holder, fact] = entry(path);
    delete holder[fact];
  }
  return household;
}

// Answers, as JSON without spaces

async function nativeAnswers() {
  const answers = new Array(cases.length);
  let next = 0;
  const worker = async () => {
    while (next < cases.length) {
      const index = next++;
      answers[index] = { assessment: await ask("assess", cases[index]), interview: await ask("interview", cases[index]) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

/** What the command answers. Parsing keeps the order of keys and every figure, as figures are strings. */
function ask(question, { name, district, on, household }) {
  return new Promise((resolve, reject) => {
    const child = spawn(COMMAND, [question, "--rules", `${ROOT}rules`, "--district", district, "--on", on, "-"]);
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => { out += text; });
    child.stderr.setEncoding("utf8").on("data", (text) => { err += text; });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.stringify(JSON.parse(out)));
      else reject(new Error(`\`huisuan ${question}\` ends with ${code} for the case "${name}": ${err}`));
    });
    child.stdin.end(JSON.stringify(household));
  });
}

async function inBrowser(engine, policy) {
  const site = await serve(undefined, policy);
  const page = await browser.newPage();
  try {
    await page.goto(`${site.url}icon.svg`);
    return await page.evaluate(async ({ engine, cases }) => {
      const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
      const wasmAllowed = await WebAssembly.compile(empty).then(() => true, () => false);
      const { default: init, loadDistrict } = await import(`/wasm/${engine}`);
      // The twin needs no preparing.
      if (init) await init();
      const calculators = new Map();
      const answers = [];
      for (const { district, on, household } of cases) {
        if (!calculators.has(district)) calculators.set(district, await loadDistrict("/rules/", district));
        const calculator = calculators.get(district);
        answers.push({
          assessment: JSON.stringify(calculator.assess(household, on)),
          interview: JSON.stringify(calculator.interview(household, on)),
        });
      }
      return { wasmAllowed, answers };
    }, { engine, cases });
  } finally {
    await page.close();
    await site.close();
  }
}
