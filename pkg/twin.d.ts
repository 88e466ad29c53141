// `wasm/huisuan_twin.js` has what `wasm/huisuan.js` has, but nothing to prepare: no `init`. So it is with `wasm/huisuan_check_twin.js`.
export { Calculator, loadDistrict, sha256, version } from "./wasm/huisuan.js";
