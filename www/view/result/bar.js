// A bar from nothing to an income, and the line it is held against. It shows what the words beside it say, so it is not read out.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 26;

/** The bar of a condition that holds money against a line; nothing where a figure is not known. */
export function bar(condition) {
  const [actual, line] = [Number(condition.actual), Number(condition.threshold)];
  if (condition.actual === undefined || !/^yuan/.test(condition.unit || "") || !(line > 0) || !/^[<>]/.test(condition.operator)) return undefined;
  const scale = (WIDTH - 10) / Math.max(actual, line * 1.25);
  const drawing = node("svg", { class: "income-bar income-bar-" + condition.state, viewBox: "0 0 " + WIDTH + " " + HEIGHT, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
  [["rect", { class: "bar-track", x: 0, y: 8, width: WIDTH, height: 10, rx: 5 }],
    ["rect", { class: "bar-value", x: 0, y: 8, width: Math.max(2, actual * scale), height: 10, rx: 5 }],
    ["rect", { class: "bar-line", x: line * scale, y: 0, width: 3, height: HEIGHT }]].forEach(([name, attributes]) => drawing.appendChild(node(name, attributes)));
  return drawing;
}

function node(name, attributes) {
  const it = document.createElementNS(SVG, name);
  Object.keys(attributes).forEach((key) => it.setAttribute(key, attributes[key]));
  return it;
}
