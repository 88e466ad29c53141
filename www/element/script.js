// The element as a classic script: <script src="…/element/huisuan-calculator.js" defer></script>

import "./beside-script.js";
import "./define.js";
