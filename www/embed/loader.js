// The loader: <script src="…/huisuan.js" defer></script>. It is all that a page pays for a calculator that nobody looks at: what stands inside
// the element is shown as it is until the element comes near the screen or somebody turns to it, and only then is the rest fetched.
//
// It is written for browsers that cannot run the calculator, too: there it does nothing, and what stands inside stays.

import { scriptAddress } from "./address.js";
import { watch } from "./near.js";

// Which script this is, is known only while it runs. A page that copies the script into itself says where the files are: data-base="…/".
var script = document.currentScript || document.querySelector("script[src*='huisuan.js'],script[data-base]");
var base = script && (script.getAttribute("data-base") || script.src.replace(/[^/]*([?#].*)?$/, ""));

function bring() {
  var next = document.createElement("script");
  next.src = scriptAddress(base.replace(/([^/])$/, "$1/") + "element/huisuan-calculator.js");
  // A page that has this script checked has all that comes after it checked.
  if (script.integrity) {
    next.crossOrigin = "anonymous";
    next.integrity = HUISUAN_ELEMENT_SUM;
  }
  next.onerror = function () { console.error("huisuan: " + next.src + " could not be loaded, or is not the file that belongs to huisuan.js"); };
  document.head.appendChild(next);
}

if (base && window.customElements && Element.prototype.attachShadow && window.Promise) watch(bring);
