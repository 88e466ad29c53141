// What every screen is made of.

import { element } from "./dom.js";

/** A screen with its heading, which takes the focus when somebody comes to it. */
export function screen(name, ...children) {
  return element("section", { class: "screen screen-" + name, part: "screen", "data-screen": name }, children);
}

export function headingOf(words, level = "h2") {
  return element(level, { class: "heading", part: "heading", tabindex: "-1" }, words);
}

/** The button that goes on. */
export function primary(words, onclick, attributes) {
  return element("button", Object.assign({ type: "button", class: "primary", part: "primary", onclick }, attributes), words);
}

/** Any other button. */
export function secondary(words, onclick, attributes) {
  return element("button", Object.assign({ type: "button", class: "secondary", part: "secondary", onclick }, attributes), words);
}

export function actions(...children) {
  return element("div", { class: "actions", part: "actions" }, children);
}

/** A telephone number that a phone can call. */
export function telephone(number) {
  return element("a", { href: "tel:" + number.replace(/[^\d+]/g, ""), class: "figure phone", translate: "no" }, number);
}

/** Open or closed as the person left it: attributes of a `<details>`. */
export function remembered(folds, key, open) {
  const isOpen = folds.has(key) ? folds.get(key) : open;
  return { open: isOpen, ontoggle: (event) => { if (event.target.open !== isOpen || folds.has(key)) folds.set(key, event.target.open); } };
}
