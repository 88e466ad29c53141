// A range of a number in words. A band ends one fen before the next begins; people say where the next one begins.

/** "below 1041 yuan", "1041 yuan or more, below 1561.50 yuan". */
export function bandPhrase(texts, declaration, band) {
  const parts = [];
  if (band.atMost !== undefined && band.atLeast === undefined && Number(band.atMost) === 0) return texts.page("band.zero");
  if (band.atLeast !== undefined) parts.push(side(texts, declaration, String(band.atLeast), "01", -1, "band.above", "band.from"));
  if (band.atMost !== undefined) parts.push(side(texts, declaration, String(band.atMost), "99", 1, "band.below", "band.upTo"));
  return parts.join(texts.page("basis.separator"));
}

/** A bound that lies one fen beside a rounder figure is said with that one. */
function side(texts, declaration, decimal, cents, fen, beside, at) {
  const rounder = declaration.type.kind === "money" && decimal.endsWith("." + cents);
  return texts.page(rounder ? beside : at, { value: withUnit(texts, declaration, rounder ? shifted(decimal, fen) : decimal) });
}

function shifted(decimal, fen) {
  const cents = Math.round(Number(decimal) * 100) + fen;
  return (cents / 100).toFixed(2);
}

function withUnit(texts, declaration, decimal) {
  const value = decimal.replace(/\.0+$/, "");
  const key = "unit.word." + declaration.type.unit;
  return texts.has(key) ? texts.page(key, { value }) : value;
}
