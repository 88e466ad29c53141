// The engine that reads and checks packs by itself. It is fetched only where a chain has no image, or one that does not fit its packs.
//
// The build says which file it is: `huisuan_check.js`, or its twin.

export async function check(packs) {
  const { default: initialize, Calculator } = await import(new URL(CHECKER, import.meta.url).href);
  if (initialize) await initialize();
  return Calculator.load(packs);
}
