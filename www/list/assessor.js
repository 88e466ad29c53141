// One row: its household is assessed, or rejected with the reason. What `huisuan batch` does with a row is done here.

import { fromCells, fromDocument, Reject } from "./cells.js";

/** `places` maps a district to its calculator. `district` and `on` hold for rows that do not say otherwise. */
export class Assessor {
  constructor({ places, district, on }) {
    Object.assign(this, { places, district, on });
    const asked = district ? [places.get(district)] : Array.from(places.values());
    this.declared = [].concat(...asked.map((it) => it.facts()));
    this.benefits = Array.from(new Set([].concat(...asked.map((it) => benefitsOf(it, on)))));
  }

  /** `{id, assessment}`, or throws a `Reject` with the row's `id`. `columns` of a list of documents is nothing. */
  assess(columns, cells, number) {
    return this.with(columns, cells, number, (id, calculator, read, on) => ({ id, assessment: assessed(calculator, read, on) }));
  }

  /** The household itself, to be assessed elsewhere: `{name, text, on}`. */
  read(columns, cells, number) {
    return this.with(columns, cells, number, (name, calculator, { text }, on) => ({ name, text, on }));
  }

  with(columns, cells, number, act) {
    const cell = (column) => (column === undefined ? "" : String(cells[column]).trim());
    let id = columns ? cell(columns.id) : "";
    try {
      const read = !columns ? fromDocument(cells[0]) : columns.household === undefined ? fromCells(columns, cells) : fromDocument(cell(columns.household));
      if (read.id !== undefined) id = read.id;
      const district = read.district || (columns && cell(columns.district)) || this.district;
      const on = read.on || (columns && cell(columns.on)) || this.on;
      const calculator = this.calculator(district, on, read.isBroken);
      return act(id === "" ? String(number) : id, calculator, read, read.isBroken ? "2000-01-01" : on);
    } catch (error) {
      if (!(error instanceof Reject)) throw error;
      error.id = id;
      throw error;
    }
  }

  calculator(district, on, anyway) {
    if (anyway) return this.places.values().next().value;
    if (!district) throw new Reject("shape/missing-key", "district", "no district is named", "give the column `district`, or `--district`");
    if (!/^\d{6}$/.test(district)) throw new Reject("value/adcode", "district", "district: not an adcode", "write the six digits of the district, such as `331003`");
    if (!on) throw new Reject("shape/missing-key", "on", "no day is named", "give the column `on`, or `--on`");
    if (!isDay(on)) throw new Reject("value/date", "on", "on: not a day", "write a day that exists, such as `2025-07-01`");
    const calculator = (!this.district || this.district === district) && this.places.get(district);
    if (!calculator) throw new Reject("chain/broken", "district", "district: no rules are loaded for it", "correct the district, or run the list with rules that have it");
    return calculator;
  }
}

function assessed(calculator, read, on) {
  try {
    return calculator.assess(read.text, on);
  } catch (error) {
    if (!Array.isArray(error.diagnostics) || error.diagnostics.length === 0) throw error;
    const [first] = error.diagnostics;
    if (read.isBroken) throw new Reject(first.code, "household", "household: " + first.message, "write each household as one JSON object");
    const reasons = error.diagnostics.map((it) => { const column = columnOf(read, it.pointer); return column ? column + ": " + it.message : it.message; });
    throw new Reject(first.code, columnOf(read, first.pointer), reasons.join("; "), first.help);
  }
}

/** The column that a JSON Pointer of the document leads to. */
function columnOf({ entries }, pointer) {
  const [first, index, fact] = String(pointer || "").split("/").slice(1);
  if (!first) return undefined;
  if (index === undefined) return first;
  const entry = entries[first] && entries[first][Number(index)];
  if (entry === undefined) return undefined;
  return fact === undefined ? entry : entry + "." + fact;
}

export function isDay(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text + "T00:00:00Z");
  return Boolean(day) && !isNaN(day) && day.toISOString().slice(0, 10) === text;
}

/** The ids of the benefits in the authored order: an assessment of anybody names all of them. */
function benefitsOf(calculator, on) {
  const { determinations } = calculator.assess({ members: [{ id: "m1" }] }, on || "2026-01-01");
  return Array.from(new Set(determinations.map((it) => it.benefit)));
}
