// The page: which district, which day, which household, and what the engine says about it. It decides nothing itself.

import { assess } from "./assess.js";
import { dateFields } from "./controls.js";
import { dayOf, partsOf, today } from "./day.js";
import { telephone } from "./determination.js";
import { fetchDistricts, namesOf } from "./districts.js";
import { element, fill } from "./dom.js";
import { Household } from "./household.js";
import { people } from "./people.js";
import { announcement, shortly, showResults } from "./results.js";
import { dayWords, fetchPageTexts, Texts, translateStatic } from "./texts.js";
import init, { loadDistrict } from "./wasm/huisuan.js";

const RULES = "./rules/";
const ANNOUNCE_AFTER = 1200;

const at = (id) => document.getElementById(id);

const state = {
  lang: "zh-CN",
  pageTexts: undefined,
  districts: [],
  district: undefined,
  calculator: undefined,
  household: undefined,
  on: today(),            // the day of what is shown
  askedDay: today(),      // the day asked for, which may not exist
  typedDay: undefined,
  folds: new Map(),
};
let texts;
let family;         // the questions as they stand on the page
let renderWaits = false;
let announceLater;
let choosing = 0;

start();

async function start() {
  try {
    const [pageTexts, districts] = await Promise.all([fetchPageTexts(), fetchDistricts(RULES), init()]);
    state.pageTexts = pageTexts;
    state.districts = districts;
    useLanguage();
    showDistricts();
    const language = at("language");
    language.addEventListener("click", switchLanguage);
    language.hidden = false;
    tell("choosing");
  } catch (error) {
    fail(error);
  }
}

function tell(name) { at("main").setAttribute("data-state", name); }

function fail(error) {
  tell("failed");
  const words = texts ? texts.phrase("page.failed", { phone: telephone("12345") }) : ["页面没有准备好，请刷新再试，或拨打 12345 询问。"];
  fill(at("failure"), words);
  at("failure").hidden = false;
  if (!state.calculator) fill(at("district-choice"));
  console.error(error);
}

// Language

function useLanguage() {
  texts = new Texts(state.lang, state.pageTexts[state.lang], state.calculator && state.calculator.texts(state.lang));
}

function switchLanguage() {
  state.lang = state.lang === "zh-CN" ? "en" : "zh-CN";
  useLanguage();
  translateStatic(texts);
  const language = at("language");
  language.textContent = texts.page("page.otherLanguage");
  language.lang = state.lang === "zh-CN" ? "en" : "zh-CN";
  showDistricts();
  if (state.calculator) showCalculator();
}

// District

function showDistricts() {
  const choice = at("district-choice");
  at("district").toggleAttribute("data-chosen", Boolean(state.district));
  if (state.district) {
    const names = namesOf(state.district, state.lang);
    const again = element("button", { type: "button", class: "quiet", onclick: () => {
      state.district = undefined;
      showDistricts();
      choice.querySelector("button").focus();
    } }, texts.page("district.change"));
    fill(choice, element("p", { class: "chosen" }, element("strong", {}, names.join(" ")), again));
    return;
  }
  fill(choice, element("ul", { class: "districts" }, state.districts.map((district) => {
    const names = namesOf(district, state.lang);
    return element("li", {}, element("button", { type: "button", class: "district", "data-adcode": district.adcode, onclick: () => choose(district) },
      element("strong", {}, names[names.length - 1]), element("span", {}, names.slice(0, -1).join(" "))));
  })));
}

async function choose(district) {
  choosing += 1;
  const mine = choosing;
  tell("loading");
  at("failure").hidden = true;
  fill(at("district-choice"), element("p", { class: "hint" }, texts.page("page.loading")));
  try {
    const calculator = await loadDistrict(RULES, district.adcode);
    if (mine !== choosing) {
      calculator.free();
      return;
    }
    if (state.calculator) state.calculator.free();
    state.calculator = calculator;
    state.district = district;
    if (!state.household) reset();
    useLanguage();
    showDistricts();
    showCalculator();
    at("household-title").focus();
  } catch (error) {
    if (mine !== choosing) return;
    showDistricts();
    fail(error);
  }
}

// Household

function reset() {
  state.household = new Household();
  state.household.addMember("applicant");
  state.folds = new Map();
}

function showCalculator() {
  const calculator = state.calculator;
  const declarations = calculator.facts();
  family = people({
    texts, declarations, household: state.household, onChange: changed, benefits: benefitsInOrder(),
  });
  fill(at("household"),
    element("h2", { id: "household-title", tabindex: "-1" }, texts.page("household.title")),
    element("p", { class: "hint" }, texts.page("household.hint")),
    dayChoice(),
    family.element,
    eraser());
  showFooter();
  at("calculator").hidden = false;
  at("shortcut").hidden = false;
  render();
}

/** Every benefit that the rules name, in their order. */
function benefitsInOrder() {
  const anyone = { district: state.district.adcode, members: [{ id: "m1" }] };
  return Array.from(new Set(state.calculator.assess(anyone, today()).determinations.map((it) => it.benefit)));
}

function dayChoice() {
  const summary = element("summary", {});
  const problem = element("p", { class: "problem", id: "day-problem", role: "alert", hidden: true });
  const fields = dateFields(texts, state.typedDay || partsOf(state.on), "day", "day-problem", (parts) => {
    const day = dayOf(parts);
    state.typedDay = parts;
    if (day === undefined) return;
    state.askedDay = day;
    changed();
  });
  const choice = element("details", { class: "fold day", id: "day", open: Boolean(state.typedDay) }, summary,
    element("fieldset", {}, element("legend", { class: "words" }, texts.page("day.question")),
      element("p", { class: "hint" }, texts.page("day.hint")), problem,
      element("span", { class: "date" }, fields.map((it) => it.label))));
  choice.refresh = (refused) => {
    const shown = { day: dayWords(texts, state.on) };
    fill(summary, texts.phrase(state.on === today() ? "day.today" : "day.other", shown));
    problem.hidden = !refused;
    fill(problem, refused && texts.phrase("day.problem", { day: dayWords(texts, state.on) }));
    fields.forEach((it) => it.input.toggleAttribute("aria-invalid", refused));
    if (refused) choice.open = true;
  };
  return choice;
}

function eraser() {
  const place = element("div", { class: "eraser" });
  const ask = element("button", { type: "button", class: "quiet", id: "erase" }, texts.page("erase.ask"));
  const yes = element("button", { type: "button", class: "add", id: "erase-yes", onclick: () => {
    reset();
    showCalculator();
    at("household-title").focus();
  } }, texts.page("erase.yes"));
  const no = element("button", { type: "button", class: "quiet", onclick: () => {
    fill(place, ask);
    ask.focus();
  } }, texts.page("erase.no"));
  ask.addEventListener("click", () => {
    fill(place, element("p", {}, texts.page("erase.sure")), yes, " ", no);
    yes.focus();
  });
  fill(place, ask);
  return place;
}

function showFooter() {
  const contacts = state.calculator.jurisdictions().reduce((all, layer) => (layer.contacts || []).concat(all), []);
  fill(at("footer"), element("div", { class: "footer-inner" },
    contacts.length > 0 && element("h2", {}, texts.page("footer.contacts")),
    contacts.length > 0 && element("ul", {}, contacts.map((it) => element("li", {}, it.name[state.lang] || it.name,
      it.phone && " ", it.phone && telephone(it.phone)))),
    element("p", {}, texts.page("footer.reference"))));
}

// Assessment

/** Renders once after all that happens in this turn, so that nothing moves while the focus does. */
function changed() {
  if (renderWaits) return;
  renderWaits = true;
  setTimeout(() => {
    renderWaits = false;
    render();
  }, 0);
}

function render() {
  const district = state.district.adcode;
  let outcome = assess(state.calculator, state.household, district, state.askedDay);
  const refused = outcome.troubles.length > 0;
  if (refused) outcome = assess(state.calculator, state.household, district, state.on);
  else state.on = state.askedDay;
  if (!outcome.assessment) {
    fail(new Error(outcome.troubles.map((it) => it.message).join("; ")));
    return;
  }
  family.update(outcome);
  at("day").refresh(refused);
  showResults(at("results"), {
    texts, household: state.household, layers: state.calculator.jurisdictions(), declarations: state.calculator.facts(),
    folds: state.folds, onReveal: (fact) => family.reveal(fact),
  }, outcome.assessment);
  fill(at("shortcut"), shortly(texts, outcome.assessment), element("a", { class: "button", href: "#results" }, texts.page("shortcut.results")));
  announce(announcement(texts, outcome.assessment));
  tell("ready");
}

/** Says the result once the answering rests. */
function announce(words) {
  clearTimeout(announceLater);
  announceLater = setTimeout(() => {
    if (at("announcer").textContent !== words) at("announcer").textContent = words;
  }, ANNOUNCE_AFTER);
}
