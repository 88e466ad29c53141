// import "huisuan/define" registers <huisuan-calculator>.

import { HuisuanCalculator } from "./element.js";

if (typeof customElements !== "undefined" && !customElements.get("huisuan-calculator")) customElements.define("huisuan-calculator", HuisuanCalculator);

export { HuisuanCalculator };
