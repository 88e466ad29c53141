// Civil days as text, `YYYY-MM-DD`. Whether a day exists is for the engine to say.

/** The local day on this device. */
export function today() {
  const now = new Date();
  return dayOf([String(now.getFullYear()), String(now.getMonth() + 1), String(now.getDate())]);
}

/** The day of three typed parts, or nothing while one of them is missing. */
export function dayOf(parts) {
  if (!/^\d{4}$/.test(parts[0]) || !/^\d{1,2}$/.test(parts[1]) || !/^\d{1,2}$/.test(parts[2])) return undefined;
  return parts[0] + "-" + parts[1].padStart(2, "0") + "-" + parts[2].padStart(2, "0");
}

/** Year, month and day as they are typed: without leading zeros. */
export function partsOf(day) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day || "");
  return found ? [found[1], found[2].replace(/^0/, ""), found[3].replace(/^0/, "")] : ["", "", ""];
}
