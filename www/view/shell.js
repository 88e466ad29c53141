// The frame around every screen: the host's header, the tools, the screen, the last lines, and the region that is read out.

import { element, fill } from "./dom.js";
import { Reader, visibleText } from "./reader.js";
import { toolbar } from "./toolbar.js";

const SIZES = { normal: 18, large: 22, largest: 28 };
const WIDE = 760;
const NARROW = 420;

export class Shell {
  constructor(visit) {
    this.visit = visit;
    this.chosen = {};       // text size and theme as the person set them, which go before the host's
    this.tools = element("div", { class: "tools", part: "toolbar", role: "group" });
    this.noticePlace = element("div", { class: "notice-place" });
    this.place = element("div", { class: "place" });
    this.announcer = element("p", { class: "unseen", role: "status" });
    this.element = element("div", { class: "root", part: "root", "data-state": "loading" },
      element("slot", { name: "header" }), this.tools,
      element("div", { class: "waiting" }, element("slot", {})),
      this.noticePlace, this.place, element("slot", { name: "footer" }), this.announcer);
    this.reader = new Reader(window.speechSynthesis, () => this.showTools());
    this.watchWidth();
  }

  /** Layout follows the width of the element, not of the window: it may stand in a narrow column. */
  watchWidth() {
    if (typeof ResizeObserver !== "function") return;
    this.observer = new ResizeObserver((entries) => {
      const width = entries[entries.length - 1].contentRect.width;
      this.element.classList.toggle("wide", width >= WIDE);
      this.element.classList.toggle("narrow", width > 0 && width < NARROW);
    });
    this.observer.observe(this.element);
  }

  /** Language, text size and theme. */
  dress(settings) {
    this.settings = settings;
    const size = this.chosen.textSize || settings.textSize;
    this.element.setAttribute("data-size", SIZES[size]);
    this.element.setAttribute("data-theme", this.chosen.theme || settings.theme);
    this.element.setAttribute("data-mode", settings.mode);
    this.element.setAttribute("lang", settings.lang);
    this.element.setAttribute("dir", "ltr");
  }

  choose(name, value) {
    this.chosen[name] = value;
    this.dress(this.settings);
    this.showTools();
  }

  showTools() {
    if (!this.screen) return;
    const texts = this.visit.texts();
    this.tools.setAttribute("aria-label", texts.page("tools.name"));
    const focused = this.visit.root.activeElement && this.visit.root.activeElement.getAttribute("data-tool");
    fill(this.tools, toolbar(this, texts));
    const again = focused && this.tools.querySelector("[data-tool=\"" + focused + "\"]");
    if (again) again.focus();
  }

  wait() {
    this.busy(true);
    if (this.element.getAttribute("data-state") !== "ready") this.element.setAttribute("data-state", "loading");
  }

  busy(is) { this.place.setAttribute("aria-busy", String(is)); }

  /** Shows a screen `{element, heading, refresh, announce}`. The focus goes to its heading only where somebody moved. */
  show(screen, moved) {
    this.reader.stop();
    this.screen = screen;
    this.element.setAttribute("data-state", "ready");
    this.busy(false);
    this.showTools();
    fill(this.place, screen.element);
    if (moved) this.focusHeading();
    this.announce(screen.announce);
  }

  focusHeading() {
    const { heading } = this.screen;
    heading.focus({ preventScroll: true });
    const { top, bottom } = heading.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) heading.scrollIntoView({ block: "start" });
  }

  /** Brings what the screen says up to date without building it anew. */
  refresh() {
    if (this.screen.refresh) this.screen.refresh();
  }

  /** A bar over the screen, or none. */
  notice(bar) { fill(this.noticePlace, bar); }

  announce(words) { this.announcer.textContent = words || ""; }

  /** Reads the screen aloud, or stops. */
  readAloud() {
    if (this.reader.reading) this.reader.stop();
    else this.reader.read(visibleText(this.place), this.settings.lang);
  }

  end() {
    this.reader.end();
    if (this.observer) this.observer.disconnect();
  }
}
