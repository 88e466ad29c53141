// Lighthouse on the built demo, as a phone on a slow line. `node tests/lighthouse.mjs` prints the figures and fails under the gates:
// accessibility and best practices 100 in every run, performance at least 98 in the median of three. Performance is measured in time that
// other programs take from it, so on a machine that is busy when it begins (more than one and a half programs waiting for each core) the
// gate is 90, and the last line says so.

import { availableParallelism, loadavg } from "node:os";
import lighthouse from "lighthouse";

import { launch } from "./browser/browser.mjs";
import { serve } from "./browser/server.mjs";

const RUNS = 3;
const BUSY = loadavg()[0] / availableParallelism();
const GATES = { performance: BUSY > 1.5 ? 90 : 98, accessibility: 100, "best-practices": 100 };
const PORT = 9333;

const site = await serve(undefined, undefined, { compress: true });
const browser = await launch([`--remote-debugging-port=${PORT}`]);
const scores = { performance: [], accessibility: [], "best-practices": [] };
const faults = new Set();

try {
  while (scores.performance.length < RUNS) await run();
} finally {
  await browser.close();
  await site.close();
}

const judged = { performance: median(scores.performance), accessibility: Math.min(...scores.accessibility), "best-practices": Math.min(...scores["best-practices"]) };
Object.keys(GATES).forEach((name) => console.log(`${name}: ${judged[name]} of at least ${GATES[name]}`));
if (BUSY > 1.5) console.log(`the machine was busy (${BUSY.toFixed(1)} programs for each core), so performance had to reach 90 and not 98`);
if (faults.size > 0) console.log(`not passed: ${Array.from(faults).join("; ")}`);
process.exitCode = Object.keys(GATES).every((name) => judged[name] >= GATES[name]) ? 0 : 1;

async function run() {
  const { lhr } = await lighthouse(site.url, { port: PORT, output: "json", logLevel: "error", onlyCategories: Object.keys(GATES) });
  Object.keys(scores).forEach((name) => scores[name].push(Math.round(lhr.categories[name].score * 100)));
  const shown = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"].map((id) => `${lhr.audits[id].title} ${lhr.audits[id].displayValue}`);
  console.log(`run ${scores.performance.length}: ${Object.keys(scores).map((name) => `${name} ${scores[name][scores[name].length - 1]}`).join(", ")} | ${shown.join(", ")} | benchmark ${lhr.environment.benchmarkIndex}`);
  ["accessibility", "best-practices"].forEach((name) => lhr.categories[name].auditRefs.filter((it) => it.weight > 0 && lhr.audits[it.id].score !== null && lhr.audits[it.id].score < 1).forEach((it) => faults.add(lhr.audits[it.id].title)));
}

function median(numbers) {
  const sorted = numbers.slice().sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] || 0;
}
