// Which engine: WebAssembly, or the same engine in plain JavaScript where a page's policy forbids WebAssembly.
//
// It is chosen before anything is tried. Trying what a policy forbids is reported to the site as a violation, and one old Chromium
// even loses the tab over it. The policy stands in a `<meta>` or in a header; a page cannot read the header it came with, but it can
// ask for itself again. Where nobody says, new browsers try and fall back, old ones take the twin.

/** `"wasm"`, `"twin"`, or `"try"`: WebAssembly first and the twin if that is refused. */
export async function chooseEngine(surroundings) {
  if (!surroundings.hasWebAssembly) return "twin";
  if (surroundings.metaPolicies.some((policy) => !allowsWebAssembly(policy))) return "twin";
  const header = await surroundings.headerPolicy();
  if (header === undefined) return surroundings.failsGently ? "try" : "twin";
  if (header.some((policy) => !allowsWebAssembly(policy))) return "twin";
  const policies = surroundings.metaPolicies.concat(header);
  // A browser that does not know the word for WebAssembly sees a policy that forbids it.
  return policies.every((policy) => allowsEval(policy)) || surroundings.failsGently ? "wasm" : "twin";
}

/** Whether a policy lets a page compile WebAssembly, in a browser that knows `wasm-unsafe-eval`. */
export function allowsWebAssembly(policy) {
  const sources = scriptSources(policy);
  return sources === undefined || sources.some((it) => it === "'unsafe-eval'" || it === "'wasm-unsafe-eval'");
}

function allowsEval(policy) {
  const sources = scriptSources(policy);
  return sources === undefined || sources.includes("'unsafe-eval'");
}

/** What may run as script under a policy; `undefined` where it says nothing about it. */
function scriptSources(policy) { return sourcesOf(policy, "script-src"); }

/** What a policy lets come from where; `undefined` where it says nothing about it. */
export function sourcesOf(policy, kind) {
  const directives = new Map();
  policy.split(";").forEach((text) => {
    const [name, ...sources] = text.trim().toLowerCase().split(/\s+/);
    // Of a directive that is given twice the first counts.
    if (name && !directives.has(name)) directives.set(name, sources);
  });
  return directives.get(kind) || directives.get("default-src");
}

/** The page this runs in. */
export function surroundingsOf(window) {
  const document = window.document;
  return {
    hasWebAssembly: typeof window.WebAssembly === "object" && typeof window.WebAssembly.instantiate === "function",
    // `structuredClone` came after `wasm-unsafe-eval` (Chromium 98 and 95), and well after the crash.
    failsGently: typeof window.structuredClone === "function",
    metaPolicies: Array.from(document.querySelectorAll("meta[http-equiv]"))
      .filter((meta) => meta.getAttribute("http-equiv").toLowerCase() === "content-security-policy")
      .map((meta) => meta.getAttribute("content") || ""),
    headerPolicy: () => {
      if (!asked) asked = headerPolicy(window);
      return asked;
    },
  };
}

/** The header is asked for once. */
let asked;

/** All policies of a page; `undefined` where nobody tells. */
export async function policiesOf(window) {
  const { metaPolicies, headerPolicy } = surroundingsOf(window);
  const header = await headerPolicy();
  return header && metaPolicies.concat(header);
}

/** The policies in the page's own header, from the cache or the server; `undefined` where neither tells. */
async function headerPolicy(window) {
  const address = String(window.location.href).split("#")[0];
  if (!/^https?:/.test(address)) return undefined;
  try {
    // The page came a moment ago, so the cache has it, unless its server forbids keeping it.
    const response = await window.fetch(address, { mode: "same-origin", credentials: "same-origin", cache: "force-cache" });
    // What is not read keeps its connection open.
    response.text().catch(() => {});
    if (!response.ok) return undefined;
    const text = response.headers.get("content-security-policy");
    // Several headers come as one text, with commas between them.
    return text ? text.split(",") : [];
  } catch (error) {
    return undefined;
  }
}
