// The element as a module: import "…/element/huisuan-calculator.module.js" registers it.

import "./beside-module.js";
import "./define.js";

export { HuisuanCalculator } from "./calculator.js";
export { provideFiles } from "../engine/files.js";
export { provideScripts } from "../engine/load.js";
