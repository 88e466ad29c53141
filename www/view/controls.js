// The control for each form of question and kind of fact. Every control has "I don't know", which is an answer as good as any.
//
// A control gives `{body, focus(fact), setInvalid(facts)}` and, where something typed may not have been taken yet, `commit()`. Its
// `wrap` puts it with hint and problem under the question.

import { element } from "./dom.js";
import { bands } from "./controls/bands.js";
import { choices } from "./controls/choices.js";
import { date, dateRows } from "./controls/date.js";
import { list } from "./controls/list.js";
import { number, numberRows } from "./controls/number.js";
import { receiving } from "./controls/receiving.js";
import { who } from "./controls/who.js";

export function controlFor(context) {
  const control = kindOf(context)(context);
  return Object.assign({ setInvalid() {}, wrap: (children) => wrapped(context, children) }, control);
}

function kindOf({ asked, session }) {
  if (asked.form === "list") return list;
  // Of one person it is a plain yes or no.
  if (asked.form === "who" && asked.facts.length > 1) return who;
  const { kind } = asked.declaration.type;
  const rows = asked.form === "rows" && asked.facts.length > 1;
  if (kind === "date") return rows ? dateRows : date;
  if (kind === "benefits") return receiving;
  if (kind === "bool" || kind === "choice") return choices;
  if (rows) return numberRows;
  if (asked.bands.length > 1 && !session.exact) return bands;
  return kind === "integer" && isFew(asked.declaration.type) ? choices : number;
}

/** Up to this many whole numbers are shown side by side. */
const SHOWN = 8;

function isFew(type) { return Number(type.max) - Number(type.min) < SHOWN; }

/** The question is the name of the group, and its heading. */
function wrapped(context, children) {
  return element("fieldset", { "aria-describedby": context.describedBy }, element("legend", {}, context.heading), children);
}
