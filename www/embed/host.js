// In the page around frames: <script src="…/huisuan-frame.js" defer></script> makes each <iframe data-huisuan src="…/frame.html#…"> as high as its
// content. Messages count only from that frame's window, from the origin of its address, with the channel it was given.

import { NOTICEABLE, readMessage, VERSION, wholeHeight } from "./messages.js";

const LOWEST = 200;

function attach(frame) {
  const { origin } = new URL(frame.src, document.baseURI);
  const channel = randomName();
  // What stands below must not move before somebody uses the calculator: until then the frame only grows.
  let least = frame.clientHeight;
  let wanted = 0;
  let height = 0;

  const connect = () => {
    if (frame.contentWindow) frame.contentWindow.postMessage({ huisuan: VERSION, type: "connect", channel }, origin);
  };

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const message = readMessage(event.data);
    if (!message) return;
    if (message.type === "hello") connect();
    if (message.channel !== channel) return;
    if (message.type === "height" && Number.isFinite(message.height)) wanted = message.height;
    if (message.type === "moved") least = 0;
    fit();
    if (message.type === "moved") showTop(Number.isFinite(message.top) ? message.top : 0);
  });

  function fit() {
    if (wanted === 0) return;
    const next = Math.max(wholeHeight(wanted), LOWEST, least);
    if (Math.abs(next - height) < NOTICEABLE) return;
    height = next;
    frame.style.height = next + "px";
  }

  /** A new screen begins at the top of the frame: bring it into view, but only for the person who is in the frame. */
  function showTop(below) {
    if (document.activeElement !== frame) return;
    const top = frame.getBoundingClientRect().top + below;
    if (top < 0 || top > window.innerHeight) window.scrollBy(0, top - 16);
  }

  frame.addEventListener("load", connect);
  // It may have been ready before us. Before its page is there, an empty one of our own origin stands in the frame.
  if (!frame.contentDocument || frame.contentDocument.URL !== "about:blank") connect();
}

function randomName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const attached = new Set();
function look() {
  document.querySelectorAll("iframe[data-huisuan]").forEach((frame) => {
    if (attached.has(frame)) return;
    attached.add(frame);
    attach(frame);
  });
}

look();
new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
