// `import "huisuan/define"` registers the element.
export { HuisuanCalculator } from "./element.js";
