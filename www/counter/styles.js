// The style sheet of the counter, beside that of the element.

import { styleSheetOf } from "../engine/files.js";
import css from "../styles/counter.css";

let sheet;

/** Adopted where the browser can; else linked from the element's folder, as the element's own. */
export function addCounterStyles(root, home) {
  if (root.adoptedStyleSheets === undefined || typeof CSSStyleSheet.prototype.replaceSync !== "function") {
    if (root.querySelector("[data-counter]")) return;
    const given = styleSheetOf(home, "element/huisuan-counter.css");
    given.setAttribute("data-counter", "");
    root.appendChild(given);
    return;
  }
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  if (Array.from(root.adoptedStyleSheets).indexOf(sheet) < 0) root.adoptedStyleSheets = Array.from(root.adoptedStyleSheets).concat(sheet);
}
