// Names by short marks. What a fact or a choice is called is known to both sides, so a few bits of a hash are enough. A mark does not
// depend on the order in which the rules declare things, so a code can still be read after something was added to the rules; and the
// names that were meant are summed up (Sum), so that after something was renamed no answer goes to another fact.

/** `width` bits (at most 32) that a text always gives: FNV-1a, then mixed so that every bit counts. */
export function markOf(text, width, salt = 0) {
  let hash = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) >>> (32 - width);
}

const WIDTHS = 4;
const SALTS = 64;

/**
 * How marks are made: `{width, salt}`, the first by which the names of each group have marks of their own. Groups so large that none
 * does get the widest; what is still alike then is left out by `named`.
 */
export function marking(groups, least) {
  const apart = (width, salt) => groups.every((names) => new Set(names.map((name) => markOf(name, width, salt))).size === names.length);
  for (let width = least; width < least + WIDTHS; width += 1) {
    for (let salt = 0; salt < SALTS; salt += 1) if (apart(width, salt)) return { width, salt };
  }
  return { width: least + WIDTHS - 1, salt: 0 };
}

/** The one of these names that has the mark; nothing where none has it, or more than one. */
export function named(names, mark, width, salt) {
  const found = names.filter((name) => markOf(name, width, salt) === mark);
  return found.length === 1 ? found[0] : undefined;
}

const SUM_WIDTH = 16;

/** All names meant by a code, as a number; `whole` while every one of them is known. */
export class Sum {
  constructor() {
    this.value = 0;
    this.whole = true;
  }

  add(name) {
    if (name === undefined) this.whole = false;
    else this.value = (this.value + markOf(name, SUM_WIDTH)) % Math.pow(2, SUM_WIDTH);
  }
}

Sum.width = SUM_WIDTH;
