// No barriers: axe on every screen and state, in every theme and size, in the element and in the frame; what a screen reader hears, in
// which order; the keyboard; a window at 400 %.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { lookOnly, violations } from "./axe.mjs";
import { PHONE, world } from "./open.mjs";
import { answerAll, answerScreen, compose, next, onScreen } from "./visit.mjs";
import { PERSONAS } from "../personas/personas.mjs";

const FAMILY = PERSONAS[1];
const HUANGYAN = 'district="331003" on="2023-01-01"';
const THEMES = ["light", "dark", "elder"];
const SIZES = ["normal", "large", "largest"];

let here;
before(async () => { here = await world(); });
after(() => here.close());

/** Goes through a whole visit in a page or a frame, and calls `look(state, part)` in every state that a person meets; `part` is what of the element is new in it. */
async function everyState(page, look) {
  const inside = (selector) => `huisuan-calculator ${selector}`;
  const click = (selector) => page.locator(inside(selector)).first().click();
  await onScreen(page, "start");
  await look("start");
  await page.click(inside(".screen-start .primary"));
  await onScreen(page, "members");
  for (const member of FAMILY.members.slice(1)) await page.click(inside(`[data-relation="${member.relation}"]`));
  await click("[data-member] button");
  await look("members, one removed");
  await click("[data-undo]");
  await next(page);
  const seen = new Set();
  await answerAll(page, FAMILY, {}, async ({ question }) => {
    const kind = await page.evaluate(() => Array.from(document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("[data-question] input"), (it) => it.type + it.className).join());
    if (seen.has(kind)) return;
    seen.add(kind);
    await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("details.why").forEach((it) => { it.open = true; }));
    await look(question);
    if (question !== "person:birth_date") return;
    await answerScreen(page, FAMILY, { "m1.birth_date": { given: "1930-02-30" } });
    await next(page);
    await look("a date that does not exist");
  });
  await look("result");
  await click('[data-take="picture"]');
  await page.locator(inside('[data-take="save"]')).waitFor();
  await look("picture", ".take");
  await click('[data-take="qr"]');
  await look("QR code", ".take");
  await click('[data-go="erase"]');
  await look("clear everything?", ".eraser");
  await page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("details.answers, .group-folded, [data-benefit] details, details[data-benefit=minimum_living_allowance]").forEach((it) => { it.open = true; }));
  await look("result, opened");
  await click('[data-change="hard_times"]');
  await next(page);
  await onScreen(page, "result");
  await look("a change that changed nothing", ".differences");
}

function dress(page, theme, size) {
  return page.evaluate(([it, chosen]) => { const element = document.querySelector("huisuan-calculator"); element.theme = it; element.textSize = chosen; }, [theme, size]);
}

for (const [where, open, sizes] of [
  ["the element", (context) => here.open(context, { attributes: HUANGYAN, viewport: PHONE }), SIZES],
  ["the frame", async (context) => {
    const page = await here.open(context, { html: '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>门户</title></head><body><main><h1>门户</h1><iframe data-huisuan src="frame.html#d=331003&on=2023-01-01" title="民政待遇计算" width="100%" height="640"></iframe></main><script src="huisuan-frame.js" defer></script></body></html>', viewport: PHONE });
    await page.frameLocator("iframe").locator('huisuan-calculator [data-screen="start"]').waitFor();
    return page.frames()[1];
  }, ["largest"]],
]) {
  test(`axe finds no barrier in any state, theme and size of ${where}`, async (context) => {
    const page = await open(context);
    const found = [];
    let states = 0;
    let runs = 0;
    await everyState(page, async (state, part) => {
      states += 1;
      for (const theme of THEMES) {
        for (const size of sizes) {
          await dress(page, theme, size);
          // What is not a matter of looks is the same in all of them.
          const isFirst = theme === THEMES[0] && size === sizes[0];
          found.push(...(await violations(page, isFirst ? undefined : lookOnly, isFirst ? undefined : part)).map((it) => `${state}, ${theme}, ${size}: ${it}`));
          runs += 1;
        }
      }
      await dress(page, THEMES[0], sizes[0]);
    });
    context.diagnostic(`${states} states, ${THEMES.length} themes, ${sizes.length} sizes: ${runs} runs of axe, ${found.length} barriers`);
    assert.deepEqual(found, []);
  });
}

test("at 400 % of a window of 1280 pixels nothing is cut off, and the keyboard brings everything into sight", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN, viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  const faults = [];
  await everyState(page, async (state) => {
    faults.push(...(await page.evaluate(() => (document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["wider than the window"] : []))).map((it) => `${state}: ${it}`));
    if (!["start", "members, one removed", "person:special_family", "result"].includes(state)) return;
    await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
    let last;
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate(() => {
        const it = document.querySelector("huisuan-calculator").shadowRoot.activeElement;
        if (!it) return undefined;
        const { top, bottom, left, right } = (it.closest("label") || it).getBoundingClientRect();
        return { name: it.outerHTML.slice(0, 90), seen: bottom > 0 && top < innerHeight && left >= 0 && right <= innerWidth };
      });
      if (!now) break;
      if (!now.seen) faults.push(`${state}: out of sight: ${now.name}`);
      last = now;
    }
    assert.ok(last, `${state}: the keyboard comes to nothing`);
  });
  assert.deepEqual(faults, []);
});

test("a screen reader hears a screen in the order in which it is seen, with headings that skip no level", async (context) => {
  for (const viewport of [PHONE, { width: 1280, height: 900 }]) {
    const page = await here.open(context, { attributes: HUANGYAN, viewport });
    const session = await page.context().newCDPSession(page);
    const faults = [];
    await everyState(page, async (state) => faults.push(...(await order(page, session)).map((it) => `${viewport.width}, ${state}: ${it}`)));
    assert.deepEqual(faults, []);
  }
});

const HEARD = new Set(["heading", "button", "link", "radio", "checkbox", "textbox", "StaticText", "DisclosureTriangle", "image"]);

/** Where what is heard jumps back above what was heard before it, and headings that skip a level. */
async function order(page, session) {
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((it) => [it.nodeId, it]));
  const heard = [];
  const walk = (node) => {
    if (!node.ignored && HEARD.has(node.role.value)) heard.push(node);
    (node.childIds || []).forEach((id) => { if (byId.has(id)) walk(byId.get(id)); });
  };
  walk(nodes.find((it) => it.parentId === undefined));
  const faults = [];
  let level = 1;
  let before;
  for (const node of heard) {
    if (node.role.value === "heading") {
      const mine = (node.properties || []).find((it) => it.name === "level").value.value;
      if (mine > level + 1) faults.push(`a heading of level ${mine} after one of ${level}: ${node.name.value}`);
      level = mine;
    }
    const box = await session.send("DOM.getBoxModel", { backendNodeId: node.backendDOMNodeId }).catch(() => undefined);
    // What only a screen reader hears has no place of its own.
    if (!box || box.model.width <= 2) continue;
    const [left, top] = box.model.border;
    const bottom = box.model.border[5];
    const name = `${node.role.value} ${String(node.name && node.name.value).slice(0, 24)}`;
    if (before && bottom <= before.top + 1 && left < before.right) faults.push(`“${name}” is above “${before.name}”, which is heard first`);
    before = { top, right: box.model.border[2], name };
  }
  assert.ok(heard.length > 5);
  return faults;
}

test("what happens is said: somebody added, removed, the result, what a change did", async (context) => {
  const page = await here.open(context, { attributes: HUANGYAN });
  const said = () => page.evaluate(() => Array.from(document.querySelector("huisuan-calculator").shadowRoot.querySelectorAll("[role=status]"), (it) => it.textContent).join(""));
  const focused = () => page.evaluate(() => document.querySelector("huisuan-calculator").shadowRoot.activeElement.textContent);
  await onScreen(page, "start");
  await page.click("huisuan-calculator .screen-start .primary");
  await onScreen(page, "members");
  await page.click('huisuan-calculator [data-relation="parent"]');
  assert.match(await said(), /已添加：父母。现在一共 2 人/);
  await page.click("huisuan-calculator [data-member] button");
  assert.match(await said(), /已移除：父母/);
  await page.reload();
  await compose(page, FAMILY);
  await answerAll(page, FAMILY, {}, async ({ heading }) => assert.equal(await focused(), heading, "the new question has the focus"));
  assert.match(await said(), /可能符合 \d+ 项.*合计/);
  assert.equal(await focused(), "计算结果");
});
