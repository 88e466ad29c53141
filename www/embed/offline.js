// The page that holds everything in one file: engine, rules and words stand in it as inert script elements, `data-place` saying which file each is.

import { provideFiles } from "../engine/files.js";

provideFiles((place) => {
  const holder = document.querySelector(`script[data-place="${place}"]`);
  if (!holder) return undefined;
  const text = holder.textContent;
  if (!holder.hasAttribute("data-base64")) return { text };
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return { bytes: bytes.buffer };
});
