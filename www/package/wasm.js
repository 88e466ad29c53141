// The WebAssembly engine, fetched where it is used.

import init, { Calculator, sha256 } from "../../pkg/wasm/huisuan.js";

export { Calculator, sha256 };
export const initialize = (bytes) => init({ module_or_path: bytes });
