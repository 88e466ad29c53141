// Printing the sheet in a frame of its own, so that the page around the calculator is not printed and no file is asked for.

import css from "../styles/sheet.css";
import { element } from "../view/dom.js";

/** Paper: the size, and the margin in millimetres. The slip of a receipt printer is as long as what is on it. */
const PAPERS = { a4: { width: 210, height: 297, margin: 14 }, slip: { width: 80, margin: 4 } };
const MM = 96 / 25.4;

/** Prints a copy of `sheet`. The frame stands in `place`, and is gone when the printing is over. */
export function print(sheet, paper, place, home) {
  clearPrint(place);
  const { width, height, margin } = PAPERS[paper];
  const frame = element("iframe", { class: "print-frame", title: "print", "aria-hidden": "true", tabindex: "-1" });
  place.appendChild(frame);
  const { document: page } = frame.contentWindow;
  page.documentElement.lang = sheet.lang;
  page.body.className = "paper paper-" + paper;
  page.body.appendChild(page.importNode(sheet, true));
  const show = () => {
    const tall = height || Math.ceil(page.body.scrollHeight / MM) + 2 * margin + 2;
    addStyles(frame.contentWindow, "@page{size:" + width + "mm " + tall + "mm;margin:" + margin + "mm}");
    frame.contentWindow.addEventListener("afterprint", () => setTimeout(() => frame.remove(), 0));
    frame.contentWindow.print();
  };
  if (addStyles(frame.contentWindow, css)) show();
  else link(page, home, show);
}

export function clearPrint(place) { Array.from(place.querySelectorAll(".print-frame")).forEach((it) => it.remove()); }

/** A sheet that is constructed is allowed under every policy. `false` where the browser has none. */
function addStyles(view, text) {
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(text);
    view.document.adoptedStyleSheets = Array.from(view.document.adoptedStyleSheets).concat(sheet);
    return true;
  } catch (error) {
    return false;
  }
}

function link(page, home, then) {
  const it = page.createElement("link");
  it.rel = "stylesheet";
  it.href = home + "element/huisuan-sheet.css";
  it.onload = then;
  it.onerror = then;
  page.head.appendChild(it);
}
