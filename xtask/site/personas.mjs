// The named households beside the rules, as the page of personas asks them: each with a household of its own.

import { readdir, readFile } from "node:fs/promises";

/** `{district, source, cases: [{name, on, household, expect}]}` of a place, or nothing where there are none. */
export async function personasOf(adcode) {
  const folder = `rules/${adcode}/cases/`;
  const files = (await readdir(folder).catch(() => [])).filter((name) => /^households.*\.json$/.test(name)).sort();
  const all = await Promise.all(files.map(async (name) => JSON.parse(await readFile(folder + name, "utf8"))));
  const cases = all.flatMap((file) => file.cases.map((one) => ({
    name: one.name, on: one.on, household: changed(one.household || file.household, one), expect: one.expect,
  })));
  return cases.length === 0 ? undefined : { district: adcode, cases };
}

/** The household with what a case sets and leaves out, as docs/rule-pack.md says. */
function changed(base, { set = {}, unset = [] }) {
  const household = structuredClone(base);
  const at = (path) => {
    const [id, name] = path.includes(".") ? path.split(".") : [undefined, path];
    const entries = Object.values(household).filter(Array.isArray).flat();
    return id === undefined ? [household, name] : [entries.find((entry) => entry.id === id), name];
  };
  Object.entries(set).forEach(([path, value]) => { const [entry, name] = at(path); entry[name] = value; });
  unset.forEach((path) => { const [entry, name] = at(path); delete entry[name]; });
  return household;
}
