// Running personas: every household of a place, with the engine and the packs as they lie on this server.

import { loadEngine } from "../engine/load.js";
import { textOf } from "../engine/files.js";
import { loadDistrict, packsAt } from "../engine/packs.js";
import { differences } from "./expect.js";
import { home } from "./say.js";

/** `{engine, results: [{name, on, household, checked, wrong: [{expectation, differences}]}]}` */
export async function runPersonas(district) {
  const engine = await loadEngine(home);
  const [calculator, text] = await Promise.all([loadDistrict(engine, packsAt(home), district), textOf(home, `personas/${district}.json`)]);
  try {
    const { cases } = JSON.parse(text);
    const results = cases.map(({ name, on, household, expect }) => {
      const { determinations } = calculator.assess(household, on);
      const wrong = expect.map((expectation) => ({ expectation, differences: differences(expectation, determinations) })).filter((it) => it.differences.length > 0);
      return { name, on, household, checked: expect.length, wrong };
    });
    return { engine: engine.kind, results, texts: calculator.texts("zh-CN"), english: calculator.texts("en") };
  } finally {
    calculator.free();
  }
}

/** The districts with packs of their own, from the index; `all`: everything that can be chosen, by the name it is chosen by. */
export async function districtList(all) {
  const { packs } = await packsAt(home).index();
  const parents = new Set(packs.map((it) => it.parent));
  return packs.filter((it) => (!parents.has(it.adcode) || (all && it.rest)) && it.adcode !== "000000").map((it) => Object.assign({}, it, { name: (all && it.rest) || it.name }));
}
