// Where this script lies, and whether the page wants it checked: both are known only while it runs, and needed as soon as the element
// is registered.

import { checkFiles } from "../engine/files.js";
import { setHome } from "./home.js";

const script = document.currentScript;
setHome(script && script.src);
if (script && script.integrity) checkFiles();
