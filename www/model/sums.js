// Adding up amounts of several members exactly: decimals in strings, as the engine gives them.

const PLACES = 30;

/** The sum of decimals, with at least two places. */
export function sum(decimals) { return decimals.length === 0 ? "0.00" : write(decimals.reduce((total, it) => total + read(it), BigInt(0))); }

/** `a - b`, with a sign before what is not zero. */
export function difference(a, b) {
  const apart = read(a) - read(b);
  return (apart > BigInt(0) ? "+" : "") + write(apart);
}

function read(decimal) {
  const [whole, fraction] = decimal.replace(/^-/, "").split(".");
  const value = BigInt(whole + (fraction || "").padEnd(PLACES, "0"));
  return decimal[0] === "-" ? -value : value;
}

function write(value) {
  const negative = value < BigInt(0);
  const digits = String(negative ? -value : value).padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "").padEnd(2, "0");
  return (negative ? "-" : "") + digits.slice(0, -PLACES) + "." + fraction;
}
