// A number in bands, whose edges the rules give: nobody has to look up an exact figure for a yes or a no.

import { bandPhrase } from "../bands.js";
import { besides } from "./answers.js";
import { radioTiles } from "./choices.js";

export function bands(context) {
  const { texts, asked } = context;
  const [fact] = asked.facts;
  const { declaration } = asked;
  const value = (decimal) => (declaration.type.kind === "integer" ? Number(decimal) : decimal);
  const options = asked.bands.map((band) => {
    const given = {};
    Object.keys(band).forEach((side) => { given[side] = value(band[side]); });
    return { key: (band.atLeast || "") + ".." + (band.atMost || ""), answer: { given }, label: bandPhrase(texts, declaration, band) };
  });
  return radioTiles(options.concat(besides(texts, declaration).map((it) => Object.assign({ beside: true }, it))),
    context.answer(fact), (answer) => context.onAnswer(fact, answer));
}
