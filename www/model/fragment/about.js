// What a code needs to know of the rules, from the calculator that has loaded them.

/** The rules as `decode` wants them. */
export function rulesIn(calculator) {
  const benefits = Object.keys(calculator.texts("zh-CN")).map((id) => (/^benefits\/([^/]+)\/name$/.exec(id) || [])[1]);
  return { declarations: calculator.facts(), benefits: benefits.filter(Boolean) };
}

/** All that `encode` wants beside the household. */
export function aboutCase(calculator, district, on) {
  return Object.assign({ district, on, layers: calculator.jurisdictions() }, rulesIn(calculator));
}
