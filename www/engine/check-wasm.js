// The script of the WebAssembly engine that also checks packs, left where load.js looks for it.

import initialize, { Calculator } from "../../pkg/wasm/huisuan_check.js";

const shelf = Symbol.for("huisuan.engines");
window[shelf] = Object.assign(window[shelf] || {}, {
  checkWasm: { Calculator, initialize: (bytes) => initialize({ module_or_path: bytes }) },
});
