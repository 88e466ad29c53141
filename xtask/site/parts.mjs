// What pages have in common: where a page says `<!-- parts/head.html -->`, what is in that file of `www/` is put in its place.

import { readdir, readFile, writeFile } from "node:fs/promises";

const PART = /^ *<!-- (parts\/[a-z]+\.html) -->\n/gm;

/** Puts the parts into the pages of a folder. A part that is not there ends the build. */
export async function putParts(folder) {
  const pages = (await readdir(folder)).filter((it) => it.endsWith(".html"));
  await Promise.all(pages.map(async (page) => {
    const text = await readFile(`${folder}/${page}`, "utf8");
    const named = Array.from(new Set(Array.from(text.matchAll(PART), ([, part]) => part)));
    const parts = new Map(await Promise.all(named.map(async (part) => [part, await readFile(`www/${part}`, "utf8")])));
    if (named.length > 0) await writeFile(`${folder}/${page}`, text.replace(PART, (_, part) => parts.get(part)));
  }));
}
