// The parts a code is made of. Every function reads or writes, as its coder does: `io.bit(name, value)` writes `value` and gives it back,
// or reads it and does not look at `value`.

import { markOf } from "./marks.js";

/** What was read cannot have been written. */
export class Garbled extends Error {}

/** `width` bits of which nothing is known beforehand. */
export function plain(io, width, value) {
  let read = 0;
  for (let place = width - 1; place >= 0; place -= 1) read = read * 2 + (io.bit(undefined, bitAt(value, place)) ? 1 : 0);
  return read;
}

/** One of 2 to the power of `width` things, of which some come often. */
export function often(io, name, width, value) {
  let read = 1;
  for (let place = width - 1; place >= 0; place -= 1) read = read * 2 + (io.bit(name + read, bitAt(value, place)) ? 1 : 0);
  return read - Math.pow(2, width);
}

/** A whole number from 0; the smaller, the shorter. */
export function whole(io, name, value) {
  const one = value + 1;
  let length = 0;
  while (io.bit(name + ">" + length, one >= Math.pow(2, length + 1))) {
    length += 1;
    if (length > 53) throw new Garbled("number");
  }
  let read = 1;
  for (let place = length - 1; place >= 0; place -= 1) read = read * 2 + (io.bit(length < 4 ? name + "=" + read : undefined, bitAt(one, place)) ? 1 : 0);
  return read - 1;
}

function bitAt(value, place) { return Math.floor(value / Math.pow(2, place)) % 2 === 1; }

/** A whole number of decimal digits: figures of money mostly end in zeros. */
export function digits(io, value) {
  let zeros = 0;
  let rest = value;
  while (rest > 0 && rest % 10 === 0 && zeros < 7) {
    rest /= 10;
    zeros += 1;
  }
  const read = whole(io, "digits", rest);
  return read === 0 ? 0 : read * Math.pow(10, often(io, "zeros", 3, zeros));
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const FIRST_YEAR = 1900;

/** Whether a text is a day of the 256 years that a code can hold. Whether the calendar has it does not matter here. */
export function isDay(text) {
  const [, year, month, date] = (DAY.exec(text) || []).map(Number);
  return year >= FIRST_YEAR && year < FIRST_YEAR + 256 && month < 16 && date < 32;
}

export function day(io, text) {
  const [, year, month, date] = (DAY.exec(text) || []).map(Number);
  const parts = [plain(io, 8, year - FIRST_YEAR) + FIRST_YEAR, plain(io, 4, month), plain(io, 5, date)];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** Any text, at the price of its length. */
export function text(io, value) {
  const bytes = value === undefined ? [] : Array.from(new TextEncoder().encode(value));
  const length = whole(io, "text", bytes.length);
  if (length > 4000) throw new Garbled("text");
  const read = [];
  for (let index = 0; index < length; index += 1) read.push(often(io, "letter", 8, bytes[index]));
  return new TextDecoder().decode(new Uint8Array(read));
}

/** How marks are made, from `least` on: `{width, salt}`. */
export function marks(io, least, { width, salt } = {}) {
  return { width: least + plain(io, 2, width - least), salt: plain(io, 6, salt) };
}

/** The mark of a name, or shorter where it came before. `seen` is of one code. */
export function mark(io, { width, salt, seen }, value) {
  const mine = value === undefined ? undefined : markOf(value, width, salt);
  const before = seen.indexOf(mine);
  let read;
  if (io.bit("seen", before >= 0)) {
    const index = whole(io, "before", before);
    if (index >= seen.length) throw new Garbled("name");
    [read] = seen.splice(index, 1);
  } else {
    read = plain(io, width, mine);
  }
  seen.unshift(read);
  return read;
}
