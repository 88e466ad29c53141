// Printing: the sheet stands in a document of its own, in a frame of its own, so that nothing of the host's page is printed and none of
// the host's styles reach it.

import css from "../../styles/print.css";
import { element } from "../dom.js";
import { qrDrawing } from "./qr.js";

/** Whether this browser prints at all: the one inside WeChat does not, and does not say so. */
export function canPrint() { return typeof window.print === "function" && !/MicroMessenger/i.test(navigator.userAgent); }

/** Prints nodes. `place` is where the frame may stand; `about` is `{lang, title, home}`. Gives a function that takes the frame away. */
export function printApart(place, nodes, about) {
  const frame = element("iframe", { class: "unseen", "aria-hidden": "true", tabindex: "-1", title: about.title });
  const away = () => { if (frame.parentNode) frame.parentNode.removeChild(frame); };
  frame.addEventListener("load", () => {
    const page = frame.contentWindow;
    const { document } = page;
    document.documentElement.lang = about.lang;
    document.title = about.title;
    nodes.forEach((node) => document.body.appendChild(node));
    page.addEventListener("afterprint", away);
    dress(page, about.home, () => {
      page.focus();
      page.print();
    });
  }, { once: true });
  place.appendChild(frame);
  return away;
}

/** The style sheet is adopted where the browser can; else it comes from the element's folder, where `warm` has fetched it already. */
function dress(page, home, then) {
  const { document } = page;
  if (canAdopt(page)) {
    const sheet = new page.CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    then();
    return;
  }
  const link = linkTo(home);
  link.onload = then;
  link.onerror = then;
  document.head.appendChild(link);
}

/** Fetches the style sheet early where it will have to be linked, so that nothing is asked of the network later. */
export function warm(place, home) {
  if (!canAdopt(window)) place.appendChild(Object.assign(linkTo(home), { media: "not all" }));
}

function canAdopt(page) {
  return "adoptedStyleSheets" in page.document && typeof page.CSSStyleSheet === "function" && typeof page.CSSStyleSheet.prototype.replaceSync === "function";
}

function linkTo(home) { return Object.assign(document.createElement("link"), { rel: "stylesheet", href: home + "element/huisuan-print.css" }); }

/** The sheet as a document. `more` is `{qr, check}`: the code for another device, and the check code. */
export function printed(texts, sheet, more) {
  const list = (name, lines) => element("ul", { class: name }, lines.map((line) => element("li", {}, line)));
  const main = [
    element("header", {}, element("h1", {}, sheet.title),
      element("p", {}, texts.page("take.sheet.about", { place: sheet.place, day: sheet.day })),
      element("p", {}, texts.page("take.sheet.family", { family: sheet.family }))),
    sheet.totals.length > 0 && element("p", { class: "total" }, texts.page("results.total") + " ", sheet.totals.map((it) => element("strong", {}, it))),
    sheet.likely.length > 0 && element("section", {}, element("h2", {}, texts.page("group.eligible.title")), sheet.likely.map((it) => element("div", { class: "benefit" },
      element("h3", {}, element("span", {}, it.name), " ", element("small", {}, it.whom)), element("p", { class: "amount" }, it.amount), list("office", it.office), list("notices", it.notices)))),
    sheet.materials.length > 0 && element("section", { class: "together" }, element("h2", {}, texts.page("take.sheet.materials")), list("materials", sheet.materials)),
    sheet.others.map((it) => element("section", { class: it.verdict }, element("h2", {}, it.title), element("p", { class: "hint" }, it.hint), list("lines", it.lines))),
  ];
  return [
    element("main", {}, main),
    element("footer", {},
      more.qr && qrDrawing(more.qr, texts.page("take.qr.name")),
      element("div", {}, more.qr && element("p", {}, element("strong", {}, texts.page("take.sheet.qr")), " ", texts.page("take.sheet.warning")), list("contacts", sheet.contacts),
        element("p", {}, texts.page("take.sheet.check", { code: more.check })),
        element("p", { class: "rules" }, sheet.rules), element("p", {}, texts.page("take.sheet.reference")))),
  ];
}
