// Loading the engine once for a page, however many elements stand in it. The engine is a script that announces itself under a symbol,
// so that it can be had by a classic script tag, which works in every browser, from a file and under a strict policy.

import { chooseEngine, surroundingsOf } from "./choose.js";
import { bytesOf, runScript } from "./files.js";

/** Where the engine's scripts leave what they bring: `{wasm, twin, checkWasm, checkTwin}`. */
export const SHELF = Symbol.for("huisuan.engines");

const loading = new Map();

/**
 * The engine's `{Calculator, sha256, checker, kind}`; `checker()` fetches the `Calculator` of the engine that checks packs, for those that
 * no image fits. `home` is the folder with `element/` and `wasm/`.
 */
export function loadEngine(home) {
  if (!loading.has(home)) {
    const mine = load(home);
    loading.set(home, mine);
    // What failed once may work the next time.
    mine.catch(() => loading.delete(home));
  }
  return loading.get(home);
}

async function load(home) {
  const choice = await chooseEngine(surroundingsOf(window));
  if (choice === "twin") return twin(home);
  if (choice === "wasm") return wasm(home);
  try {
    return await wasm(home);
  } catch (error) {
    return twin(home);
  }
}

async function wasm(home) {
  const { Calculator, sha256 } = await started(scripts.wasm(home), bytesOf(home, "wasm/huisuan_bg.wasm"));
  const checker = async () => (await started(scripts.checkWasm(home), bytesOf(home, "wasm/huisuan_check_bg.wasm"))).Calculator;
  return { Calculator, sha256, checker, kind: "wasm" };
}

async function started(script, module) {
  const [glue, bytes] = await Promise.all([script, module]);
  await glue.initialize(bytes);
  return glue;
}

async function twin(home) {
  const { Calculator, sha256 } = await scripts.twin(home);
  const checker = async () => (await scripts.checkTwin(home)).Calculator;
  return { Calculator, sha256, checker, kind: "twin" };
}

/** The counter's part of the element: `{screen, texts, addStyles}`. */
export function loadCounter(home) { return scripts.counter(home); }

/** What takes a result away: `{Takeaway}`. */
export function loadTakeaway(home) { return scripts.takeaway(home); }

/** How the scripts are had that only some need. */
let scripts = {
  wasm: (home) => fromScript(home, "engine-wasm", "wasm"),
  twin: (home) => fromScript(home, "engine-twin", "twin"),
  checkWasm: (home) => fromScript(home, "engine-check-wasm", "checkWasm"),
  checkTwin: (home) => fromScript(home, "engine-check-twin", "checkTwin"),
  counter: (home) => fromScript(home, "huisuan-counter", "counter"),
  takeaway: (home) => fromScript(home, "huisuan-takeaway", "takeaway"),
};

/**
 * Takes the scripts from elsewhere: `{wasm(), twin(), checkWasm(), checkTwin(), counter(), takeaway()}`, each a promise of what the script of that
 * name leaves on the shelf.
 */
export function provideScripts(given) { scripts = given; }

async function fromScript(home, file, name) {
  const shelf = () => window[SHELF] && window[SHELF][name];
  if (!shelf()) await runScript(home, "element/" + file + ".js");
  if (!shelf()) throw new Error(home + "element/" + file + ".js is not what it should be");
  return shelf();
}
