// The line above the page: where, which day, a check code to open, and what the keys do.

import { namesOf } from "../model/districts.js";
import { element } from "../view/dom.js";
import { answerOf } from "./entry.js";
import { KEYS } from "./keys.js";

const DAY = { type: { kind: "date" } };

/** `acts` are those of the keys, and `district`, `day`, `open`. */
export function bar({ texts, districts, district, on, acts }) {
  const place = element("select", { class: "cell", "data-bar": "district", "aria-label": texts.page("counter.district"), onchange: () => acts.district(place.value) },
    districts.map((it) => element("option", { value: it.adcode, selected: it.adcode === district }, namesOf(it, (names) => texts.among(names)).join(" "))));
  const day = element("input", { type: "text", class: "cell", inputmode: "numeric", autocomplete: "off", "data-bar": "day", "aria-label": texts.page("counter.day"), value: on, onchange: () => takeDay(day, on, acts) });
  const code = element("input", { type: "text", class: "cell", autocomplete: "off", spellcheck: "false", "data-bar": "code", "aria-label": texts.page("counter.code"), placeholder: texts.page("counter.code.enter"),
    onkeydown: (event) => { if (event.key === "Enter") acts.open(code.value); } });
  const button = (name) => element("button", { type: "button", class: "key", "data-act": name, onclick: () => acts[name]() }, element("kbd", {}, KEYS[name]), " ", texts.page("counter.key." + name));
  return element("div", { class: "bar" },
    element("div", { class: "bar-fields" }, label(texts.page("counter.district"), place), label(texts.page("counter.day"), day), label(texts.page("counter.code"), code,
      element("button", { type: "button", class: "key", "data-act": "open", onclick: () => acts.open(code.value) }, texts.page("counter.code.open")))),
    element("div", { class: "bar-keys", role: "group", "aria-label": texts.page("counter.keys") }, ["member", "whatif", "only", "sheet", "clear"].map(button)));
}

function label(words, ...inputs) { return element("span", { class: "labelled" }, element("span", { "aria-hidden": "true" }, words), inputs); }

/** Only a day that there is. */
function takeDay(input, on, acts) {
  const answer = answerOf(DAY, input.value, on);
  const day = answer && typeof answer.given === "string" ? answer.given : "";
  const found = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(day + "T00:00:00Z");
  if (found && !isNaN(found) && found.toISOString().slice(0, 10) === day) acts.day(day);
  else input.setAttribute("aria-invalid", "true");
}
