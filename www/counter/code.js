// The check code of a case: the answers, the place, the day and the packs, so that another clerk gets the same assessment, or is told why not.

import { checkCode, codeIn, decode, encode, fragmentOf, readHeader, rulesOf } from "../model/fragment.js";

/** `{code, short, fragment}` of a session. */
export function codeOf(session, layers) {
  const code = encode(session.household, { district: session.district, on: session.settings.on, layers, declarations: session.declarations, benefits: benefitsOf(session) });
  return { code, short: checkCode(code), fragment: fragmentOf(code) };
}

/** Where and when a typed or scanned code is of: a code, or an address that holds one. Throws `Unreadable`. */
export function headerOf(typed) {
  const text = typed.trim();
  const hash = text.indexOf("#");
  const code = hash < 0 ? text : codeIn(text.slice(hash));
  return { code, header: readHeader(code) };
}

/** What a code says under the rules of a session: `{household, on, rules, leftOut}`; `rules` is `"same"`, `"older"` or `"other"`. */
export function caseOf(code, session, layers) {
  const found = decode(code, { declarations: session.declarations, benefits: benefitsOf(session) });
  return { household: found.household, on: found.on, version: found.version, leftOut: found.leftOut, rules: rulesOf(found, layers) };
}

/** The ids of all benefits that the rules know. */
function benefitsOf(session) {
  const { assessment } = session.consult();
  return assessment ? Array.from(new Set(assessment.determinations.map((it) => it.benefit))) : [];
}
