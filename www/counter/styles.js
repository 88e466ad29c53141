// The style sheet of the counter, beside that of the element.

import css from "../styles/counter.css";

let sheet;

/** Adopted where the browser can; else linked from the element's folder, as the element's own. */
export function addCounterStyles(root, home) {
  if (root.adoptedStyleSheets === undefined || typeof CSSStyleSheet.prototype.replaceSync !== "function") {
    if (root.querySelector("link[data-counter]")) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = home + "element/huisuan-counter.css";
    link.setAttribute("data-counter", "");
    root.appendChild(link);
    return;
  }
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  if (Array.from(root.adoptedStyleSheets).indexOf(sheet) < 0) root.adoptedStyleSheets = Array.from(root.adoptedStyleSheets).concat(sheet);
}
