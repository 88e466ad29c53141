// Where this module lies, needed as soon as the element is registered.

import { setHome } from "./home.js";

setHome(import.meta.url);
