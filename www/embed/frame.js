// Inside the frame: tells the page around it how high the content is. It says so only to its own parent, only after that has given it a
// channel, and only where the parent is allowed to frame us.

import { applyFragment } from "./fragment.js";
import { NOTICEABLE, readMessage, VERSION, wholeHeight } from "./messages.js";

const calculator = document.querySelector("huisuan-calculator");
const content = document.getElementById("content");
applyFragment(calculator, location.hash);
document.documentElement.lang = calculator.getAttribute("lang") || "zh-CN";

// <meta name="huisuan-hosts" content="https://www.example.gov.cn https://…"> in frame.html limits who may frame us.
const listed = document.querySelector('meta[name="huisuan-hosts"]');
const hosts = listed ? (listed.getAttribute("content") || "").split(/\s+/).filter(Boolean) : [];
let host;
let told = 0;

/** The origin of the page around us, as far as the browser says. */
function parentOrigin() {
  if (location.ancestorOrigins && location.ancestorOrigins.length > 0) return location.ancestorOrigins[0];
  try {
    return document.referrer ? new URL(document.referrer).origin : undefined;
  } catch (error) {
    return undefined;
  }
}

function allowed(origin) {
  const known = parentOrigin();
  return (known === undefined || known === origin) && (hosts.length === 0 || hosts.includes(origin)) && origin !== "null";
}

function tell(type, more) {
  if (host) window.parent.postMessage(Object.assign({ huisuan: VERSION, type, channel: host.channel }, more), host.origin);
}

function measure() {
  const height = wholeHeight(content.getBoundingClientRect().height);
  if (!host || Math.abs(height - told) < NOTICEABLE) return;
  told = height;
  tell("height", { height });
}

if (window.parent !== window) {
  window.addEventListener("message", (event) => {
    const message = readMessage(event.data);
    if (event.source !== window.parent || !message || message.type !== "connect" || !allowed(event.origin)) return;
    if (typeof message.channel !== "string" || message.channel.length < 16) return;
    host = { origin: event.origin, channel: message.channel };
    told = 0;
    // From now on the frame is as high as its content; a scroll bar of its own would come and go.
    document.documentElement.classList.add("fitted");
    measure();
  });
  if (typeof ResizeObserver === "function") new ResizeObserver(measure).observe(content);
  window.addEventListener("load", measure);
  calculator.addEventListener("huisuan-step", () => {
    measure();
    tell("moved", { top: Math.floor(content.getBoundingClientRect().top) });
  });
  // The page around us may have been ready first; which page that is, only it can say by giving a channel.
  const known = parentOrigin();
  if (known !== undefined && allowed(known)) window.parent.postMessage({ huisuan: VERSION, type: "hello" }, known);
}
