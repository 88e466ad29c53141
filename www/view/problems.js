// What the engine finds wrong with an answer, said plainly. The engine judges; here its code is only worded.

import { dayWords } from "../words/texts.js";

/** `diagnostic` is the engine's; `declaration` is that of the fact. A code without words of ours is shown in the engine's own. */
export function problemWords(texts, diagnostic, declaration) {
  const type = declaration.type;
  const key = ["problem." + diagnostic.code + "." + type.kind, "problem." + diagnostic.code].find((candidate) => texts.has(candidate));
  if (key === undefined) return diagnostic.message + (diagnostic.help ? " " + diagnostic.help : "");
  return texts.page(key, { low: boundWords(texts, type, type.min), high: boundWords(texts, type, type.max) });
}

function boundWords(texts, type, bound) {
  if (type.kind !== "date") return bound;
  return bound === "today" ? texts.page("date.assessed") : dayWords(texts, bound).textContent;
}
