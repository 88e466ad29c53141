// What the page of a family shows beside its answers. It belongs to the family: with it, it is gone.

const states = new WeakMap();

export function stateOf(session) {
  const { household } = session;
  if (!states.has(household)) states.set(household, { other: undefined, chosen: undefined, subject: undefined, only: new Set(), paper: undefined, said: "" });
  return states.get(household);
}
