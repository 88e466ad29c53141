// What the site has of the published rules: the fallbacks to paste, the personas, and at the very end the list of all files with their sums.
// `node xtask/site/finish.mjs` runs it from the root after the rules are published; cargo xtask build does.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";

import { fallbackOf } from "./fallback.mjs";
import { personasOf } from "./personas.mjs";

const OUT = "dist";

const index = JSON.parse(await readFile(`${OUT}/rules/index.json`, "utf8"));
const packs = Object.fromEntries(await Promise.all(index.packs.map(async (it) => [it.adcode, JSON.parse(await readFile(`${OUT}/rules/${it.adcode}.json`, "utf8"))])));
const parents = new Set(index.packs.map((it) => it.parent));
const districts = index.packs.filter((it) => (!parents.has(it.adcode) || it.rest) && it.adcode !== "000000").map((it) => it.adcode);

await Promise.all(["fallback", "personas"].map((folder) => mkdir(`${OUT}/${folder}`, { recursive: true })));
await Promise.all(districts.map(async (district) => {
  await writeFile(`${OUT}/fallback/${district}.html`, fallbackOf(district, packs));
  await writeFile(`${OUT}/personas/${district}.json`, JSON.stringify(await personasOf(district) || { district, cases: [] }));
}));

const { version } = JSON.parse(await readFile("pkg/package.json", "utf8"));
const names = (await filesBelow("")).filter((name) => name !== "manifest.json" && !name.endsWith(".d.ts")).sort();
const files = await Promise.all(names.map(async (path) => {
  const bytes = await readFile(`${OUT}/${path}`);
  const sum = (kind, form) => createHash(kind).update(bytes).digest(form);
  return { path, size: bytes.length, sha256: sum("sha256", "hex"), integrity: `sha384-${sum("sha384", "base64")}` };
}));
await writeFile(`${OUT}/manifest.json`, `${JSON.stringify({ schema: "huisuan.manifest/1", version, files }, undefined, 1)}\n`);

async function filesBelow(folder) {
  const entries = await readdir(`${OUT}/${folder}`, { withFileTypes: true });
  return (await Promise.all(entries.map((it) => (it.isDirectory() ? filesBelow(`${folder}${it.name}/`) : [folder + it.name])))).flat();
}
