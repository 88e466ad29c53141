// The districts that can be chosen: the packs of index.json that no other pack builds on, and those that say what the rest of them is called.

const NATION = "000000";

/** `[{adcode, chain: [{lang: name}, …]}]` in the order of their codes, the rest of a place after its parts; the chain goes from the province to the district. */
export function districtsOf(packs) {
  const byCode = new Map(packs.map((pack) => [pack.adcode, pack]));
  const parents = new Set(packs.map((pack) => pack.parent));
  return packs
    .filter((pack) => (!parents.has(pack.adcode) || pack.rest) && pack.adcode !== NATION)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .map((pack) => {
      const chain = [];
      for (let step = pack; step && step.adcode !== NATION; step = byCode.get(step.parent)) chain.unshift(step);
      return { adcode: pack.adcode, chain: chain.map((step) => (step === pack && step.rest) || step.name) };
    });
}

/** Where it stands in the order: the rest of a place after its parts. */
function placeOf({ adcode, rest }) { return rest ? adcode.replace(/0+$/, "~") : adcode; }

/** The names of a district and what it lies in, by `nameOf(names)`. A name that repeats what it lies in is said without that. */
export function namesOf(district, nameOf) {
  const names = district.chain.map(nameOf);
  return names.map((name, index) => names.slice(0, index).reduce(without, name));
}

function without(name, wider) {
  if (name.length > wider.length && name.startsWith(wider)) return name.slice(wider.length).trim();
  return name.endsWith(", " + wider) ? name.slice(0, -wider.length - 2) : name;
}

/** Those whose name, in any language, or code holds what is typed. */
export function districtsNamed(districts, typed) {
  const wanted = typed.replace(/\s+/g, "").toLowerCase();
  if (wanted === "") return districts;
  return districts.filter((district) => {
    const words = [district.adcode].concat(...district.chain.map((names) => Object.keys(names).map((lang) => names[lang])));
    const joined = district.chain.map((names) => names["zh-CN"]).join("");
    return words.concat(joined).some((word) => word.replace(/\s+/g, "").toLowerCase().includes(wanted));
  });
}
