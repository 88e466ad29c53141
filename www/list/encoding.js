// The encoding of a list, told as `huisuan batch` tells it: UTF-8, UTF-16 with its mark, or unmistakable GB 18030.

/** How much of a file is looked at. */
export const LOOKED_AT = 256 * 1024;

/** The name of the encoding, or nothing where it cannot be told. `start` are the first bytes; `whole` says that there are no more. */
export function encodingOf(start, whole) {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  // What is looked at may end inside a character.
  if (reads("utf-8", start, true)) return "utf-8";
  const looked = whole ? start : start.subarray(0, start.length - 4);
  if (!reads("gb18030", looked, !whole)) return undefined;
  const { common, other } = pairs(looked);
  return common > 0 && other * 20 <= common ? "gb18030" : undefined;
}

function reads(encoding, bytes, more) {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: more });
    return true;
  } catch (error) {
    return false;
  }
}

/** How many characters of two bytes are Chinese ones of GB 2312, and how many are not. */
function pairs(bytes) {
  let common = 0;
  let other = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] < 0x80) continue;
    const [first, second] = [bytes[at], bytes[at + 1]];
    at += 1;
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1 && second <= 0xfe) common += 1;
    else other += 1;
  }
  return { common, other };
}
