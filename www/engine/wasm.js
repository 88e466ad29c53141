// The script of the WebAssembly engine: the glue of wasm-bindgen, left where load.js looks for it.

import initialize, { Calculator, sha256 } from "../../pkg/wasm/huisuan.js";

const shelf = Symbol.for("huisuan.engines");
window[shelf] = Object.assign(window[shelf] || {}, {
  wasm: { Calculator, sha256, initialize: (bytes) => initialize({ module_or_path: bytes }) },
});
