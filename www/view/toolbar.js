// Text size and the elder mode. What a person chooses here goes before what the page says.

import { element } from "./dom.js";

const SIZES = ["normal", "large", "largest"];

export function toolbar(shell, texts) {
  const size = shell.chosen.textSize || shell.settings.textSize;
  const elder = (shell.chosen.theme || shell.settings.theme) === "elder";
  return [
    element("span", { class: "sizes", role: "group", "aria-label": texts.page("tools.size") }, SIZES.map((it) => element("button", {
      type: "button", class: "tool tool-" + it, "data-tool": "size-" + it, "aria-pressed": String(it === size),
      onclick: () => shell.choose("textSize", it),
    }, texts.page("tools.size." + it)))),
    element("button", {
      type: "button", class: "tool", "data-tool": "elder", "aria-pressed": String(elder),
      onclick: () => {
        if (!elder && size === "normal") shell.chosen.textSize = "large";
        shell.choose("theme", elder ? plainTheme(shell) : "elder");
      },
    }, texts.page("tools.elder")),
  ];
}

function plainTheme(shell) { return shell.settings.theme === "elder" ? "light" : shell.settings.theme; }
