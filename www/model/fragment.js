// A household's answers as a short text that goes behind the # of an address, into a QR code, or beside a printed sheet
// (docs/fragment.md). What stands behind # is not sent to a server.

import { answers, OtherNames } from "./fragment/answers.js";
import { Reader, Writer } from "./fragment/coder.js";
import { markOf } from "./fragment/marks.js";
import { day, Garbled, isDay, plain, text } from "./fragment/parts.js";

/** The first letter of every code of this form. A form that is read otherwise gets another. */
const FORM = "1";
const KEY = "huisuan=";
const PACKS_WIDTH = 20;
const CHECK_WIDTH = 16;

/**
 * A code that cannot be read: `reason` is `"garbled"` (cut off or mistyped), `"newer"` (made by a later form of this program), or
 * `"other-rules"` (made with rules whose names these rules no longer have).
 */
export class Unreadable extends Error {
  constructor(reason) {
    super("the code cannot be read: " + reason);
    this.reason = reason;
  }
}

/**
 * The code of a `Household`. `about` is `{district, on, layers, declarations, benefits}`: the day asked about, the packs as the engine's
 * `jurisdictions()` lists them, its `facts()`, and the ids of its benefits. The same answers, packs and day give the same code,
 * whatever the members' ids are.
 */
export function encode(household, about) {
  const io = new Writer();
  header(io, { district: about.district, on: about.on, packs: packsOf(about.layers), version: versionOf(about.layers) });
  answers(io, about, household);
  const bytes = io.bytes();
  const check = checkOf(bytes);
  return FORM + base64(bytes.concat(check >>> 8, check & 255));
}

/** What a code says of itself, which can be read without the rules: `{district, on, packs, version}`. Throws `Unreadable`. */
export function readHeader(code) {
  return guarded(() => header(new Reader(bytesOf(code))));
}

/**
 * What is in a code: `{district, on, packs, version, household, leftOut}`. `rules` is `{declarations, benefits}` of the packs at hand,
 * which need not be those it was made with; `leftOut` counts the answers they have no place for. `like` is any `Household`: it lends its
 * kind, so that a script which is handed one need not bring the class. Throws `Unreadable`.
 */
export function decode(code, rules, like) {
  return guarded(() => {
    const io = new Reader(bytesOf(code));
    return Object.assign(header(io), answers(io, rules, undefined, like));
  });
}

/** How the packs a code was made with stand to those at hand: `"same"`, `"older"`, or `"other"` where neither is known. */
export function rulesOf({ packs, version }, layers) {
  if (packs === packsOf(layers)) return "same";
  const now = versionOf(layers);
  return isDated(version) && isDated(now) && compare(version, now) < 0 ? "older" : "other";
}

/** Eight letters and digits that tell whether two cases are the same: answers, packs and day. As `"7K2M-Q4XD"`. */
export function checkCode(code) {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const four = (mark) => [15, 10, 5, 0].map((place) => letters[(mark >>> place) & 31]).join("");
  return four(markOf(code, 20)) + "-" + four(markOf("/" + code, 20));
}

/** What goes behind the # of an address. */
export function fragmentOf(code) { return KEY + code; }

/** The code behind the # of an address, where there is one: `"#m=resident&huisuan=1…"`. It may stand beside what others put there. */
export function codeIn(hash) {
  const found = partsOf(hash).find((part) => part.startsWith(KEY));
  return found === undefined ? undefined : found.slice(KEY.length);
}

/** The same without the code: `""` where nothing is left. */
export function withoutCode(hash) {
  const rest = partsOf(hash).filter((part) => !part.startsWith(KEY)).join("&");
  return rest === "" ? "" : "#" + rest;
}

function partsOf(hash) { return hash.replace(/^#/, "").split("&"); }

function header(io, about = {}) {
  return {
    district: String(plain(io, 20, about.district && Number(about.district))).padStart(6, "0"),
    on: day(io, about.on),
    packs: plain(io, PACKS_WIDTH, about.packs),
    version: version(io, about.version),
  };
}

/** A version is mostly a day, `2026.11.25`. */
function version(io, value) {
  const dashed = value && value.replace(/\./g, "-");
  const isDate = io.bit(undefined, value !== undefined && isDated(value) && isDay(dashed));
  return isDate ? day(io, dashed).replace(/-/g, ".") : text(io, value);
}

const isDated = (it) => /^\d{4}\.\d{2}\.\d{2}$/.test(it);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The latest version among the packs of a chain. */
function versionOf(layers) { return layers.map((it) => it.version).sort(compare).pop() || ""; }

function packsOf(layers) { return markOf(layers.map((it) => it.adcode + ":" + it.sha256).join(), PACKS_WIDTH); }

function checkOf(bytes) { return markOf(FORM + String.fromCharCode(...bytes), CHECK_WIDTH); }

/** The bytes of a code, once form and check are right. */
function bytesOf(code) {
  if (code === undefined || code === "") throw new Unreadable("garbled");
  if (!/^[\w-]+$/.test(code)) throw new Unreadable("garbled");
  if (code[0] !== FORM) throw new Unreadable(/[2-9]/.test(code[0]) ? "newer" : "garbled");
  const bytes = bytesFrom(code.slice(1));
  const check = bytes.splice(-2);
  if (check.length < 2 || check[0] * 256 + check[1] !== checkOf(bytes)) throw new Unreadable("garbled");
  return bytes;
}

function guarded(read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof OtherNames) throw new Unreadable("other-rules");
    throw error instanceof Garbled ? new Unreadable("garbled") : error;
  }
}

// base64url without padding.

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function bytesFrom(letters) {
  if (letters.length % 4 === 1) throw new Unreadable("garbled");
  return Array.from(atob(letters.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}
