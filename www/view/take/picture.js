// The result as a picture, drawn line by line with the letters of the device, so that it can be kept with the photographs.

import { rows } from "./qr.js";

const WIDTH = 1080;
const EDGE = 60;
/** What old phones can hold, in pixels. */
const MOST = 12000000;
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const INK = { text: "#1c2529", soft: "#465359", accent: "#083f4a", good: "#14603a", line: "#c6d0d3" };
const QR = 480;

/** A canvas with the picture. `more` is `{qr, check}`. */
export function pictureOf(texts, sheet, more) {
  const canvas = document.createElement("canvas");
  const height = draw(canvas.getContext("2d"), texts, sheet, more, false);
  const scale = Math.min(1, MOST / (WIDTH * height));
  canvas.width = Math.floor(WIDTH * scale);
  canvas.height = Math.floor(height * scale);
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, height);
  draw(pen, texts, sheet, more, true);
  return canvas;
}

/** Draws, or only measures. Gives the height. */
function draw(pen, texts, sheet, more, isDrawn) {
  let y = EDGE;

  function line(words, { size = 40, bold = false, ink = INK.text, indent = 0, after = 0 } = {}) {
    pen.font = (bold ? "bold " : "") + size + "px " + FONT;
    pen.fillStyle = ink;
    pen.textBaseline = "top";
    wrapped(pen, words, WIDTH - 2 * EDGE - indent).forEach((part) => {
      if (isDrawn) pen.fillText(part, EDGE + indent, y + size * 0.2);
      y += size * 1.5;
    });
    y += after;
  }

  function rule(before = 20, after = 24) {
    y += before;
    pen.fillStyle = INK.line;
    if (isDrawn) pen.fillRect(EDGE, y, WIDTH - 2 * EDGE, 3);
    y += after;
  }

  line(sheet.title, { size: 60, bold: true, ink: INK.accent, after: 6 });
  line(texts.page("take.sheet.about", { place: sheet.place, day: sheet.day }), { size: 36, ink: INK.soft });
  line(texts.page("take.sheet.family", { family: sheet.family }), { size: 36, ink: INK.soft, after: 10 });
  if (sheet.totals.length > 0) {
    rule();
    line(texts.page("results.total"), { size: 40 });
    sheet.totals.forEach((it) => line(it, { size: 64, bold: true, ink: INK.accent }));
  }
  if (sheet.likely.length > 0) {
    rule();
    line(texts.page("group.eligible.title"), { size: 48, bold: true, ink: INK.good, after: 12 });
    sheet.likely.forEach((it) => {
      line(it.name + texts.page("take.whom", { whom: it.whom }), { size: 42, bold: true });
      line(it.amount, { size: 46, bold: true, ink: INK.good });
      it.office.forEach((words) => line(words, { size: 34, ink: INK.soft }));
      it.notices.forEach((words) => line("※ " + words, { size: 32, ink: INK.soft }));
      y += 26;
    });
  }
  if (sheet.materials.length > 0) {
    rule();
    line(texts.page("take.sheet.materials"), { size: 48, bold: true, ink: INK.accent, after: 8 });
    sheet.materials.forEach((words) => line("□ " + words, { size: 38 }));
  }
  sheet.others.filter((it) => it.verdict !== "ineligible" && it.verdict !== "no_rule").forEach((it) => {
    rule();
    line(it.title, { size: 44, bold: true, ink: INK.accent });
    line(it.hint, { size: 34, ink: INK.soft, after: 8 });
    it.lines.forEach((words) => line(words, { size: 36 }));
  });
  rule();
  sheet.contacts.forEach((words) => line(words, { size: 36 }));
  if (more.qr) y = drawCode(pen, more.qr, y + 24, isDrawn);
  if (more.qr) {
    line(texts.page("take.sheet.qr"), { size: 36 });
    line(texts.page("take.sheet.warning"), { size: 32, ink: INK.soft, after: 12 });
  }
  line(texts.page("take.sheet.check", { code: more.check }), { size: 32, ink: INK.soft });
  line(texts.page("take.sheet.reference"), { size: 32, ink: INK.soft });
  return Math.ceil(y + EDGE);
}

/** Modules are whole pixels, or a camera sees grey edges. */
function drawCode(pen, qr, top, isDrawn) {
  const step = Math.floor(QR / qr.size);
  const left = Math.round((WIDTH - step * qr.size) / 2);
  if (isDrawn) {
    pen.fillStyle = "#000";
    rows(qr).forEach(([x, y, width]) => pen.fillRect(left + x * step, top + y * step, width * step, step));
  }
  return top + step * qr.size + 16;
}

/** Lines no wider than `width`: broken between Chinese characters, and between words elsewhere; no line begins with a mark that ends one. */
function wrapped(pen, words, width) {
  const lines = [];
  let line = "";
  (words.match(/[\w.,:;%()/-]+ ?|[\s\S]/gu) || []).forEach((piece) => {
    if (pen.measureText(line + piece.trimEnd()).width <= width || line === "" || /^[，。；：、！？）》”]/.test(piece)) {
      line += piece;
      return;
    }
    lines.push(line);
    line = piece;
  });
  return lines.concat(line);
}
