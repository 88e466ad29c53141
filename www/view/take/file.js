// A picture as a file to save or to pass on, and as an image that a long press keeps.

import { sourcesOf } from "../../engine/choose.js";

export class Picture {
  /** A promise of the picture of a canvas. */
  static of(canvas, name) {
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(new Picture(blob, name)), "image/png"));
  }

  constructor(blob, name) {
    this.address = URL.createObjectURL(blob);
    this.file = typeof File === "function" ? new File([blob], name, { type: "image/png" }) : undefined;
  }

  /** Whether the device can pass it on: to its photographs, to a chat. */
  get canShare() { return Boolean(this.file && navigator.canShare && navigator.canShare({ files: [this.file] })); }

  async share() {
    try {
      await navigator.share({ files: [this.file] });
    } catch (error) { /* Somebody thought better of it. */ }
  }

  letGo() { URL.revokeObjectURL(this.address); }
}

/**
 * The canvas as an image, where the page's policies allow one that comes from no server: only an image can be kept by a long press. To try
 * what is forbidden would be reported to the site. `policies` are those known of the page; nothing where nobody tells.
 */
export function imageAllowed(policies, canvas) {
  if (policies && !policies.every(allowsData)) return undefined;
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(undefined);
    image.src = canvas.toDataURL("image/png");
  });
}

export function allowsData(policy) {
  const sources = sourcesOf(policy, "img-src");
  return sources === undefined || sources.indexOf("data:") >= 0;
}
