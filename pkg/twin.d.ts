// `wasm/huisuan_twin.js` has what `wasm/huisuan.js` has, but nothing to prepare: no `init`.
export { Calculator, loadDistrict, version } from "./wasm/huisuan.js";
