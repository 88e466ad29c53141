// The element for the page that holds everything.

import "./offline.js";
import "../element/define.js";
