// The element for the npm package: where a bundler has put its files, `new URL(…, import.meta.url)` finds them. This registers nothing.

import { provideFiles } from "../engine/files.js";
import { provideScripts } from "../engine/load.js";
import { ADDRESSES } from "huisuan:addresses";

provideFiles((place) => {
  const address = ADDRESSES[place];
  if (address === undefined) return undefined;
  // Bundlers put small files into the text, from where a policy may forbid to fetch.
  return address.startsWith("data:") ? { text: textIn(address) } : { address };
});
provideScripts({
  wasm: () => import("./wasm.js"), twin: () => import("./twin.js"), checkWasm: () => import("./check-wasm.js"), checkTwin: () => import("./check-twin.js"),
  counter: () => import("./counter.js"), takeaway: () => import("./takeaway.js"),
});

function textIn(address) {
  const [head, ...body] = address.split(",");
  if (!/;base64$/.test(head)) return decodeURIComponent(body.join(","));
  return new TextDecoder().decode(Uint8Array.from(atob(body.join(",")), (letter) => letter.charCodeAt(0)));
}

export { HuisuanCalculator } from "../element/calculator.js";
