// The plain page: the calculator alone, with its settings in the fragment.

import { applyFragment } from "./fragment.js";

const calculator = document.querySelector("huisuan-calculator");
applyFragment(calculator, location.hash);
document.documentElement.lang = calculator.getAttribute("lang") || "zh-CN";
window.addEventListener("hashchange", () => applyFragment(calculator, location.hash));
