// What old libraries of host pages replace, as the build puts it into element and engine in their place. Prototype's `Array.from` knows
// neither a `Set` nor a second argument, and its `toJSON` turns lists into text; what a `for` loop walks is not theirs to change.

function list(things, change) {
  const found = [];
  if (typeof things[Symbol.iterator] === "function") for (const thing of things) found.push(thing);
  else for (let at = 0; at < things.length; at += 1) found.push(things[at]);
  return change ? found.map((thing, at) => change(thing, at)) : found;
}

const OWN_WAYS = [Array.prototype, String.prototype, Number.prototype, Boolean.prototype, Object.prototype];

/** `JSON.stringify` as the standard has it: without what others taught lists and texts. */
function text(value) {
  const taught = OWN_WAYS.map((it) => Object.getOwnPropertyDescriptor(it, "toJSON"));
  taught.forEach((way, at) => { if (way && way.configurable) delete OWN_WAYS[at].toJSON; });
  try {
    return self.JSON.stringify(value);
  } finally {
    taught.forEach((way, at) => { if (way && way.configurable) Object.defineProperty(OWN_WAYS[at], "toJSON", way); });
  }
}

export { list as "Array.from", text as "JSON.stringify" };
