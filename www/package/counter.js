// The counter's part, fetched where an element is in counter mode.

export { counterScreen as screen } from "../counter/screen.js";
export { addCounterStyles as addStyles } from "../counter/styles.js";
export { counterTexts as texts } from "../counter/texts.js";
