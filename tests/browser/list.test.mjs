// A list of households in the page: the same as the command says of it, in slices, with nothing uploaded.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { violations } from "./axe.mjs";
import { world } from "./open.mjs";
import { DIST } from "./server.mjs";

const COMMAND = process.env.HUISUAN || fileURLToPath(new URL("../../target/debug/huisuan", import.meta.url));
const ON = "2026-07-01";
const HEADER = "id,m1.relation,m1.birth_date,m1.local_household_registration,m1.wage_income,m1.disability_grade,m1.receiving,m2.relation,m2.birth_date,m2.wage_income,supporters1.monthly_income,supporters1.size,savings,vehicles";
const GOOD = [
  "一,applicant,1950-03-02,是,0,无,无,spouse,1952-01-01,,,,12000,0",
  "two,applicant,1935-05-06,1,0.00,2,high_age_allowance disability_nursing_subsidy,,,,9000,3,,",
  "\"quoted, with \"\"marks\"\"\",applicant,1990-01-01,否,6500,,,child,2016-02-29,0,,,20000,1",
  "four,applicant,1970-12-31,,800,1,无,,,,,,0,0",
];
const BAD = [
  "few,applicant,1950-03-02",
  "day,applicant,1950-02-30,是,0,无,无,,,,,,0,0",
  "sign,applicant,1950-03-02,是,¥800,无,无,,,,,,0,0",
  "thousands,applicant,1950-03-02,是,\"1,800\",无,无,,,,,,0,0",
  "word,cousin,1950-03-02,maybe,0,无,无,,,,,,0,0",
  "whole,applicant,1950-03-02,是,0,two,无,,,,,,0,0",
  "bounds,applicant,2030-03-02,是,-5,无,无,,,,,,0,0",
];
const LIST = `${[HEADER, GOOD[0], BAD[0], GOOD[1], BAD[1], "", GOOD[2], ...BAD.slice(2), GOOD[3]].join("\r\n")}\r\n`;
/** The same characters as older spreadsheets write them: those of LIST that are not ASCII. */
const GBK = { 一: [0xd2, 0xbb], 是: [0xca, 0xc7], 无: [0xce, 0xde], 否: [0xb7, 0xf1], "¥": [0xa3, 0xa4] };

let here;
let folder;
before(async () => {
  here = await world();
  folder = await mkdtemp(join(tmpdir(), "huisuan-list-"));
});
after(async () => {
  await here.close();
  await rm(folder, { recursive: true });
});

/** What the command says of a list: `{results, rejects, code}`. */
async function native(name, content) {
  const [list, results, rejects] = [name, "results.csv", "rejects.csv"].map((it) => join(folder, it));
  await writeFile(list, content);
  const code = await new Promise((resolve) => execFile(COMMAND, ["batch", "--rules", `${DIST}rules`, "--district", "331003", "--on", ON, list, "--out", results, "--rejects", rejects],
    (error) => resolve(error ? error.code : 0)));
  return { code, results: code === 2 ? "" : await readFile(results, "utf8"), rejects: code === 2 ? "" : await readFile(rejects, "utf8") };
}

async function page(context) {
  const it = await here.open(context, { path: "list.html", viewport: { width: 1280, height: 800 } });
  await it.waitForSelector("[data-tool=begin]");
  await it.selectOption("[data-tool=district]", "331003");
  await it.fill("[data-tool=day]", ON);
  return it;
}

/** What the page says of it. */
async function inPage(it, name, content) {
  await it.setInputFiles("[data-tool=file]", { name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await it.click("[data-tool=begin]");
  await it.waitForFunction(() => !document.querySelector("[data-tool=begin]").disabled && document.querySelector("[role=status]").textContent !== "", undefined, { timeout: 120000 });
  return { said: await it.textContent("[role=status]"), results: await saved(it, "-results.csv"), rejects: await saved(it, "-rejects.csv") };
}

/** A file as it is saved. */
async function saved(it, ending) {
  const link = it.locator(`[data-download$="${ending}"]`);
  if (await link.count() === 0) return "";
  const [download] = await Promise.all([it.waitForEvent("download"), link.click()]);
  return readFile(await download.path(), "utf8");
}

function gbk(text) { return Buffer.from(Array.from(text).flatMap((it) => GBK[it] || [it.charCodeAt(0)])); }

test("a list of CSV gives what the command gives, to the byte, and nothing is uploaded", async (context) => {
  const it = await page(context);
  const requests = [];
  const expected = await native("families.csv", LIST);
  assert.equal(expected.code, 1);
  let found = await inPage(it, "families.csv", LIST);
  assert.equal(found.results, expected.results);
  assert.equal(found.rejects, expected.rejects);
  assert.equal(found.rejects.split("\n").length - 2, BAD.length);
  assert.match(found.said, new RegExp(`共 ${GOOD.length + BAD.length} 行：算出 ${GOOD.length}，退回 ${BAD.length}`));
  assert.deepEqual(await violations(it), []);
  it.on("request", (request) => { if (!/^blob:|\/rules\//.test(request.url())) requests.push(request.url()); });
  for (const [name, content] of [["mark.csv", `\ufeff${LIST}`], ["gbk.csv", gbk(LIST)], ["utf16.csv", Buffer.from(`\ufeff${LIST}`, "utf16le")]]) {
    const same = await native(name, content);
    found = await inPage(it, name, content);
    assert.equal(found.results, same.results, name);
    assert.equal(found.rejects, same.rejects, name);
  }
  assert.match(await it.textContent(".note"), /UTF-16LE/);
  assert.deepEqual(requests, []);
});

test("lists of rows in any order, good and bad, with empty lines and ends of both kinds, come out as the command says", async (context) => {
  const it = await page(context);
  let seed = 20261125;
  const below = (most) => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % most; };
  const quoted = "\"two\nlines\",applicant,1960-01-01,是,0,无,无,,,,,,0,0";
  const pool = [...GOOD, quoted, ...BAD, "", "", " ", "\t"];
  for (const [name, ends, last] of [["lf.csv", ["\n"], "\n"], ["crlf.csv", ["\r\n"], ""], ["mixed.csv", ["\n", "\r\n"], "\n"]]) {
    const end = () => ends[below(ends.length)];
    const rows = Array.from({ length: 120 }, () => pool[below(pool.length)]).concat(GOOD[1]);
    const list = rows.reduce((text, row) => text + end() + row, HEADER) + last;
    const expected = await native(name, list);
    const found = await inPage(it, name, list);
    assert.equal(found.results, expected.results, name);
    assert.equal(found.rejects, expected.rejects, name);
    const given = rows.filter((row) => row.trim() !== "").length;
    const lines = (text) => text.split("\n").length - 2;
    // A quoted name takes two lines of the results.
    const [good, bad] = [lines(found.results) - rows.filter((row) => row === quoted).length, lines(found.rejects)];
    assert.equal(good + bad, given, name);
    assert.match(found.said, new RegExp(`共 ${given} 行：算出 ${good}，退回 ${bad}`));
  }
});

test("the page shows which columns there are, and gives an empty list with those of the command", async (context) => {
  const it = await page(context);
  await it.click("[data-tool=columns]");
  const [download] = await Promise.all([it.waitForEvent("download"), it.click('[data-download="list.csv"]')]);
  const header = await readFile(await download.path(), "utf8");
  const expected = await new Promise((resolve, reject) => execFile(COMMAND, ["batch", "--rules", `${DIST}rules`, "--district", "331003", "--header", "4"], (error, out) => (error ? reject(error) : resolve(out))));
  assert.equal(header, expected);
  const text = await it.textContent("[data-table=columns]");
  assert.match(text, /m1\.birth_date.*是哪年哪月哪日出生的.*日期/);
  assert.doesNotMatch(text, /⟦|undefined/);
  assert.deepEqual(await violations(it), []);
  await it.setViewportSize({ width: 360, height: 740 });
  assert.ok(await it.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await it.click('[data-lang="en"]');
  assert.deepEqual(await it.evaluate(() => ["district", "day"].map((name) => document.querySelector(`[data-tool=${name}]`).value)), ["331003", ON]);
  await it.click("[data-tool=columns]");
  await it.waitForSelector("[data-table=columns]");
  assert.doesNotMatch(await it.textContent("main"), /⟦|undefined/);
  // What is saved can be filled in and worked out as it is.
  const rest = ",".repeat(header.split(",").length - 4);
  const found = await inPage(it, "list.csv", `${header}a,,,applicant${rest}\n`);
  assert.equal(found.results.split("\n").length - 2, 1);
});

test("the results are also to be had in words, as a spreadsheet opens them", async (context) => {
  const it = await page(context);
  const { results } = await inPage(it, "families.csv", LIST);
  const [download] = await Promise.all([it.waitForEvent("download"), it.click("[data-tool=words]")]);
  const words = await readFile(await download.path(), "utf8");
  assert.ok(words.startsWith("\ufeff编号,地区代码,日期,每月合计（至少）,每月合计（至多）,"));
  assert.equal(words.split("\n").length, results.split("\n").length);
  assert.match(words, /最低生活保障（低保）,最低生活保障（低保）（至少，元）/);
  assert.match(words, /\ntwo,331003,2026-07-01,100\.00,.*还需要几项信息,0\.00,2?\d+\.00,全家.*可能符合,100\.00,100\.00,m1/);
  assert.doesNotMatch(words, /⟦|eligible|undefined|[0-9a-f]{64}/);
});

test("a household of 51 members is sent back, one of 50 is not", async (context) => {
  const it = await page(context);
  const header = ["id", ...Array.from({ length: 51 }, (_, at) => `m${at + 1}.birth_date`)].join(",");
  const row = (id, count) => [id, ...Array.from({ length: 51 }, (_, at) => (at < count ? "1960-01-01" : ""))].join(",");
  const list = `${header}\n${row("fifty", 50)}\n${row("more", 51)}\n`;
  const expected = await native("many.csv", list);
  const found = await inPage(it, "many.csv", list);
  assert.deepEqual([found.results, found.rejects], [expected.results, expected.rejects]);
  assert.match(found.rejects, /\n3,more,limit\/count,members/);
});

test("JSON lines give what the command gives", async (context) => {
  const it = await page(context);
  const members = (count) => Array.from({ length: count }, (_, at) => ({ id: `m${at + 1}`, birth_date: "1960-01-01" }));
  const lines = [
    { id: "a", members: [{ id: "m1", birth_date: "1935-01-01", local_household_registration: true }] }, { id: 7, on: "2023-01-01", members: members(2), savings: "5000.00" },
    { id: "many", members: members(51) }, { id: "number", members: [{ id: "m1", wage_income: 1200.5 }] }, { id: "unknown", members: members(1), holdings: "1" },
    { id: "elsewhere", district: "110109", members: members(1) }, { id: "noday", on: "2026-02-30", members: members(1) },
  ].map((line) => JSON.stringify(line));
  const list = `${lines.slice(0, 3).join("\n")}\n\n${lines.slice(3).join("\n")}\n{"id": "broken", "members": [\n[]\n`;
  const expected = await native("families.jsonl", list);
  const found = await inPage(it, "families.jsonl", list);
  assert.equal(found.results, expected.results);
  assert.equal(found.rejects, expected.rejects);
  assert.equal(found.rejects.split("\n").length - 2, 7);
});

test("what cannot be used as a list is refused in words", async (context) => {
  const it = await page(context);
  for (const [name, content, words] of [
    ["empty.csv", "", /连表头也没有/], ["header.csv", "id,m1.birht_date\na,1950-01-01\n", /m1\.birht_date.*不是规则里的事项/], ["twice.csv", "m1.birth_date,m1.birth_date\n1,2\n", /出现了两次/],
    ["list.xlsx", "PK", /看不出/], ["latin.csv", Buffer.from("id,m1.birth_date\nM\xfcller,1950-01-01\n", "latin1"), /iconv/],
  ]) {
    const found = await inPage(it, name, content);
    assert.match(found.said, words);
    assert.equal((await native(name, content)).code, 2, name);
  }
});

test("a long list goes in slices, shows how far it is, and can be broken off", async (context) => {
  const it = await page(context);
  const rows = 3000;
  const list = `${HEADER}\n${Array.from({ length: rows }, (_, at) => GOOD[at % 3].replace(/^[^,]*(?=,app)/, `r${at}`).replace(/^".*?",/, `r${at},`)).join("\n")}\n`;
  await it.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((seen) => seen.getEntries().forEach((entry) => window.tasks.push(entry.duration))).observe({ entryTypes: ["longtask"] });
  });
  await it.setInputFiles("[data-tool=file]", { name: "long.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await it.click("[data-tool=begin]");
  await it.waitForFunction(() => document.querySelector("progress").value > 0 && /已读 \d{2,}/.test(document.querySelector("[role=status]").textContent));
  // The page answers while it works: what it takes to press a button is the time of a slice.
  await it.evaluate(() => {
    window.tasks.length = 0;
    window.turns = 0;
    const count = () => { window.turns += 1; setTimeout(count, 0); };
    count();
  });
  await it.waitForTimeout(1500);
  const { tasks, turns } = await it.evaluate(() => ({ tasks: window.tasks, turns: window.turns }));
  context.diagnostic(`in 1.5 s the page had ${turns} turns; ${tasks.length} tasks over 50 ms, the longest ${Math.round(Math.max(0, ...tasks))} ms`);
  // A slice is 12 ms and the row that ends it. How long that takes depends on who else uses the machine; that the page has its turn does not.
  assert.ok(turns > 10, `${turns}`);
  await it.click("[data-tool=cancel]");
  await it.waitForFunction(() => /已取消/.test(document.querySelector("[role=status]").textContent));
  const [, read, assessed, rejected] = (await it.textContent("[role=status]")).match(/读了 (\d+) 行：算出 (\d+)，退回 (\d+)/).map(Number);
  assert.ok(read < rows && read === assessed + rejected, `${read}`);
  assert.equal((await saved(it, "-results.csv")).split("\n").length - 2, assessed);
  // Nothing of a run that was broken off is left in the next.
  const short = list.split("\n").slice(0, 201).join("\n");
  const again = await inPage(it, "long.csv", short);
  const expected = await native("long.csv", short);
  assert.deepEqual([again.results, again.rejects], [expected.results, ""]);
});
