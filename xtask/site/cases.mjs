// The example households beside the rules, for the page of scenarios: `dist/cases/<adcode>.json`, a list of `{file, name, household}`. Which
// answers they expect stays with the rules; here they are only families to try a change on.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";

export async function writeCases(out) {
  await mkdir(out, { recursive: true });
  for (const adcode of await folders("rules")) {
    const households = new Map();
    for (const file of await casesOf(adcode)) {
      const { household, cases } = JSON.parse(await readFile(`rules/${adcode}/cases/${file}`, "utf8"));
      for (const one of cases) {
        const own = changed(one.household || household, one);
        const key = JSON.stringify(own);
        if (own && !households.has(key)) households.set(key, { file: file.replace(/\.json$/, ""), name: one.name, household: own });
      }
    }
    if (households.size > 0) await writeFile(`${out}/${adcode}.json`, JSON.stringify(Array.from(households.values())));
  }
}

/** A household with the facts that a case sets or leaves unknown: `m1.birth_date`, `savings`. */
function changed(household, { set = {}, unset = [] }) {
  if (!household) return undefined;
  const copy = JSON.parse(JSON.stringify(household));
  const place = (fact) => {
    const [entry, name] = fact.includes(".") ? fact.split(".") : [undefined, fact];
    const entries = Object.values(copy).filter(Array.isArray).flat();
    return { of: entry === undefined ? copy : entries.find((it) => it && it.id === entry), name };
  };
  Object.keys(set).forEach((fact) => { const { of, name } = place(fact); if (of) of[name] = set[fact]; });
  unset.forEach((fact) => { const { of, name } = place(fact); if (of) delete of[name]; });
  return copy;
}

async function folders(root) {
  return (await readdir(root, { withFileTypes: true })).filter((it) => it.isDirectory() && /^\d{6}$/.test(it.name)).map((it) => it.name);
}

async function casesOf(adcode) {
  return (await readdir(`rules/${adcode}/cases`).catch(() => [])).filter((it) => it.endsWith(".json")).sort();
}
