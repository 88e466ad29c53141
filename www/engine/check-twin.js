// The script of the twin that also checks packs, left where load.js looks for it.

import { Calculator } from "../../pkg/wasm/huisuan_check_twin.js";

const shelf = Symbol.for("huisuan.engines");
window[shelf] = Object.assign(window[shelf] || {}, { checkTwin: { Calculator } });
