// The style sheet in the shadow root. It is adopted where the browser can, which asks for nothing and is allowed under every policy;
// else it is linked, from the element's own folder.

import { styleSheetOf } from "../engine/files.js";
import css from "../styles/element.css";

let sheet;

export function addStyles(root, home) {
  if (!("adoptedStyleSheets" in root) || typeof CSSStyleSheet.prototype.replaceSync !== "function") {
    root.appendChild(styleSheetOf(home, "element/huisuan-calculator.css"));
    return;
  }
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
}
