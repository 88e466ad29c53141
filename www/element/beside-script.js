// Where this script lies, which is known only while it runs, and is needed as soon as the element is registered.

import { setHome } from "./home.js";

setHome(document.currentScript && document.currentScript.src);
