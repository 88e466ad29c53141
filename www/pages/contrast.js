// Whether a colour can be read on another, and the nearest one of its hue that can.

/** What WCAG asks for text of normal size. */
export const ENOUGH = 4.5;

/** `#rrggbb` → [r, g, b], or nothing. */
export function colourOf(text) {
  const found = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  return found ? found.slice(1).map((it) => parseInt(it, 16)) : undefined;
}

export function textOfColour(colour) { return `#${colour.map((it) => Math.round(it).toString(16).padStart(2, "0")).join("")}`; }

function luminance(colour) {
  const [r, g, b] = colour.map((it) => {
    const part = it / 255;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one, two) {
  const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The lightest darker shade of a colour on which white can be read, in steps too small to see. */
export function readable(colour, on = [255, 255, 255]) {
  for (let step = 0; step <= 200; step += 1) {
    const shade = colour.map((it) => Math.round(it * (1 - step / 200)));
    if (contrast(shade, on) >= ENOUGH) return shade;
  }
  return [0, 0, 0];
}
