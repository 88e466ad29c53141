// The figures of a chain that are in force on a day, and a copy of its packs with some of them changed.

/**
 * `[{name, label, unit, adcode, layer, index, value, from, to}]`: the figures that count, each from the lowest pack that says something of the
 * day. A gap says that there is no figure; a plan says nothing. `packs` are the parsed packs of the chain, nation first.
 */
export function figuresOn(packs, on) {
  const figures = new Map();
  packs.forEach((pack, layer) => {
    const parameters = pack.parameters || {};
    Object.keys(parameters).forEach((name) => {
      const own = parameters[name];
      const before = figures.get(name) || { name };
      const index = (own.values || []).findIndex((it) => it.status !== "planned" && it.from <= on && (it.to === undefined || on <= it.to));
      const found = index < 0 ? {} : { layer, index, adcode: pack.adcode, entry: own.values[index] };
      figures.set(name, Object.assign({}, before, { label: own.name || before.label, unit: own.unit || before.unit }, found));
    });
  });
  return Array.from(figures.values()).filter((it) => it.entry && it.entry.value !== undefined)
    .map(({ entry, ...it }) => Object.assign(it, { value: String(entry.value), from: entry.from, to: entry.to }));
}

/** Copies of the packs with the figures of `changes` (figure → new value) in the place of the old. The packs themselves stay. */
export function changedPacks(packs, changes) {
  const copies = packs.map((pack) => pack);
  changes.forEach((value, figure) => {
    if (copies[figure.layer] === packs[figure.layer]) copies[figure.layer] = JSON.parse(JSON.stringify(packs[figure.layer]));
    const entry = copies[figure.layer].parameters[figure.name].values[figure.index];
    entry.value = typeof entry.value === "number" && /^-?\d+$/.test(value) ? Number(value) : value;
  });
  return copies;
}
