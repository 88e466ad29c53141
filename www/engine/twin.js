// The script of the twin: the engine in plain JavaScript, left where load.js looks for it.

import { Calculator, sha256 } from "../../pkg/wasm/huisuan_twin.js";

const shelf = Symbol.for("huisuan.engines");
window[shelf] = Object.assign(window[shelf] || {}, { twin: { Calculator, sha256 } });
