// What the pages for lists and scenarios have in common: the engine, the districts, the language, and how a list is given.

import { loadEngine } from "../engine/load.js";
import { packsAt } from "../engine/packs.js";
import { districtsOf, namesOf } from "../model/districts.js";
import { element } from "../view/dom.js";
import { Texts } from "../words/texts.js";

const FAILED = "没有准备好，请检查网络后重新打开这一页。 This could not be made ready; please check the network and open the page again.";

/**
 * Loads what a page needs, and shows it: `show({texts, engine, packs, index, districts, home, place})`, again whenever the language changes.
 * `catalogues` are the page's words by language.
 */
export async function startTool(catalogues, show) {
  const home = new URL("./", document.baseURI).href;
  const place = document.querySelector("[data-tool-place]");
  const buttons = Array.from(document.querySelectorAll("[data-lang]"));
  const textsIn = (lang) => new Texts({ lang, catalogue: catalogues[lang], convert: (text) => text }, {});
  const packs = packsAt(home);
  let tool;
  const render = (lang) => {
    document.documentElement.lang = lang;
    buttons.forEach((it) => it.setAttribute("aria-pressed", String(it.getAttribute("data-lang") === lang)));
    const kept = fieldsIn(place).map((it) => [it.getAttribute("data-tool"), it.value]);
    show(Object.assign({ texts: textsIn(lang) }, tool));
    kept.forEach(([name, value]) => {
      const it = fieldsIn(place).find((one) => one.getAttribute("data-tool") === name);
      if (!it || it.value === value) return;
      it.value = value;
      it.dispatchEvent(new Event("change"));
    });
  };
  try {
    const [engine, index] = await Promise.all([loadEngine(home), packs.index()]);
    tool = { engine, packs, index, districts: districtsOf(index.packs), home, place };
    buttons.forEach((it) => it.addEventListener("click", () => render(it.getAttribute("data-lang"))));
    render("zh-CN");
  } catch (error) {
    console.error(error);
    place.textContent = FAILED;
  }
}

/** What is entered, but for files, which only a person can choose. */
function fieldsIn(place) { return Array.from(place.querySelectorAll("select[data-tool], input[data-tool]:not([type=file]), textarea[data-tool]")); }

/** A labelled field. */
export function field(words, input) { return element("label", { class: "field" }, element("span", {}, words), input); }

/** Which district: one, or where `each` gives words for it, that of each row. */
export function districtField(tool, each) {
  const { texts, districts } = tool;
  return element("select", { "data-tool": "district" }, each && element("option", { value: "" }, each),
    districts.map((it) => element("option", { value: it.adcode }, namesOf(it, (names) => texts.among(names)).join(" "))));
}

/** A table that is moved sideways where it is wider than the page, also with the keys. */
export function scrolled(label, table) { return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table); }

/** Where a file is saved from: the whole of it is in the page. */
export function download(name, words, pieces, type) {
  // A byte-order mark is not written: the command writes none either, and both read lists with and without.
  return element("a", { class: "button", href: URL.createObjectURL(new Blob(pieces, { type })), download: name, "data-download": name }, words);
}
