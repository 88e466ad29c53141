// One answer in a code. What kind it is stands in the code itself, so that an answer can be skipped whose fact the rules no longer have.

import { markOf, named } from "./marks.js";
import { day, digits, Garbled, isDay, mark, often, plain, text, whole } from "./parts.js";

const KINDS = ["bool", "integer", "decimal", "day", "choice", "benefits", "range", "other"];
/** The kind of the answers to a fact of this type, for most. */
const USUAL = { bool: "bool", integer: "integer", money: "decimal", number: "decimal", date: "day", choice: "choice", benefits: "benefits" };
const DECIMAL = /^(-?)(0|[1-9]\d*)(?:\.(\d{1,7}))?$/;
/** So many digits are exact in a number. */
const MOST_DIGITS = 15;
const BENEFIT_WIDTH = 16;

/** What stands for a choice or a benefit that the rules do not have. */
export const UNKNOWN = Symbol("unknown");

/** The number of the kind that answers to a fact have, below 8. */
export function usualKind(declaration) { return KINDS.indexOf(USUAL[declaration.type.kind] || "other"); }

/**
 * A value: written where it is given, read where it is not. `column` is `{usual, names, fact}`: the number of its usual kind, the names an answer can have (the values of
 * the choice, or all benefits), and what the fact is called. `state` is of one code: `{choices, sum}`.
 */
export function value(io, state, column, given) {
  const mine = given === undefined ? -1 : KINDS.indexOf(kindOf(given, column.names));
  const kind = KINDS[io.bit("usual", mine === column.usual) ? column.usual : often(io, "kind", 3, mine)];
  return PARTS[kind](io, given, state, column);
}

function kindOf(value, names) {
  if (typeof value === "boolean") return "bool";
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return "integer";
  if (typeof value === "string") {
    if (names.indexOf(value) >= 0) return "choice";
    if (isDay(value)) return "day";
    return DECIMAL.test(value) && value.replace(/\D/g, "").length <= MOST_DIGITS ? "decimal" : "other";
  }
  if (Array.isArray(value)) return value.every((it) => typeof it === "string" && names.indexOf(it) >= 0) ? "benefits" : "other";
  if (!value || typeof value !== "object" || !/^(atLeast|atLeast,atMost|atMost)$/.test(Object.keys(value).join())) return "other";
  return Object.keys(value).every((end) => ["integer", "decimal", "day"].indexOf(kindOf(value[end], [])) >= 0) ? "range" : "other";
}

const PARTS = {
  bool: (io, given) => io.bit("bool", given),
  integer: (io, given) => (io.bit("minus", given < 0) ? -1 : 1) * whole(io, "integer", Math.abs(given)),
  decimal,
  day,
  choice: (io, given, state, column) => known(state, column, named(column.names, mark(io, state.choices, given), state.choices.width, state.choices.salt)),
  benefits(io, given, state, column) {
    const count = whole(io, "benefits", given && given.length);
    if (count > 1000) throw new Garbled("benefits");
    const read = [];
    for (let index = 0; index < count; index += 1) {
      const mine = plain(io, BENEFIT_WIDTH, given && markOf(given[index], BENEFIT_WIDTH));
      read.push(known(state, column, named(column.names, mine, BENEFIT_WIDTH)));
    }
    return read.indexOf(UNKNOWN) >= 0 ? UNKNOWN : read;
  },
  /** A side that is left out is open. */
  range(io, given, state, { usual }) {
    const read = {};
    ["atLeast", "atMost"].forEach((end) => {
      const isThere = io.bit(end, given && end in given);
      if (isThere) read[end] = value(io, state, { usual, names: [] }, given && given[end]);
    });
    return read;
  },
  other(io, given) {
    const read = text(io, given === undefined ? undefined : JSON.stringify(given));
    try {
      return JSON.parse(read);
    } catch (error) {
      throw new Garbled("other");
    }
  },
};

/** A decimal as it is written, with the zeros at its end. */
function decimal(io, given) {
  const [, minus, units, fraction] = DECIMAL.exec(given || "") || [];
  const sign = io.bit("minus", minus === "-") ? "-" : "";
  const places = often(io, "places", 3, (fraction || "").length);
  const read = String(digits(io, Number(units + (fraction || ""))));
  if (places === 0) return sign + read;
  const long = read.padStart(places + 1, "0");
  return sign + long.slice(0, -places) + "." + long.slice(-places);
}

function known(state, column, name) {
  state.sum.add(name === undefined ? undefined : column.fact + "=" + name);
  return name === undefined ? UNKNOWN : name;
}
