// Looking for barriers with axe, contrast included.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ALL = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "target-size": { enabled: true } } };

/** The rules that a theme or a size can break. */
export const lookOnly = { runOnly: { type: "rule", values: ["color-contrast", "target-size", "link-in-text-block"] } };

/** The barriers axe finds in a page or a frame, as short lines; `within` is a part of the element to which it keeps. */
export async function violations(page, options = ALL, within) {
  await page.evaluate(`window.axe || (() => { ${await source} })()`);
  return page.evaluate(async ([chosen, part]) => {
    const found = await window.axe.run(part ? { include: [{ fromShadowDom: ["huisuan-calculator", part] }] } : document, chosen);
    return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 140)} | ${(node.any[0] || node.all[0] || node.none[0] || {}).message}`));
  }, [options, within]);
}
