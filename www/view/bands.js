// A range of a number in words. A band ends one fen before the next begins; people say the rounder of the two.

import { grouped } from "../words/texts.js";

/** "below 1041 yuan", "1041 yuan or more, below 1561.50 yuan". What is above nothing needs no lower bound: nothing is a band of its own. */
export function bandPhrase(texts, declaration, band) {
  const parts = [];
  if (band.atMost !== undefined && Number(band.atMost) === 0) return texts.page("band.zero");
  const least = Number(band.atLeast);
  if (least > 0 && least <= 0.01) parts.push(texts.page("band.some"));
  else if (band.atLeast !== undefined && (least !== 0 || band.atMost === undefined)) parts.push(side(texts, declaration, String(band.atLeast), -1, "band.above", "band.from"));
  if (band.atMost !== undefined) parts.push(side(texts, declaration, String(band.atMost), 1, "band.below", "band.upTo"));
  return parts.join(texts.page("basis.separator"));
}

/** A bound that lies one fen beside a rounder figure is said with that one. */
function side(texts, declaration, decimal, fen, beside, at) {
  const moved = declaration.type.kind === "money" ? shifted(decimal, fen) : decimal;
  const isRounder = zeros(moved) > zeros(shifted(decimal, 0));
  return texts.page(isRounder ? beside : at, { value: withUnit(texts, declaration, isRounder ? moved : decimal) });
}

/** How many zeros a figure ends with. */
function zeros(decimal) { return /0*$/.exec(decimal.replace(".", ""))[0].length; }

function shifted(decimal, fen) {
  const cents = Math.round(Number(decimal) * 100) + fen;
  return (cents / 100).toFixed(2);
}

function withUnit(texts, declaration, decimal) {
  const value = grouped(decimal.replace(/\.0+$/, ""));
  const key = "unit.word." + declaration.type.unit;
  return texts.has(key) ? texts.page(key, { value }) : value;
}
