// A QR code as a drawing: a path for the page, squares for a picture. It asks for nothing and is allowed under every policy.

import { correction, generate } from "lean-qr";

/** The light margin that a camera needs, in modules. */
const MARGIN = 4;

/** `{size, isDark(x, y)}`; the size has the margin in it. Nothing where a text is too long. */
export function qrOf(text) {
  try {
    const code = generate(text, { minCorrectionLevel: correction.M });
    return { size: code.size + 2 * MARGIN, isDark: (x, y) => Boolean(code.get(x - MARGIN, y - MARGIN)) };
  } catch (error) {
    return undefined;
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** The drawing, with a name for those who do not see it. It is dark on light in every theme: cameras want it so. */
export function qrDrawing(code, name) {
  const drawing = document.createElementNS(SVG, "svg");
  const shape = (kind, attributes) => {
    const node = drawing.appendChild(document.createElementNS(SVG, kind));
    Object.keys(attributes).forEach((key) => node.setAttribute(key, attributes[key]));
  };
  drawing.setAttribute("viewBox", "0 0 " + code.size + " " + code.size);
  drawing.setAttribute("class", "qr");
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", name);
  drawing.setAttribute("shape-rendering", "crispEdges");
  shape("rect", { width: code.size, height: code.size, fill: "#fff" });
  shape("path", { d: rows(code).map(([x, y, width]) => "M" + x + " " + y + "h" + width + "v1h-" + width + "z").join(""), fill: "#000" });
  return drawing;
}

/** The dark stretches, `[x, y, width]`. */
export function rows(code) {
  const found = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.isDark(x, y)) continue;
      const start = x;
      while (code.isDark(x + 1, y)) x += 1;
      found.push([start, y, x + 1 - start]);
    }
  }
  return found;
}
