// What is said at the top when answers come from elsewhere: that they were opened and what is different now, that they could not be, or
// that somebody has to choose first.

import { element } from "../dom.js";
import { actions, secondary } from "../parts.js";
import { dayWords } from "../../words/texts.js";

/** A bar over the screen. `buttons` are `[key, act]`. */
function bar(texts, kind, lines, buttons) {
  return element("section", { class: "arrival", part: "note", "data-arrival": kind, "aria-label": texts.page("take.arrival") },
    lines.filter(Boolean).map((line) => element("p", {}, line)),
    actions(buttons.map(([key, act]) => secondary(texts.page(key), act, { "data-go": key }))));
}

/** `about` is `{on, today, rules, leftOut, from, here}`; `from` and `here` are names of places where they differ. */
export function opened(texts, about, close) {
  return bar(texts, "opened", [
    texts.phrase("take.opened", { day: dayWords(texts, about.on) }),
    about.from && texts.page("take.opened.place", { from: about.from, here: about.here }),
    about.rules !== "same" ? texts.page("take.rules." + about.rules) : about.on !== about.today && texts.phrase("take.opened.today", { day: dayWords(texts, about.today) }),
    about.leftOut > 0 && texts.page("take.opened.leftOut", { count: about.leftOut }),
  ], [["take.understood", close]]);
}

/** `reason`: why a code cannot be opened. What is there stays as it is. */
export function refused(texts, reason, close) {
  return bar(texts, reason, [texts.page("take.problem." + reason), texts.page("take.unchanged")], [["take.understood", close]]);
}

/** There are answers already. */
export function replacing(texts, day, open, keep) {
  return bar(texts, "replacing", [texts.phrase("take.replace", { day: dayWords(texts, day) })], [["take.open", open], ["take.keep", keep]]);
}

/** This device remembers answers. */
export function offered(texts, day, open, forget) {
  return bar(texts, "remembered", [texts.phrase("take.remembered", { day: dayWords(texts, day) })], [["take.open", open], ["take.forget", forget]]);
}
