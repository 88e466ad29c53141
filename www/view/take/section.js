// The part of the result by which a person takes it away: print, picture, another device, and what this device is to remember.

import { element, fill } from "../dom.js";
import { actions, secondary } from "../parts.js";
import { canPrint } from "./print.js";
import { qrDrawing } from "./qr.js";

/** `take` does the work: `{print(), picture(), address(), qr(address), check(), canRemember, remembers(), remember(is), announce(words)}`. */
export function section(texts, take) {
  const panel = element("div", { class: "take-panel", hidden: true });
  const openers = [
    { name: "picture", words: "take.picture", shown: "take.picture.shown", build: picturePanel },
    { name: "qr", words: "take.qr", shown: "take.qr.shown", build: qrPanel },
  ].map((it) => secondary(texts.page(it.words), (event) => show(event.currentTarget, it), { "data-take": it.name, "aria-expanded": "false" }));

  function show(button, { name, shown, build }) {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    openers.forEach((it) => it.setAttribute("aria-expanded", "false"));
    panel.hidden = isOpen;
    fill(panel);
    if (isOpen) return;
    button.setAttribute("aria-expanded", "true");
    panel.setAttribute("data-panel", name);
    fill(panel, build(texts, take));
    take.announce(texts.page(shown));
  }

  return element("section", { class: "take", "data-take": "all" },
    element("h3", {}, texts.page("take.title")),
    actions(onPhone() ? openers : [], canPrint() && secondary(texts.page("take.print"), () => take.print(), { "data-take": "print" }), onPhone() ? [] : openers),
    panel,
    take.canRemember && rememberBox(texts, take));
}

/** On a phone a picture is nearer at hand than a printer. */
function onPhone() { return window.matchMedia("(pointer: coarse)").matches; }

function picturePanel(texts, take) {
  const { canvas, name, shownIn } = take.picture();
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", texts.page("take.picture.name"));
  const hint = element("p", {}, texts.page("take.picture.hint"));
  const place = element("div", { class: "picture" }, canvas);
  shownIn.then((image) => {
    if (!image) return;
    image.alt = texts.page("take.picture.name");
    fill(place, image);
    if (onPhone()) hint.textContent = texts.page("take.picture.press");
  });
  const link = element("a", { class: "save", download: name, "data-take": "save", hidden: true }, texts.page("take.picture.save"));
  const share = secondary(texts.page("take.picture.share"), () => take.share(), { hidden: true, "data-take": "share" });
  take.file.then((file) => {
    link.href = file.address;
    link.hidden = false;
    share.hidden = !file.canShare;
  });
  return [hint, actions(link, share), place];
}

function qrPanel(texts, take) {
  const address = take.address();
  const code = address && take.qr(address);
  const check = element("p", {}, texts.phrase("take.check", { code: element("strong", { class: "figure", translate: "no" }, take.check()) }));
  if (!code) return [element("p", {}, texts.page(address ? "take.qr.long" : "take.qr.noAddress")), check];
  const copied = element("p", { class: "hint", role: "status" });
  const copy = take.canCopy && secondary(texts.page("take.copy"), async () => {
    copied.textContent = texts.page(await take.copy(address) ? "take.copied" : "take.copyFailed");
  }, { "data-take": "copy" });
  return [
    element("p", {}, texts.page("take.qr.hint")),
    qrDrawing(code, texts.page("take.qr.name")),
    element("p", { class: "warning" }, texts.page("take.qr.warning")),
    copy && actions(copy), copied, check,
  ];
}

function rememberBox(texts, take) {
  const said = element("p", { class: "hint", role: "status" });
  const box = element("input", { type: "checkbox", "data-take": "remember", onchange: () => {
    const done = take.remember(box.checked);
    said.textContent = texts.page(!done ? "take.remember.failed" : box.checked ? "take.remember.done" : "take.remember.gone");
    if (!done) box.checked = false;
  } });
  box.checked = take.remembers();
  return element("div", { class: "remember" }, element("label", {}, box, element("span", {}, texts.page("take.remember"))),
    element("p", { class: "hint" }, texts.page("take.remember.hint")), said);
}
