// Whether a determination is what a case expects. Only what the case names is compared.

/** What differs, as `[{what, wanted, found}]`; nothing where the expectation holds. */
export function differences(expectation, determinations) {
  const subject = expectation.subject || "household";
  const found = determinations.find((it) => it.benefit === expectation.benefit && it.subject === subject);
  if (!found) return [{ what: "determination", wanted: `${expectation.benefit}, ${subject}`, found: "–" }];
  const all = [];
  const compare = (what, wanted, is) => { if (wanted !== is) all.push({ what, wanted, found: is }); };
  if ("verdict" in expectation) compare("verdict", expectation.verdict, found.verdict);
  if ("amount" in expectation) compare("amount", sum(expectation.amount), sum(found.amount));
  if ("missing" in expectation) compare("missing", listed(expectation.missing), listed(found.missing));
  if ("notices" in expectation) compare("notices", listed(expectation.notices), listed((found.notices || []).map((it) => it.code)));
  if ("excludedBy" in expectation) compare("excludedBy", listed(expectation.excludedBy), listed(found.excludedBy));
  Object.keys(expectation.conditions || {}).forEach((id) => {
    const condition = (found.conditions || []).find((it) => it.id === id);
    compare(`condition ${id}`, expectation.conditions[id], condition ? condition.state : "–");
  });
  return all;
}

/** A sum or a range in one way of writing: without zeros that say nothing. */
function sum(amount) {
  if (amount === null || amount === undefined) return "–";
  if (typeof amount === "string") return plain(amount);
  const [low, high] = [plain(amount.low), amount.high === undefined || amount.high === null ? "" : plain(amount.high)];
  return low === high ? low : `${low}–${high}`;
}

function plain(text) { return text.includes(".") ? text.replace(/\.?0+$/, "") : text; }

function listed(names) { return (names || []).slice().sort().join(", ") || "–"; }
