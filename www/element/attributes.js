// The attributes of the element: what each is called, what it may be, and what it is where it is left out or makes no sense.

export const MODES = ["resident", "counter"];
export const LANGUAGES = ["zh-CN", "zh-Hant", "en"];
export const TEXT_SIZES = ["normal", "large", "largest"];
export const THEMES = ["light", "dark", "elder", "auto"];

/** Attribute → how its text is read. What cannot be read is as if it were not there: a slip in a portal's template must not break the page. */
export const ATTRIBUTES = {
  district: (text) => (/^\d{6}$/.test(text.trim()) ? text.trim() : undefined),
  mode: oneOf(MODES),
  lang: (text) => languageOf(text),
  "text-size": oneOf(TEXT_SIZES),
  theme: oneOf(THEMES),
  on: (text) => dayIn(text.trim()),
  benefits: (text) => (text.trim() === "" || text.trim() === "all" ? undefined : text.trim().split(/[\s,]+/)),
  remember: oneOf(["offer", "off"]),
  link: (text) => (text.trim() === "" ? undefined : text.trim()),
  base: (text) => (text.trim() === "" ? undefined : text.trim()),
};

/** A day as `2024-02-29`, where there is such a day. */
function dayIn(text) {
  const day = new Date(text);
  return !isNaN(day) && day.toISOString().slice(0, 10) === text ? text : undefined;
}

/** What holds where an attribute says nothing. */
export const DEFAULTS = { mode: "resident", lang: "zh-CN", "text-size": "normal", theme: "light", remember: "offer" };

/** `{district, mode, lang, textSize, …}` of an element's attributes. */
export function readAttributes(element) {
  const settings = {};
  Object.keys(ATTRIBUTES).forEach((name) => {
    const text = element.getAttribute(name);
    const value = text === null ? undefined : ATTRIBUTES[name](text);
    settings[propertyOf(name)] = value === undefined ? DEFAULTS[name] : value;
  });
  return settings;
}

/** `text-size` → `textSize`. */
export function propertyOf(attribute) {
  return attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** The nearest language there are words in: `zh-TW`, `zh-HK` and `zh-Hant-…` are read as traditional Chinese, other Chinese as simplified. */
export function languageOf(text) {
  const tag = text.trim().toLowerCase();
  if (/^zh-(hant|tw|hk|mo)\b/.test(tag)) return "zh-Hant";
  if (/^zh\b/.test(tag)) return "zh-CN";
  return /^en\b/.test(tag) ? "en" : undefined;
}

function oneOf(words) {
  return (text) => words.find((word) => word === text.trim().toLowerCase());
}
