// How long the built engine takes under Node, with everything a page pays for: the household as an object in, the answer as an object out.
// The same chains, household and day as in assess.rs. "First" is what a page waits for that has just loaded; the others are those of
// code which the machine has had time to compile well: "fastest" is what it can do, "median" what it did beside its other work. Run by
// `cargo xtask bench`; docs/benchmarks.md explains the rows.

import { readFile } from "node:fs/promises";

import * as checkWasm from "../pkg/wasm/huisuan_check.js";
import * as checkTwin from "../pkg/wasm/huisuan_check_twin.js";
import * as wasm from "../pkg/wasm/huisuan.js";
import * as twin from "../pkg/wasm/huisuan_twin.js";

const DAY = "2023-03-01";
const CHAIN = ["000000", "330000", "331000", "331003"];
/** The benefits that the chain began with, and those that their rules name. */
const SEVEN = ["minimum_living_allowance", "marginal_household", "disability_living_subsidy", "disability_nursing_subsidy",
  "orphan_support", "de_facto_orphan_support", "high_age_allowance"];
const NAMED = ["minimum_living_allowance_single", "extreme_hardship_support", "hiv_child_support", "elderly_service_subsidy"];
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
  seven: checker.Calculator.load(packs.map(onlySeven)),
}));

const rows = [
  ["read and check the chain", (engine) => engine.check().free()],
  ["open the chain's image", (engine) => { engine.all?.free(); engine.all = engine.open(); }],
  ["all benefits, all facts", ({ all }) => all.assess(full, DAY)],
  ["all benefits, half of the facts", ({ all }) => all.assess(half, DAY)],
  ["interview, half of the facts", ({ all }) => all.interview(half, DAY)],
  ["seven benefits, all facts", ({ seven }) => seven.assess(full, DAY)],
  ["seven benefits, half of the facts", ({ seven }) => seven.assess(half, DAY)],
];

print("milliseconds", ["wasm, first", "fastest", "median", "twin, first", "fastest", "median"]);
print("compile and start", [compiled.toFixed(2)]);
for (const [name, run] of rows) print(name, engines.flatMap((engine) => measured(() => run(engine))).map((it) => it.toFixed(2)));

// How much of it is making objects of the text that the engine writes.
for (const [name, calculator] of [["all benefits", engines[0].all], ["seven benefits", engines[0].seven]]) {
  const text = JSON.stringify(calculator.assess(full, DAY));
  print(`${name}, JSON.parse alone`, measured(() => JSON.parse(text)).map((it) => it.toFixed(2)));
}

function print(name, cells) {
  console.log(name.padEnd(36) + cells.map((cell) => cell.padStart(12)).join(""));
}

/** The first time, then the fastest and the median once warm. */
function measured(run) {
  const [first] = sample(run, MEASURED);
  const times = sample(run, MEASURED).sort((a, b) => a - b);
  return [first, times[0], times[Math.floor(times.length / 2)]];
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

/** A pack with nothing but the seven benefits. What their rules name beside them is there, and ended long ago. */
function onlySeven(text) {
  const pack = JSON.parse(text);
  const isKept = (id) => SEVEN.includes(id) || (pack.adcode === "000000" && NAMED.includes(id));
  const benefits = Object.entries(pack.benefits ?? {}).filter(([id]) => isKept(id)).map(([id, benefit]) =>
    [id, NAMED.includes(id) ? { ...benefit, from: "1990-01-01", to: "1990-12-31" } : benefit]);
  const isKnown = (id) => SEVEN.includes(id) || NAMED.includes(id);
  const exclusions = Object.entries(pack.exclusions ?? {}).filter(([, it]) => it.packages.flat().every(isKnown));
  return JSON.stringify({
    ...pack,
    ...(pack.benefits && { benefits: Object.fromEntries(benefits) }),
    ...(pack.exclusions && { exclusions: Object.fromEntries(exclusions) }),
  });
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
