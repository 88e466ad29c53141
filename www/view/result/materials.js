// What to bring, once for all benefits that are worth applying for.

import { element } from "../dom.js";
import { remembered } from "../parts.js";

/** More benefits than this are counted instead of named. */
const NAMED = 2;
const WORTH = ["eligible", "needs_assessment"];

export function materials(context, determinations) {
  const { texts, folds } = context;
  const wanted = new Map();
  determinations.filter((it) => WORTH.indexOf(it.verdict) >= 0).forEach((it) => (it.materials || []).forEach((id) => {
    if (!wanted.has(id)) wanted.set(id, []);
    if (wanted.get(id).indexOf(it.benefit) < 0) wanted.get(id).push(it.benefit);
  }));
  if (wanted.size === 0) return undefined;
  const most = new Set(determinations.filter((it) => WORTH.indexOf(it.verdict) >= 0).map((it) => it.benefit)).size;
  return element("details", Object.assign(remembered(folds, "materials", true), { class: "fold merged", part: "materials" }),
    element("summary", {}, texts.page("materials.title", { count: wanted.size })),
    element("ul", { class: "materials" }, Array.from(wanted.keys()).map((id) => element("li", {}, texts.rule("materials/" + id),
      most > 1 && element("span", { class: "hint" }, " ", wanted.get(id).length === most ? texts.page("materials.all")
        : wanted.get(id).length > NAMED ? texts.page("materials.many", { count: wanted.get(id).length }) : texts.page("materials.for", { benefits: texts.list(wanted.get(id).map((it) => texts.rule("benefits/" + it + "/name"))) }))))));
}
