// The sheet on the screen, as it will be on paper, with what can be done with it.

import { element } from "../view/dom.js";
import { sheet } from "./sheet.js";

const PAPERS = ["a4", "slip"];

/** `choose(paper)`, `print(sheet)`, `close()`; `about` is what `sheet` takes. */
export function sheetView({ texts, paper, choose, print, close, about }) {
  const page = sheet(about);
  return [
    element("div", { class: "sheet-tools", role: "group", "aria-label": texts.page("counter.key.sheet") },
      PAPERS.map((it) => element("button", { type: "button", class: "key", "data-paper": it, "aria-pressed": String(it === paper), onclick: () => choose(it) }, texts.page("counter.paper." + it))),
      element("button", { type: "button", class: "key", "data-print": "", onclick: () => print(page) }, element("kbd", {}, "Enter"), " ", texts.page("counter.print")),
      element("button", { type: "button", class: "key", "data-close": "", onclick: close }, element("kbd", {}, "Esc"), " ", texts.page("counter.close"))),
    element("div", { class: "sheet-place sheet-" + paper }, page),
  ];
}
