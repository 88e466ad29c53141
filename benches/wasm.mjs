// How long the built engine takes under Node, with everything a page pays for: the household as an object in, the answer as an object out.
// The same chain, household and day as in assess.rs. "First" is what a page waits for that has just loaded; the median is that of
// code which the machine has had time to compile well. Run by `cargo xtask bench`.

import { readFile } from "node:fs/promises";

import * as checkWasm from "../pkg/wasm/huisuan_check.js";
import * as checkTwin from "../pkg/wasm/huisuan_check_twin.js";
import * as wasm from "../pkg/wasm/huisuan.js";
import * as twin from "../pkg/wasm/huisuan_twin.js";

const DAY = "2023-03-01";
const CHAIN = ["000000", "330000", "331000", "331003"];
/** How long each row warms up, and then how long it is measured, in milliseconds. */
const MEASURED = 1000;

const read = (path) => readFile(new URL(path, import.meta.url), "utf8");

const packs = await Promise.all(CHAIN.map((adcode) => read(`../dist/rules/${adcode}.json`)));
const image = await read(`../dist/rules/${CHAIN[CHAIN.length - 1]}.image.json`);
const full = JSON.parse(await read("household.json"));
const half = halved(full);

const bytes = await readFile(new URL("../pkg/wasm/huisuan_bg.wasm", import.meta.url));
const before = performance.now();
await wasm.default({ module_or_path: bytes });
const compiled = performance.now() - before;

await checkWasm.default({ module_or_path: await readFile(new URL("../pkg/wasm/huisuan_check_bg.wasm", import.meta.url)) });

const engines = [[wasm, checkWasm], [twin, checkTwin]].map(([engine, checker]) => ({
  open: () => engine.Calculator.load(packs, image),
  check: () => checker.Calculator.load(packs),
}));

const rows = [
  ["read and check the chain", (engine) => engine.check().free()],
  ["open the chain's image", (engine) => { engine.calculator?.free(); engine.calculator = engine.open(); }],
  ["assess, all facts", ({ calculator }) => calculator.assess(full, DAY)],
  ["assess, half of the facts", ({ calculator }) => calculator.assess(half, DAY)],
  ["interview, half of the facts", ({ calculator }) => calculator.interview(half, DAY)],
];

print("milliseconds", ["wasm, first", "median", "twin, first", "median"]);
print("compile and start", [compiled.toFixed(2), "", "", ""]);
for (const [name, run] of rows) print(name, engines.flatMap((engine) => measured(() => run(engine))).map((it) => it.toFixed(2)));

function print(name, cells) {
  console.log(name.padEnd(32) + cells.map((cell) => cell.padStart(12)).join(""));
}

/** The first time, and the median once warm. */
function measured(run) {
  const [first] = sample(run, MEASURED);
  const times = sample(run, MEASURED).sort((a, b) => a - b);
  return [first, times[Math.floor(times.length / 2)]];
}

function sample(run, milliseconds) {
  const times = [];
  const end = performance.now() + milliseconds;
  let now = performance.now();
  while (now < end) {
    run();
    const then = performance.now();
    times.push(then - now);
    now = then;
  }
  return times;
}

/** The household with every second fact of its members left out, in the order of their names. */
function halved(household) {
  const members = household.members.map((member) => {
    const facts = Object.keys(member).filter((name) => name !== "id").sort();
    const left = facts.filter((_, index) => index % 2 === 1);
    return Object.fromEntries(["id", ...left].map((name) => [name, member[name]]));
  });
  return { ...household, members };
}
