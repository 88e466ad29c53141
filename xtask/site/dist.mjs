// What is handed to a webmaster or put on a stick: for each district one page that holds everything, and the site as a zip to unpack on a server.
// `node xtask/site/dist.mjs FOLDER` runs it from the root after the site is built; cargo xtask dist does. The same site gives the same bytes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { zipSync } from "fflate";

import { SCRIPT, stylesIn } from "./options.mjs";

const SITE = "dist";
const [OUT] = process.argv.slice(2);
/** The beginning of time in a zip, so that no file has the day it was built on. */
const NO_DAY = new Date(1980, 0, 1);

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const { version, files } = JSON.parse(await readFile(`${SITE}/manifest.json`, "utf8"));
const index = JSON.parse(await readFile(`${SITE}/rules/index.json`, "utf8"));
const parents = new Set(index.packs.map((it) => it.parent));
const districts = index.packs.filter((it) => (!parents.has(it.adcode) || it.rest) && it.adcode !== "000000");

/** The Node packages that are in our scripts. */
const carried = new Set();
const element = await elementScript();
for (const district of districts) await writeFile(`${OUT}/huisuan-${version}-${district.adcode}.html`, await offlinePage(district));
await writeFile(`${OUT}/huisuan-${version}.zip`, await archive());
const made = (await readdir(OUT)).sort();
await writeFile(`${OUT}/SHA256SUMS`, (await Promise.all(made.map(async (name) => `${createHash("sha256").update(await readFile(`${OUT}/${name}`)).digest("hex")}  ${name}\n`))).join(""));

/** The element, told to look for its files in the page. */
async function elementScript() {
  const bundle = async (entry) => build({ ...SCRIPT, plugins: [await stylesIn()], write: false, metafile: true, entryPoints: [entry], outfile: "offline.js" });
  const folders = (await readdir("www", { withFileTypes: true })).filter((it) => it.isDirectory()).map((it) => `www/${it.name}/script.js`).filter((it) => existsSync(it));
  const [result, ...others] = await Promise.all(["www/embed/offline-script.js", ...folders].map(bundle));
  [result, ...others].flatMap((it) => Object.keys(it.metafile.inputs)).forEach((file) => { const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file); if (found) carried.add(found[1]); });
  return result.outputFiles[0].text;
}

async function offlinePage(district) {
  const chain = [];
  for (let code = district.adcode; code;) {
    const pack = index.packs.find((it) => it.adcode === code);
    chain.unshift(pack);
    code = pack.parent;
  }
  const places = files.map((it) => it.path).filter((path) => /^element\/(engine-(?!check)|huisuan-(?!calculator)|words\/)/.test(path) || path === "wasm/huisuan_bg.wasm");
  const holders = await Promise.all(places.concat(chain.map((it) => `rules/${it.file}`), `rules/${district.image.file}`).map(holder));
  // The index of this page names what is in it and nothing else.
  holders.push(`<script type="text/plain" data-place="rules/index.json">${inert(JSON.stringify({ ...index, packs: chain }))}</script>`);
  const name = district.name["zh-CN"];
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'">
<title>惠算 · ${name}民政待遇计算</title>
<style>${(await readFile("www/styles/page.css", "utf8")).replace(/\n/g, "")}</style>
</head>
<body>
<main id="main">
<h1>${name}民政待遇计算</h1>
<huisuan-calculator district="${district.adcode}">${await readFile(`${SITE}/fallback/${district.adcode}.html`, "utf8")}</huisuan-calculator>
</main>
${holders.join("\n")}
<script>${element.replace(/<\/script/gi, "<\\/script")}</script>
</body>
</html>
`;
}

/** A file in an element that does not run. */
async function holder(place) {
  const bytes = await readFile(`${SITE}/${place}`);
  if (place.endsWith(".wasm")) return `<script type="text/plain" data-base64 data-place="${place}">${bytes.toString("base64")}</script>`;
  return `<script type="text/plain" data-place="${place}">${inert(bytes.toString("utf8"), place)}</script>`;
}

/** Text that cannot end the element it stands in. */
function inert(text, place = "") {
  if (!/<\/script|<!--/i.test(text)) return text;
  // In JSON and in JavaScript's texts a backslash before the slash says the same.
  if (/<!--/.test(text)) throw new Error(`${place} cannot stand in a page`);
  return text.replace(/<\/(script)/gi, "<\\/$1");
}

/** The site with licences, in a folder named after the version. */
async function archive() {
  const entries = {};
  const add = (path, bytes) => { entries[`huisuan-${version}/${path}`] = [new Uint8Array(bytes), { mtime: NO_DAY, level: 9 }]; };
  for (const { path } of files) add(path, await readFile(`${SITE}/${path}`));
  add("manifest.json", await readFile(`${SITE}/manifest.json`));
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) add(`licences/${name}`, await readFile(name));
  add("licences/THIRD-PARTY.txt", Buffer.from(await thirdParty()));
  add("部署说明.md", await readFile("docs/embedding.md"));
  return zipSync(entries);
}

/** The licences of what others wrote and our files carry: crates in the engine, packages in the scripts. */
async function thirdParty() {
  const cargo = (...words) => execFileSync(process.env.CARGO || "cargo", words, { encoding: "utf8", maxBuffer: 1 << 26 });
  const tree = cargo("tree", "--locked", "--package", "huisuan", "--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown", "--prefix", "none", "--format", "{p}|{l}");
  const crates = new Map(tree.split("\n").filter((line) => line.includes("|") && !line.startsWith("huisuan ")).map((line) => {
    const [what, licence] = line.replace(" (*)", "").split("|");
    const [name, wanted] = what.split(" ");
    return [`${name} ${wanted.replace("v", "")}`, licence.trim()];
  }));
  const { packages } = JSON.parse(cargo("metadata", "--locked", "--format-version", "1"));
  const folders = new Map(packages.map((it) => [`${it.name} ${it.version}`, it.manifest_path.replace(/Cargo\.toml$/, "")]));
  const parts = [];
  for (const [crate, licence] of Array.from(crates).sort()) parts.push([`${crate} (${licence})`, folders.get(crate)]);
  for (const name of Array.from(carried).sort()) {
    const { version: of, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
    parts.push([`${name} ${of} (${license})`, `node_modules/${name}/`]);
  }
  const texts = await Promise.all(parts.map(async ([title, folder]) => {
    const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
    const all = await Promise.all(names.map((name) => readFile(folder + name, "utf8").catch(() => "")));
    return `${"=".repeat(76)}\n${title}\n${"=".repeat(76)}\n\n${all.map((it) => it.trim()).join("\n\n")}\n`;
  }));
  return texts.join("\n");
}
