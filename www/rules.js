// From the overview to a benefit of a place: `rules.html#331003/high_age_allowance` goes on to the page of the place.
// Without this the address still leads to the cell of the overview, whose link goes there.

(function () {
  "use strict";

  function goOn() {
    var place = /^#(\d{6}\/[a-z0-9_]+)$/.exec(window.location.hash);
    // The rest of a place has the rules that stand on the pages of its parts.
    var cell = place && (document.getElementById(place[1]) || document.querySelector("td[id^='" + place[1].replace(/0+\/.*/, "") + "'][id$='" + place[1].slice(6) + "']"));
    var link = cell && cell.querySelector("a");
    if (link) window.location.replace(link.href);
  }

  window.addEventListener("hashchange", goOn);
  goOn();
})();
