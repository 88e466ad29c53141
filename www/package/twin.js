// The engine in plain JavaScript, fetched where a policy forbids WebAssembly.

export { Calculator } from "../../pkg/wasm/huisuan_twin.js";
