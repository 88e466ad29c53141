// The files of the calculator, by their place below its folder: `rules/index.json`, `wasm/huisuan_bg.wasm`. They are fetched, or they come
// from whoever brought the calculator: a page that holds everything, or a package that a bundler has moved.

import { scriptAddress } from "../embed/address.js";

// Put in by the build: the sums of the files that belong to this script and change only with it. The rules are not among them: they
// are replaced once a year, and are checked against their index.
const SUMS = typeof HUISUAN_SUMS === "undefined" ? {} : HUISUAN_SUMS;

let provided = () => undefined;
let checked = false;

/**
 * Takes files from elsewhere. `find(place)` gives `{text}`, `{bytes}` (a promise may stand for either), `{address}`, or nothing where
 * the file is to be fetched from the folder.
 */
export function provideFiles(find) { provided = find; }

/** From now on, files of this version must be the ones it was built with. A page asks for that by giving our script an `integrity`. */
export function checkFiles() { checked = true; }

export async function textOf(home, place) {
  const given = provided(place);
  if (given && "text" in given) return given.text;
  return (await fetched(home, place, given)).text();
}

/** The bytes, whatever type the server says they have. */
export async function bytesOf(home, place) {
  const given = provided(place);
  if (given && "bytes" in given) return given.bytes;
  return (await fetched(home, place, given)).arrayBuffer();
}

async function fetched(home, place, given) {
  const address = given ? given.address : home + place;
  const response = await fetch(address, checked && SUMS[place] ? { integrity: SUMS[place] } : {});
  if (!response.ok) throw new Error(address + " could not be had: " + response.status);
  return response;
}

/** An element that brings a style sheet. */
export function styleSheetOf(home, place) {
  const given = provided(place);
  if (given && "text" in given) {
    const style = document.createElement("style");
    style.textContent = given.text;
    return style;
  }
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = given ? given.address : home + place;
  return link;
}

/** Runs a script of the folder. */
export function runScript(home, place) {
  const given = provided(place);
  const script = document.createElement("script");
  if (given && "text" in given) {
    script.textContent = given.text;
    document.head.appendChild(script).remove();
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const end = (act) => () => { script.remove(); act(); };
    script.src = scriptAddress(home + place);
    script.async = true;
    if (checked && SUMS[place]) {
      script.crossOrigin = "anonymous";
      script.integrity = SUMS[place];
    }
    script.onload = end(resolve);
    script.onerror = end(() => reject(new Error(script.src + " could not be had")));
    document.head.appendChild(script);
  });
}
