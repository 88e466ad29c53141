// Pictures, looked at: their size, and the QR code in them as a camera would read it.

import jsQR from "jsqr";

/** `{width, height, data}` of a PNG, decoded by a browser; only of its last `rows`, where that is said. */
export async function pixelsOf(page, png, rows = Infinity) {
  const blank = await page.context().browser().newPage();
  try {
    const { width, height, bytes } = await blank.evaluate(async ([base64, most]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: Math.min(image.naturalHeight, most || Infinity) });
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, canvas.height - image.naturalHeight);
      let binary = "";
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      for (let at = 0; at < data.length; at += 8192) binary += String.fromCharCode(...data.subarray(at, at + 8192));
      return { width: canvas.width, height: canvas.height, bytes: btoa(binary) };
    }, [png.toString("base64"), rows]);
    return { width, height, data: new Uint8ClampedArray(Buffer.from(bytes, "base64")) };
  } finally {
    await blank.close();
  }
}

/** What the QR code in a PNG says; nothing where none can be read. */
export async function qrIn(page, png, rows) {
  const { width, height, data } = await pixelsOf(page, png, rows);
  const found = jsQR(data, width, height, { inversionAttempts: "dontInvert" });
  return found && found.data;
}
