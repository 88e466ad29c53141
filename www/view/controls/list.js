// Whether there are any of something that has facts of its own, and how many: the families of children who live apart.

import { radioTiles } from "./choices.js";

const MOST = 5;

export function list(context) {
  const { texts, household, session, asked } = context;
  const { name } = asked;
  const options = [{ key: "0", answer: { given: 0 }, label: texts.page("answer.none") }];
  for (let count = 1; count <= MOST; count += 1) options.push({ key: String(count), answer: { given: count }, label: texts.page("entry.count", { count }) });
  options.push({ key: "(unsure)", answer: { unsure: true }, label: texts.page("answer.unsure"), beside: true });
  const known = household.lists[name];
  const now = known === undefined ? undefined : known.unsure ? { unsure: true } : { given: known.length };
  const tiles = radioTiles(options, now, (answer) => {
    household.setCount(name, answer.unsure ? undefined : answer.given);
    session.changed();
  });
  tiles.body[0].setAttribute("data-list", name);
  return tiles;
}
