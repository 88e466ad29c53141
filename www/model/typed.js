// From what a person types to what the household document holds. Nothing is judged here: what the engine cannot read goes to it as it is,
// and the engine says what is wrong.

/** Digits as a Chinese keyboard may give them, without blanks and grouping. */
export function plainDigits(text) {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, ".")
    .replace(/[－—]/g, "-")
    .replace(/[\s,，元]/g, "");
}

/** The JSON value of a typed number: a whole number for an integer fact, a decimal in a string for money. */
export function numberValue(text, kind) {
  const digits = plainDigits(text);
  if (kind === "integer" && /^-?\d{1,9}$/.test(digits)) return Number(digits);
  return /^\.\d+$/.test(digits) ? "0" + digits : digits;
}
