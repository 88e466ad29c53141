// A QR code as one drawn path: it prints sharply at any size and needs no picture.

import { correction, generate } from "lean-qr";

const SVG = "http://www.w3.org/2000/svg";
/** Modules of white that a reader needs around it. */
const QUIET = 4;

/** An `<svg>`; `words` say what it is. */
export function qr(text, words) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += "M" + (x + QUIET) + " " + (y + QUIET) + "h1v1h-1z";
  }
  const side = code.size + 2 * QUIET;
  const drawing = document.createElementNS(SVG, "svg");
  const set = (node, attributes) => Object.keys(attributes).forEach((name) => node.setAttribute(name, attributes[name]));
  set(drawing, { viewBox: "0 0 " + side + " " + side, class: "qr", role: "img", "aria-label": words, "shape-rendering": "crispEdges" });
  const [ground, modules] = [document.createElementNS(SVG, "rect"), document.createElementNS(SVG, "path")];
  set(ground, { width: side, height: side, fill: "#ffffff" });
  set(modules, { d: path, fill: "#000000" });
  drawing.appendChild(ground);
  drawing.appendChild(modules);
  return drawing;
}
