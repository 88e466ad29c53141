// The page of personas: households with known results, worked out in this browser.

import { element, fill } from "../view/dom.js";
import { districtList, runPersonas } from "./run.js";
import { languageButtons, say } from "./say.js";

const choice = document.getElementById("district");
const summary = document.getElementById("summary");
const list = document.getElementById("list");
let asked = 0;

languageButtons();
start();

async function start() {
  const districts = await districtList();
  // An option shows text alone, so it has both languages in it.
  fill(choice, districts.map((it) => element("option", { value: it.adcode }, `${it.name["zh-CN"]} ${it.name.en}`)));
  const wanted = /^#(\d{6})$/.exec(location.hash);
  if (wanted && districts.some((it) => it.adcode === wanted[1])) choice.value = wanted[1];
  choice.addEventListener("change", run);
  run();
}

async function run() {
  asked += 1;
  const mine = asked;
  summary.className = "summary";
  fill(summary, say("正在计算……", "Working…"));
  fill(list);
  try {
    const outcome = await runPersonas(choice.value);
    if (mine !== asked) return;
    const right = outcome.results.filter((it) => it.wrong.length === 0).length;
    const all = outcome.results.length;
    const checked = outcome.results.reduce((sum, it) => sum + it.checked, 0);
    summary.className = `summary ${right === all ? "good" : "bad"}`;
    summary.setAttribute("data-passed", `${right}/${all}`);
    fill(summary, say(`${all}户里有${right}户与预期相符（共核对${checked}项）`, `${right} of ${all} households come out as expected (${checked} determinations compared)`),
      right === all ? "" : say("；有不符的，请不要使用这个版本。", "; some do not, so do not use this version."));
    fill(list, outcome.results.map((it) => household(it, outcome)));
  } catch (error) {
    if (mine !== asked) return;
    summary.className = "summary bad";
    fill(summary, say("没有算成：", "It could not be worked out: "), String(error.message));
  }
}

function household(result, outcome) {
  const good = result.wrong.length === 0;
  return element("li", { class: good ? "good" : "bad" },
    element("h2", {}, element("span", { class: "mark", "aria-hidden": "true" }, good ? "✓" : "✗"), say(...namesOf(result.name))),
    element("p", {}, say(`${result.on}，核对${result.checked}项：${good ? "全部相符" : `${result.wrong.length}项不符`}`, `${result.on}, ${result.checked} compared: ${good ? "all as expected" : `${result.wrong.length} not as expected`}`)),
    element("p", { class: "in-zh note" }, membersOf(result.household)),
    good ? undefined : element("ul", {}, result.wrong.map(({ expectation, differences }) => element("li", {},
      say(nameOf(outcome.texts, expectation), nameOf(outcome.english, expectation)), "：",
      differences.map(({ what, wanted, found }) => element("span", {}, say(`${what} 应为 ${wanted}，得到 ${found}；`, `${what}: expected ${wanted}, found ${found}; `)))))));
}

const RELATIONS = { applicant: "申请人", spouse: "配偶", child: "子女", parent: "父母", grandparent: "祖父母", grandchild: "孙辈", sibling: "兄弟姐妹", other: "其他家人" };

/** The family in Chinese, member by member. */
function membersOf(household) {
  const members = household.members.map((it) => `${RELATIONS[it.relation] || "家人"}${it.birth_date ? `（${it.birth_date.slice(0, 4)}年生${it.disability_grade ? `，残疾${it.disability_grade}级` : ""}）` : ""}`);
  return `${household.members.length}口人：${members.join("、")}`;
}

function nameOf(texts, { benefit, subject }) {
  return (texts[`benefits/${benefit}/name`] || benefit) + (subject && subject !== "household" ? ` (${subject})` : "");
}

/** A case is named in Chinese and in English, `中文 / English`. */
function namesOf(name) {
  const [chinese, english = chinese] = name.split(" / ");
  return [chinese, english.charAt(0).toUpperCase() + english.slice(1)];
}
