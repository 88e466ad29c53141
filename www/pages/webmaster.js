// The page for webmasters: options, what to paste, and how it will look.

import { textOf } from "../engine/files.js";
import { element, fill } from "../view/dom.js";
import { colourOf, contrast, ENOUGH, readable, textOfColour } from "./contrast.js";
import { districtList } from "./run.js";
import { home, languageButtons, say } from "./say.js";
import { snippetOf } from "./snippet.js";

const form = document.getElementById("options");
const preview = document.getElementById("preview");
const field = (name) => form.elements[name];
let integrity;
const fallbacks = new Map();

languageButtons();
start();

async function start() {
  const [districts, manifest] = await Promise.all([districtList(true), textOf(home, "manifest.json").then(JSON.parse, () => undefined)]);
  fill(field("district"), districts.map((it) => element("option", { value: it.adcode }, `${it.name["zh-CN"]} ${it.name.en}`)),
    element("option", { value: "" }, "由居民自己选 – the resident chooses"));
  const loader = manifest && manifest.files.find((it) => it.path === "huisuan.js");
  integrity = loader && loader.integrity;
  field("checked").disabled = !integrity;
  fill(document.getElementById("sums"), (manifest ? manifest.files : []).filter((it) => /^(huisuan[.-]|element\/huisuan-calculator\.)/.test(it.path) && it.path.endsWith(".js"))
    .map((it) => element("tr", {}, element("th", { scope: "row" }, it.path), element("td", {}, element("code", {}, it.integrity)))));
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
  update();
}

async function update() {
  const colour = chosenColour();
  const district = field("district").value;
  const options = {
    way: field("way").value, address: field("address").value.trim() || home, integrity: field("checked").checked ? integrity : "", district,
    mode: field("mode").value, lang: field("lang").value, "text-size": field("size").value, theme: field("theme").value,
    colour, title: field("lang").value === "en" ? "What is my family entitled to?" : "民政待遇计算", fallback: field("fallback").checked ? await fallbackFor(district) : "",
  };
  if (!options.address.endsWith("/")) options.address += "/";
  const { html, css, policy } = snippetOf(options);
  document.getElementById("html").textContent = html;
  show("css", css);
  show("policy", policy);
  showPreview(options);
}

function show(id, text) {
  document.getElementById(id).textContent = text;
  document.getElementById(`${id}-part`).hidden = text === "";
}

/** The colour, or the nearest that can be read; says which. */
function chosenColour() {
  const note = document.getElementById("contrast");
  const colour = field("own").checked ? colourOf(field("colour").value) : undefined;
  field("colour").disabled = !field("own").checked;
  if (!colour) {
    fill(note);
    return "";
  }
  const is = contrast(colour, [255, 255, 255]);
  const better = readable(colour);
  const shown = (number) => number.toFixed(2);
  note.className = is >= ENOUGH ? "good" : "bad";
  fill(note, is >= ENOUGH
    ? say(`白字对比度 ${shown(is)}:1，够清楚。`, `White on it has a contrast of ${shown(is)}:1, which can be read.`)
    : say(`白字对比度只有 ${shown(is)}:1（至少 4.5:1），已改用相近的 ${textOfColour(better)}（${shown(contrast(better, [255, 255, 255]))}:1）。`,
      `White on it has a contrast of only ${shown(is)}:1 (at least 4.5:1); ${textOfColour(better)} is taken instead (${shown(contrast(better, [255, 255, 255]))}:1).`));
  return textOfColour(better);
}

async function fallbackFor(district) {
  if (!district) return "";
  if (!fallbacks.has(district)) fallbacks.set(district, await textOf(home, `fallback/${district}.html`).catch(() => ""));
  return fallbacks.get(district);
}

let shownAs;

/** The same element or frame as in the snippet. It is made anew only where it must be. */
function showPreview(options) {
  if (options.way === "link") {
    shownAs = undefined;
    fill(preview, element("p", {}, element("a", { href: "./page.html" }, options.title)));
    return;
  }
  const attributes = ["district", "mode", "lang", "text-size", "theme"];
  if (shownAs !== options.way) fill(preview, options.way === "frame" ? element("iframe", { "data-huisuan": true, title: options.title, width: "100%", height: "640" }) : element("huisuan-calculator", {}));
  shownAs = options.way;
  const it = preview.firstChild;
  if (options.way === "frame") {
    const wanted = snippetOf(Object.assign({}, options, { address: home })).html;
    const src = /src="([^"]*)"/.exec(wanted)[1].replace(/&amp;/g, "&");
    if (it.getAttribute("src") !== src) {
      // The fragment alone does not load a frame anew.
      const fresh = element("iframe", { "data-huisuan": true, title: options.title, width: "100%", height: "640", src });
      fill(preview, fresh);
    }
    return;
  }
  attributes.forEach((name) => {
    if (!options[name]) it.removeAttribute(name);
    else if (it.getAttribute(name) !== options[name]) it.setAttribute(name, options[name]);
  });
  if (options.colour) it.style.setProperty("--huisuan-accent", options.colour);
  else it.style.removeProperty("--huisuan-accent");
}

async function copy(button) {
  const text = document.getElementById(button.getAttribute("data-copy")).textContent;
  const done = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(text);
    fill(done, say("已复制。", "Copied."));
  } catch (error) {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.getAttribute("data-copy")));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    fill(done, say("已选中，请按 Ctrl+C 复制。", "Selected: press Ctrl+C."));
  }
}
