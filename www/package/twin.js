// The engine in plain JavaScript, fetched where a policy forbids WebAssembly.

export { Calculator, sha256 } from "../../pkg/wasm/huisuan_twin.js";
