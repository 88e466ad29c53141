// The self-test: what a webmaster opens after the upload, and sends along with a question.

import { element, fill } from "../view/dom.js";
import { browserCheck, engineCheck, filesCheck, packsCheck, personasCheck } from "./checks.js";
import { languageButtons, say } from "./say.js";

const CHECKS = [
  ["浏览器", "Browser", browserCheck], ["引擎与安全策略", "Engine and policy", engineCheck], ["文件", "Files", filesCheck],
  ["规则包", "Rule packs", packsCheck], ["样例家庭", "Households", personasCheck],
];
const MARKS = { good: "✓", note: "·", bad: "✗" };

const summary = document.getElementById("summary");
const list = document.getElementById("list");
const report = document.getElementById("report");
const violations = [];
const all = [];

document.addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
languageButtons(write);
document.getElementById("copy").addEventListener("click", copy);
run();

async function run() {
  fill(summary, say("正在检查……", "Checking…"));
  for (const [zh, en, check] of CHECKS) {
    let lines;
    try {
      lines = await check();
    } catch (error) {
      lines = [{ state: "bad", zh: `没有完成：${error.message}`, en: `Could not be done: ${error.message}` }];
    }
    add(zh, en, lines);
  }
  add("违反安全策略的情况", "Violations of the policy", violations.length === 0
    ? [{ state: "good", zh: "没有", en: "None" }] : violations.map((it) => ({ state: "bad", zh: it, en: it })));
  const wrong = all.filter((it) => it.state === "bad").length;
  summary.className = `summary ${wrong === 0 ? "good" : "bad"}`;
  summary.setAttribute("data-wrong", wrong);
  fill(summary, wrong === 0 ? say("可以使用。", "Ready to be used.") : say(`有${wrong}处要处理。`, `${wrong} things need attention.`));
  write(document.documentElement.lang);
}

function add(zh, en, lines) {
  all.push({ title: true, zh, en }, ...lines);
  list.appendChild(element("section", {}, element("h2", {}, say(zh, en)),
    element("ul", { class: "checks" }, lines.map((it) => element("li", { class: it.state }, element("span", { class: "mark", "aria-hidden": "true" }, MARKS[it.state]), element("span", {}, say(it.zh, it.en)))))));
}

function write(lang) {
  const key = lang === "en" ? "en" : "zh";
  report.value = all.map((it) => (it.title ? `\n${it[key]}` : `${MARKS[it.state]} ${it[key]}`)).join("\n").trim();
}

async function copy() {
  report.select();
  const done = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(report.value);
    fill(done, say("已复制。", "Copied."));
  } catch (error) {
    fill(done, say("已选中，请按 Ctrl+C 复制。", "Selected: press Ctrl+C."));
  }
}
