// Whom to ask: the lines of the places, the nearest first. Several lines with one number are one to a person.

export function contactsOf(layers) {
  const all = layers.reduce((found, layer) => (layer.contacts || []).concat(found), []);
  return all.filter((it, index) => !it.phone || all.findIndex((other) => other.phone === it.phone) === index);
}
