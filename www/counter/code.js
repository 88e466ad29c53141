// The check code of a case: the answers, the place, the day and the packs, so that another clerk gets the same assessment, or is told why not.

import { addressOf } from "../model/address.js";
import { checkCode, codeIn, decode, encode, readHeader, rulesOf } from "../model/fragment.js";
import { aboutCase, rulesIn } from "../model/fragment/about.js";
import { qrOf } from "../view/take/qr.js";

/**
 * `{code, short, qr}` of a session. The QR code opens `link`, the public calculator, or the first page of the site; there is none where no
 * other device could open that.
 */
export function codeOf({ calculator, household, district, settings }, home, link) {
  const code = encode(household, aboutCase(calculator, district, settings.on));
  const address = addressOf(code, home, link && new URL(link, document.baseURI).href);
  return { code, short: checkCode(code), qr: address && qrOf(address) };
}

/** Where and when a typed or scanned code is of: a code, or an address that holds one. Throws `Unreadable`. */
export function headerOf(typed) {
  const text = typed.trim();
  const hash = text.indexOf("#");
  const code = hash < 0 ? text : codeIn(text.slice(hash));
  return { code, header: readHeader(code) };
}

/** What a code says under the rules of a session: `{household, on, rules, leftOut}`; `rules` is `"same"`, `"older"` or `"other"`. */
export function caseOf(code, { calculator, household }) {
  const found = decode(code, rulesIn(calculator), household);
  return { household: found.household, on: found.on, version: found.version, leftOut: found.leftOut, rules: rulesOf(found, calculator.jurisdictions()) };
}
