// Words of the pages in both languages at once: the page shows those of its language, and changing it needs nothing anew.

import { element } from "../view/dom.js";

export function say(zh, en) {
  return [element("span", { class: "in-zh", lang: "zh-CN" }, zh), element("span", { class: "in-en", lang: "en" }, en)];
}

/** The buttons of the head. `changed` hears of the language. */
export function languageButtons(changed) {
  const buttons = Array.from(document.querySelectorAll("button[data-lang]"));
  buttons.forEach((button) => button.addEventListener("click", () => {
    document.documentElement.lang = button.getAttribute("data-lang");
    buttons.forEach((it) => it.setAttribute("aria-pressed", String(it === button)));
    if (changed) changed(document.documentElement.lang);
  }));
}

/** Where the site is: the page lies in its folder. */
export const home = new URL("./", location.href).href;
