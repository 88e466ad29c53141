// The WebAssembly engine, fetched where it is used.

import init, { Calculator } from "../../pkg/wasm/huisuan.js";

export { Calculator };
export const initialize = (bytes) => init({ module_or_path: bytes });
