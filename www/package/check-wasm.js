// The WebAssembly engine that also checks packs, fetched where no image fits them.

import init, { Calculator } from "../../pkg/wasm/huisuan_check.js";

export { Calculator };
export const initialize = (bytes) => init({ module_or_path: bytes });
