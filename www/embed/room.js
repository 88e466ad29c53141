// The room that the first screen takes, kept before it is there, so that what stands below does not move when it comes. Old syntax: the
// loader has it, too.

/** At 18 pixels; text grows into height and out of width. */
var SIZES = { large: 22 / 18, largest: 28 / 18 };

/** Keeps room below an element that will be a calculator, or is becoming one. A page that knows better sets `--huisuan-min-block-size`. */
export function keepRoom(element) {
  var size = SIZES[element.getAttribute("text-size")] || 1;
  var width = element.parentNode && element.parentNode.clientWidth ? Math.min(element.parentNode.clientWidth, element.clientWidth || Infinity) / size : 340;
  var height = width < 270 ? 700 : width < 420 ? 500 : 430;
  if (!(element.district || element.getAttribute("district"))) height += width < 500 ? 300 : 60;
  if (/^en/.test(element.getAttribute("lang"))) height += width < 420 ? 240 : 60;
  element.style.setProperty("--huisuan-room", Math.round(height * size) + "px");
}

/** Somebody acted: from now on every screen takes what it needs. */
export function giveRoomBack(element) { element.style.setProperty("--huisuan-room", "0px"); }
