// The settings in the fragment of an address, `#d=331003&l=en`. A fragment stays in the browser: no server sees it, and no log keeps it.

import { ATTRIBUTES } from "../element/attributes.js";

const SHORT = { d: "district", m: "mode", l: "lang", s: "text-size", t: "theme", on: "on", b: "benefits" };

/** Sets the attributes of an element. Names may be short or whole. What is no setting, or makes no sense as one, is left alone. */
export function applyFragment(element, hash) {
  hash.replace(/^#/, "").split("&").forEach((part) => {
    const [key, ...rest] = part.split("=");
    const name = SHORT[key] || key;
    // Where the files are is for the page to say, never for a link.
    if (rest.length === 0 || name === "base" || !Object.prototype.hasOwnProperty.call(ATTRIBUTES, name)) return;
    const text = decoded(rest.join("="));
    if (text !== undefined && ATTRIBUTES[name](text) !== undefined) element.setAttribute(name, text);
  });
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch (error) {
    return undefined;
  }
}
