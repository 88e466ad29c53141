// What a person has asked this device to remember: one code, and the day. Nothing is here unless somebody asked for it, and a browser
// that refuses to store things is one that remembers nothing.

const KEY = "huisuan-answers";
/** After so many days it is forgotten: a device changes hands. */
const DAYS = 180;

/** `{code, day}`, or nothing. */
export function remembered(store, today) {
  const kept = attempt(() => JSON.parse(store().getItem(KEY)));
  if (!kept || typeof kept.code !== "string" || !/^\d{4}-\d\d-\d\d$/.test(kept.day)) return undefined;
  if ((Date.parse(today) - Date.parse(kept.day)) / 86400000 > DAYS) {
    forget(store);
    return undefined;
  }
  return { code: kept.code, day: kept.day };
}

/** Whether it could be kept. */
export function remember(store, code, day) {
  return attempt(() => { store().setItem(KEY, JSON.stringify({ code, day })); return true; }) || false;
}

export function forget(store) { attempt(() => store().removeItem(KEY)); }

/** Where it is kept. Even to ask for it may be refused. */
export const deviceStore = () => window.localStorage;

function attempt(act) {
  try {
    return act();
  } catch (error) {
    return undefined;
  }
}
