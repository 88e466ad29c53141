// What a visit can take away, fetched together with the engine.

import "../element/takeaway.js";

export const { Takeaway, words } = window[Symbol.for("huisuan.engines")].takeaway;
