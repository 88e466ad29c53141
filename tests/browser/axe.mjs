// Looking for barriers with axe, contrast included.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The barriers axe finds, as short lines. */
export async function violations(page) {
  await page.evaluate(await source);
  return page.evaluate(async () => {
    const found = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 140)} | ${(node.any[0] || node.all[0] || node.none[0] || {}).message}`));
  });
}
