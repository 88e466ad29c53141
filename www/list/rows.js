// The rows of a list, a block at a time, so that a long one is never in memory as text.

import Papa from "papaparse";

import { encodingOf, LOOKED_AT } from "./encoding.js";

const BLOCK = 64 * 1024;

/** The list as a whole cannot be used: `key` is one of the words `batch.refused.*`, with `values`. */
export class Refused extends Error {
  constructor(key, values) {
    super(key);
    this.key = key;
    this.values = values || {};
  }
}

/** Opens a list: `{encoding, isJson, header, next}`. `next()` gives `{rows: [{line, cells, isText}], read, done}`; `read` is the share of the file. */
export async function openList(file) {
  const isJson = /\.(jsonl|ndjson)$/i.test(file.name);
  if (!isJson && !/\.csv$/i.test(file.name)) throw new Refused("kind", { name: file.name });
  const start = await bytesOf(file.slice(0, LOOKED_AT));
  if (start.length === 0) throw new Refused("empty", { name: file.name });
  const encoding = encodingOf(start, start.length === file.size);
  if (encoding === undefined) throw new Refused("encoding", { name: file.name });
  const blocks = blocksOf(file, encoding);
  if (isJson) return { encoding, isJson, header: undefined, next: jsonRows(blocks) };
  return csvList(encoding, blocks);
}

async function csvList(encoding, blocks) {
  const next = csvRows(blocks);
  let first = await next();
  while (first.rows.length === 0 && !first.done) first = await next();
  if (first.rows.length === 0) throw new Refused("empty", {});
  const header = first.rows.shift().cells.map((it) => it.trim());
  let waiting = first;
  return {
    encoding, isJson: false, header,
    next: () => {
      if (!waiting) return next();
      const it = waiting;
      waiting = undefined;
      return Promise.resolve(it);
    },
  };
}

function bytesOf(blob) { return new Response(blob).arrayBuffer().then((it) => new Uint8Array(it)); }

/** `() => {text, read, done}`: decoded, with plain line ends. */
function blocksOf(file, encoding) {
  const decoder = new TextDecoder(encoding);
  let at = 0;
  let held = "";
  return async () => {
    const bytes = await bytesOf(file.slice(at, at + BLOCK));
    at += bytes.length;
    const done = at >= file.size;
    let text = held + decoder.decode(bytes, { stream: !done });
    // A line end may lie across two blocks.
    held = !done && text[text.length - 1] === "\r" ? "\r" : "";
    if (held) text = text.slice(0, -1);
    return { text: text.replace(/\r\n?/g, "\n"), read: file.size === 0 ? 1 : at / file.size, done };
  };
}

function csvRows(blocks) {
  let rest = "";
  let line = 1;
  return async () => {
    const block = await blocks();
    const text = rest + block.text;
    const rows = [];
    let from = 0;
    const parser = new Papa.Parser({
      delimiter: ",", newline: "\n", quoteChar: "\"",
      step: ({ data, meta }) => {
        const raw = text.slice(from, meta.cursor);
        from = meta.cursor;
        const cells = Array.isArray(data[0]) ? data[0] : data;
        if (raw.trim() !== "" || cells.length > 1) rows.push({ line, cells, isText: raw.indexOf("\ufffd") < 0 });
        line += raw.split("\n").length - 1;
      },
    });
    parser.parse(text, 0, !block.done);
    rest = text.slice(from);
    return { rows, read: block.read, done: block.done };
  };
}

function jsonRows(blocks) {
  let rest = "";
  let line = 0;
  return async () => {
    const block = await blocks();
    const lines = (rest + block.text).split("\n");
    rest = block.done ? "" : lines.pop();
    const rows = [];
    lines.forEach((it) => {
      line += 1;
      if (it.trim() !== "") rows.push({ line, cells: [it.trim()], isText: it.indexOf("\ufffd") < 0 });
    });
    return { rows, read: block.read, done: block.done };
  };
}
