// Waiting until an element comes near the screen, or somebody turns to it. Old syntax throughout: old browsers read it.

import { keepRoom } from "./room.js";

var NAME = "huisuan-calculator";
/** How far below or above the screen counts as near. */
var MARGIN = "400px";
/** What turning to an element looks like. */
var TURNING = ["pointerdown", "touchstart", "keydown", "focusin"];
/** An address that holds answers (docs/fragment.md): somebody comes to see them. */
var ANSWERS = /[#&]huisuan=/;

/** Calls `bring` once, when the first calculator of the page comes near, or where the address holds answers for it. */
export function watch(bring) {
  var done = false;
  var seen = [];
  var sight = window.IntersectionObserver && new IntersectionObserver(function (entries) {
    for (var at = 0; at < entries.length; at += 1) if (entries[at].isIntersecting) now();
  }, { rootMargin: MARGIN });
  var growth = new MutationObserver(look);

  function now() {
    if (done) return;
    done = true;
    if (sight) sight.disconnect();
    growth.disconnect();
    bring();
  }

  function look() {
    // Somebody else brought the element.
    if (customElements.get(NAME)) done = true;
    var found = document.querySelectorAll(NAME);
    for (var at = 0; at < found.length && !done; at += 1) {
      if (seen.indexOf(found[at]) >= 0) continue;
      seen.push(found[at]);
      reserve(found[at]);
      for (var kind = 0; kind < TURNING.length; kind += 1) found[at].addEventListener(TURNING[kind], now, { once: true, passive: true });
      if (sight && !ANSWERS.test(location.hash)) sight.observe(found[at]);
      else now();
    }
  }

  look();
  if (!done) growth.observe(document.documentElement, { childList: true, subtree: true });
}

/** Until the element is there, its own style sheet is not either. */
function reserve(element) {
  keepRoom(element);
  element.style.minHeight = "var(--huisuan-min-block-size, var(--huisuan-room))";
  // As a block of its own, like the element: margins of what stands inside stay inside.
  if (/^(inline|block)$/.test(getComputedStyle(element).display)) element.style.display = "flow-root";
}
