// Loading the engine once for a page, however many elements stand in it. The engine is a script that announces itself under a symbol,
// so that it can be had by a classic script tag, which works in every browser, from a file and under a strict policy.

import { chooseEngine, surroundingsOf } from "./choose.js";

/** Where the engine's scripts leave what they bring: `{wasm, twin}`. */
export const SHELF = Symbol.for("huisuan.engines");

const loading = new Map();
let provided;

/**
 * Takes the engine from elsewhere: `provide()` gives (a promise of) an object with `Calculator`. For pages that bring everything in
 * one file, and for bundlers.
 */
export function provideEngine(provide) { provided = provide; }

/** The engine's `{Calculator, kind}`. `home` is the folder with `element/` and `wasm/`. */
export function loadEngine(home) {
  if (provided) return Promise.resolve(provided()).then((it) => ({ Calculator: it.Calculator, kind: it.kind || "provided" }));
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
  const [glue, bytes] = await Promise.all([fromScript(home + "element/engine-wasm.js", "wasm"), fetchBytes(home + "wasm/huisuan_bg.wasm")]);
  await glue.initialize(bytes);
  return { Calculator: glue.Calculator, kind: "wasm" };
}

async function twin(home) {
  const engine = await fromScript(home + "element/engine-twin.js", "twin");
  return { Calculator: engine.Calculator, kind: "twin" };
}

/** The counter's part of the element: `{screen, texts, addStyles}`. */
export function loadCounter(home) { return fromScript(home + "element/huisuan-counter.js", "counter"); }

/** The bytes, whatever type the server says they have. */
async function fetchBytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(address + " could not be had: " + response.status);
  return response.arrayBuffer();
}

function fromScript(address, name) {
  const shelf = () => window[SHELF] && window[SHELF][name];
  if (shelf()) return Promise.resolve(shelf());
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const end = (act) => () => { script.remove(); act(); };
    script.src = address;
    script.async = true;
    script.onload = end(() => (shelf() ? resolve(shelf()) : reject(new Error(address + " is not an engine"))));
    script.onerror = end(() => reject(new Error(address + " could not be had")));
    document.head.appendChild(script);
  });
}
