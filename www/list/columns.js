// What the columns of a list stand for, as in the crate `batch/`: `savings` is the household's, `m1.wage_income` a member's.

import { Refused } from "./rows.js";

const PERSON = "person";
const OWN = ["id", "district", "on", "household"];

/** `{id, district, on, household, facts, lists: [{name, entries: [{id, facts}]}]}`; `declared` are the facts of the rules. Throws `Refused`. */
export function columnsOf(header, declared) {
  const columns = { facts: [], lists: [{ name: "members", entries: [] }] };
  header.forEach((name, index) => {
    if (header.indexOf(name) < index) throw new Refused("twice", { column: name });
    if (OWN.indexOf(name) >= 0) columns[name] = index;
    else add(columns, index, name, declared);
  });
  const entries = columns.lists.some((it) => it.entries.length > 0);
  if (columns.household !== undefined && (entries || columns.facts.length > 0)) throw new Refused("both");
  if (columns.household === undefined && !entries) throw new Refused("noFact");
  return columns;
}

function add(columns, column, name, declared) {
  const dot = name.indexOf(".");
  const fact = dot < 0 ? name : name.slice(dot + 1);
  const found = declared.find((it) => it.name === fact && (it.scope === "household") === (dot < 0));
  if (!found) throw new Refused("notFact", { column: name });
  const read = { column, name, fact, kind: found.type.kind, optional: found.optional };
  if (dot < 0) {
    columns.facts.push(read);
    return;
  }
  const entry = name.slice(0, dot);
  const list = found.scope === PERSON ? "members" : found.scope;
  if (columns.lists.some((it) => it.name !== list && it.entries.some((one) => one.id === entry))) throw new Refused("otherList", { column: name, entry });
  const place = foundOrNew(columns.lists, (it) => it.name === list, () => ({ name: list, entries: [] }));
  foundOrNew(place.entries, (it) => it.id === entry, () => ({ id: entry, facts: [] })).facts.push(read);
}

function foundOrNew(items, isMeant, make) {
  const found = items.find(isMeant);
  if (found) return found;
  items.push(make());
  return items[items.length - 1];
}
