// A tiny server of static files for the tests, with the content security policy that a careful site would send.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The built site. */
export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

export const STRICT = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'none'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const packedFiles = new Map();
function packed(file, content) {
  if (!packedFiles.has(file)) packedFiles.set(file, brotliCompressSync(content));
  return packedFiles.get(file);
}

/** Serves a folder on a free port of this machine. Gives `{url, pages, close}`; `pages` are more pages, by path: `{body, policy}`.
 * With `compress` everything travels in brotli, as from a well-kept server. */
export async function serve(folder = process.env.HUISUAN_SITE || DIST, policy = STRICT, { compress = false } = {}) {
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    if (pages.has(path)) {
      const page = pages.get(path);
      response.writeHead(200, { "content-type": TYPES[".html"], "cache-control": "no-store", ...(page.policy ? { "content-security-policy": page.policy } : {}) }).end(page.body);
      return;
    }
    const file = join(folder, normalize(path.endsWith("/") ? path + "index.html" : path));
    try {
      const content = await readFile(file);
      const headers = { "content-type": TYPES[extname(file)] || "application/octet-stream", "cache-control": "no-store" };
      if (policy) headers["content-security-policy"] = policy;
      if (compress) headers["content-encoding"] = "br";
      response.writeHead(200, headers).end(compress ? packed(file, content) : content);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    pages,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}
