// Registers the element, once for a page.

import { HuisuanCalculator } from "./calculator.js";

if (!customElements.get("huisuan-calculator")) customElements.define("huisuan-calculator", HuisuanCalculator);
