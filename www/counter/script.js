// The counter's part of the element: a script of its own, fetched only where an element is in counter mode.

import { counterScreen } from "./screen.js";
import { addCounterStyles } from "./styles.js";
import { counterTexts } from "./texts.js";

const shelf = Symbol.for("huisuan.engines");
window[shelf] = Object.assign(window[shelf] || {}, { counter: { addStyles: addCounterStyles, screen: counterScreen, texts: counterTexts } });
