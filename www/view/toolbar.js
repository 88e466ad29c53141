// Text size, the elder mode, and reading aloud. What a person chooses here goes before what the page says.

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
        // Large type goes with it.
        if (!elder && size === "normal") shell.chosen.textSize = "large";
        shell.choose("theme", elder ? plainTheme(shell) : "elder");
      },
    }, texts.page("tools.elder")),
    shell.reader.voice(shell.settings.lang) && element("button", {
      type: "button", class: "tool", "data-tool": "read", "aria-pressed": String(shell.reader.reading), onclick: () => shell.readAloud(),
    }, texts.page(shell.reader.reading ? "tools.stop" : "tools.read")),
  ];
}

function plainTheme(shell) { return shell.settings.theme === "elder" ? "light" : shell.settings.theme; }
