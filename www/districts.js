// The districts that can be chosen: the packs of index.json that no other pack builds on.

const NATION = "000000";

export async function fetchDistricts(base) {
  const index = await (await fetch(base + "index.json")).json();
  return districtsOf(index.packs);
}

/** `[{adcode, names: {lang: [province, city, district]}}]` in the order of their codes. */
export function districtsOf(packs) {
  const byCode = new Map(packs.map((pack) => [pack.adcode, pack]));
  const parents = new Set(packs.map((pack) => pack.parent));
  return packs
    .filter((pack) => !parents.has(pack.adcode) && pack.adcode !== NATION)
    .sort((a, b) => (a.adcode < b.adcode ? -1 : 1))
    .map((pack) => {
      const chain = [];
      for (let step = pack; step && step.adcode !== NATION; step = byCode.get(step.parent)) chain.unshift(step);
      return { adcode: pack.adcode, chain: chain.map((step) => step.name) };
    });
}

/** The names of a district and what it lies in, in one language. A name that repeats what it lies in is said without that. */
export function namesOf(district, lang) {
  const names = district.chain.map((name) => name[lang]);
  return names.map((name, index) => names.slice(0, index).reduce(without, name));
}

function without(name, wider) {
  if (name.length > wider.length && name.startsWith(wider)) return name.slice(wider.length).trim();
  return name.endsWith(", " + wider) ? name.slice(0, -wider.length - 2) : name;
}
