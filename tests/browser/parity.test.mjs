// Promise 5: the same packs, facts and day give the same assessment, byte for byte, in native code, in WebAssembly and in its twin in JavaScript.
//
// Every household of the cases beside the rules is assessed and interviewed on its day by all three.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.mjs";
import { serve, STRICT } from "./server.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMAND = process.env.HUISUAN || `${ROOT}target/debug/huisuan`;
/** What a portal that forbids WebAssembly sends. */
const WITHOUT_WASM = STRICT.replace(" 'wasm-unsafe-eval'", "");

const cases = await nativeAnswers();
let browser;

before(async () => { browser = await launch(); });

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
  assert.equal(answers.length, cases.length);
  let characters = 0;
  cases.forEach((one, index) => {
    for (const kind of ["assessment", "interview"]) {
      // Parsing kept the order of keys and every figure, as figures are strings.
      const [found, expected] = [answers[index][kind], JSON.stringify(one[kind])];
      if (found !== expected) assert.fail(`the ${kind} of the case "${one.name}" on ${one.on} differs ${difference(found, expected)}`);
      characters += expected.length;
    }
  });
  t.diagnostic(`${2 * cases.length} answers compared, ${characters} characters, no difference`);
}

/** Where two texts part, with what stands there. */
function difference(found, expected) {
  let at = 0;
  while (found[at] === expected[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 80), at + 80);
  return `from character ${at}:\n  native:  …${around(expected)}…\n  browser: …${around(found)}…`;
}

/** What the command says of every case: `{name, district, on, household, assessment, interview}`. */
async function nativeAnswers() {
  const child = spawn(COMMAND, ["test", "--answers", "--rules", `${ROOT}rules`], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  assert.equal(await ended, 0, "`huisuan test --answers` ends with findings");
  return answers;
}

/** What an engine in a page says, as JSON text. */
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
    }, { engine, cases: cases.map(({ district, on, household }) => ({ district, on, household: JSON.parse(household) })) });
  } finally {
    await page.close();
    await site.close();
  }
}
