// The engine in plain JavaScript that also checks packs, fetched where no image fits them.

export { Calculator } from "../../pkg/wasm/huisuan_check_twin.js";
