// The loader as a module: <script type="module" src="…/huisuan.module.js"></script>

import { watch } from "./near.js";

watch(() => import(new URL("element/huisuan-calculator.module.js", import.meta.url).href));
