// A household from the cells of its row, as in the crate `batch/`. Bounds, days and words are left to the engine, which knows them.

const TRUE = ["true", "yes", "1", "是", "有"];
const FALSE = ["false", "no", "0", "否", "无"];
const NONE = ["null", "无"];

/** A row that cannot be assessed: `{id, code, column, reason, help}`, in the words of `huisuan batch`. */
export class Reject extends Error {
  constructor(code, column, reason, help) {
    super(reason);
    Object.assign(this, { code, column, reason, help });
  }
}

/** `{text, entries}`: the household document as text, and the ids of each list's entries in its order. Throws `Reject`. */
export function fromCells(columns, cells) {
  const document = valuesOf(columns.facts, cells);
  const entries = {};
  columns.lists.forEach((list, index) => {
    const items = list.entries.map((it) => ({ id: it.id, values: valuesOf(it.facts, cells) })).filter((it) => Object.keys(it.values).length > 0);
    entries[list.name] = items.map((it) => it.id);
    // Members are always listed; another list without entries is not known.
    if (index === 0 || items.length > 0) document[list.name] = items.map((it) => Object.assign({ id: it.id }, it.values));
  });
  return { text: JSON.stringify(document), entries };
}

function valuesOf(facts, cells) {
  const values = {};
  facts.forEach((it) => {
    const value = valueOf(String(cells[it.column]), it);
    if (value !== undefined) values[it.fact] = value;
  });
  return values;
}

/** The value of a cell; nothing for an empty one. */
export function valueOf(cell, { kind, optional, name }) {
  const text = cell.trim();
  if (text === "") return undefined;
  if (optional && NONE.indexOf(text) >= 0) return null;
  switch (kind) {
    case "bool":
      if (TRUE.indexOf(text) >= 0) return true;
      if (FALSE.indexOf(text) >= 0) return false;
      throw new Reject("shape/type", name, name + ": expected true or false", "write `true` or `false` (also 是 or 否, 1 or 0)");
    case "integer":
      if (!/^[+-]?\d{1,15}$/.test(text)) throw new Reject("shape/type", name, name + ": expected a whole number", "write a whole number in digits, such as `2`");
      return Number(text);
    case "money": case "number": return figureOf(text, name);
    case "benefits": return text.split(/[ ;,]/).filter((it) => it !== "" && NONE.indexOf(it) < 0);
    default: return text;
  }
}

function figureOf(text, name) {
  const help = "write digits and a point only, such as `1041.00`";
  if (/[¥￥元$]/.test(text)) throw new Reject("value/decimal", name, name + ": an amount stands without a currency sign", help);
  if (/[,，]/.test(text)) throw new Reject("value/decimal", name, name + ": an amount stands without separators for thousands", help);
  return text;
}

/** The same of a household document, which may carry its own `id`, `district` and `on`. What is no JSON is left to the engine to refuse. */
export function fromDocument(text) {
  if (text.trim() === "") throw new Reject("json/syntax", "household", "household: empty", "give a household document, or remove the row");
  let document;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { text, entries: {}, isBroken: true };
  }
  if (document === null || typeof document !== "object" || Array.isArray(document)) return { text, entries: {} };
  const read = { entries: {} };
  ["id", "on"].forEach((key) => {
    if (typeof document[key] !== "string" && !(key === "id" && typeof document[key] === "number")) return;
    read[key] = String(document[key]);
    delete document[key];
  });
  if (typeof document.district === "string") read.district = document.district;
  Object.keys(document).forEach((key) => {
    if (Array.isArray(document[key])) read.entries[key] = document[key].map((it) => (it && typeof it.id === "string" ? it.id : ""));
  });
  return Object.assign(read, { text: JSON.stringify(document) });
}
