// Traditional Chinese from simplified. The table is made when the site is built, with OpenCC over every text of the element and of the
// rules (xtask/site/hant.mjs), and is proven there to give what OpenCC gives for each of them.

/** `table`: `{from, to, phrases: [[from, to], …]}`; `from` and `to` hold single characters at the same places. A phrase goes before a character, a longer one before a shorter. */
export function converterOf(table) {
  const characters = new Map();
  const from = Array.from(table.from);
  const to = Array.from(table.to);
  from.forEach((it, index) => characters.set(it, to[index]));
  const phrases = new Map();
  table.phrases.forEach(([simplified, traditional]) => {
    const first = Array.from(simplified)[0];
    if (!phrases.has(first)) phrases.set(first, []);
    phrases.get(first).push([simplified, traditional]);
  });
  phrases.forEach((list) => list.sort((a, b) => b[0].length - a[0].length));
  const known = new Map();
  const convert = (text) => {
    let result = "";
    for (let at = 0; at < text.length;) {
      const character = String.fromCodePoint(text.codePointAt(at));
      const place = at;
      const phrase = (phrases.get(character) || []).find(([simplified]) => text.startsWith(simplified, place));
      if (phrase) {
        result += phrase[1];
        at += phrase[0].length;
      } else {
        result += characters.get(character) || character;
        at += character.length;
      }
    }
    return result;
  };
  return (text) => {
    if (!known.has(text)) known.set(text, convert(text));
    return known.get(text);
  };
}
