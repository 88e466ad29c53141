// The element itself: what a page sets and hears. What is shown, and the visit behind it, are in visit.js.

import { ATTRIBUTES, propertyOf, readAttributes } from "./attributes.js";
import { Visit } from "./visit.js";

const PROPERTIES = Object.keys(ATTRIBUTES).map(propertyOf);

/**
 * Asks a family a few questions and shows which civil-affairs benefits it may be entitled to, how much, why, what to bring and where to go.
 *
 * Everything is worked out in the browser. Nothing that is answered is sent, stored, or put into an event.
 *
 * @element huisuan-calculator
 *
 * @attr {string} district - The six-digit code of the district whose rules apply. Without it the person chooses.
 * @attr {"resident"|"counter"} mode - For a resident, one question at a time; for a counter, the whole family on one page.
 * @attr {"zh-CN"|"zh-Hant"|"en"} lang - The language. Tags of Taiwan, Hong Kong and Macao mean traditional Chinese.
 * @attr {"normal"|"large"|"largest"} text-size - 18, 22 or 28 pixels. The person can change it.
 * @attr {"light"|"dark"|"elder"|"auto"} theme - `elder` is the high-contrast mode with large targets; `auto` follows the device.
 * @attr {string} on - The day asked about, as `2026-07-01`. Without it today.
 * @attr {string} benefits - Ids of the benefits to look at, with spaces between them. Without it all.
 * @attr {"offer"|"off"} remember - Whether a person may ask this device to remember the answers. `off` on devices that several people use; a counter never offers it.
 * @attr {string} link - The address that the QR code opens, where the page's own cannot be opened elsewhere: the public calculator, for a page at a counter.
 * @attr {string} base - The folder that holds `element/`, `wasm/` and `rules/`. Without it, where the script came from.
 *
 * @prop {object} facts - The household document. Setting it puts answers in; reading it gives a copy of what is known.
 *
 * @fires huisuan-ready - The rules of a district are loaded. `detail`: `{district, engine}`. After this nothing is asked of the network.
 * @fires huisuan-step - Another screen is shown. `detail`: `{screen, answered, left}`.
 * @fires huisuan-result - The result is shown. `detail`: `{district, on, counts}`, how many benefits have each verdict.
 * @fires huisuan-print - The result is printed. `detail`: `{district}`.
 * @fires huisuan-error - Something could not be loaded or worked out, or what was put in is no household (`facts`). `detail`: `{code, message}`.
 *
 * @slot - What is shown until the element is ready, and where it cannot run: the standards of the district, telephone numbers.
 * @slot header - Above the calculator, inside its frame.
 * @slot footer - Below it.
 *
 * @csspart root - The frame around everything.
 * @csspart toolbar - Text size, elder mode, reading aloud.
 * @csspart progress - How many questions are left.
 * @csspart screen - What is shown now.
 * @csspart heading - The heading of a screen.
 * @csspart question - A question with its control.
 * @csspart option - A choice that can be pressed.
 * @csspart actions - The buttons below a screen.
 * @csspart primary - The button that goes on.
 * @csspart secondary - Any other button.
 * @csspart total - What the likely benefits come to.
 * @csspart group - Benefits with the same verdict.
 * @csspart result - One benefit.
 * @csspart condition - One condition of a benefit.
 * @csspart materials - What to bring.
 * @csspart note - A notice.
 * @csspart footer - The last lines.
 *
 * @cssprop [--huisuan-min-block-size=var(--huisuan-room, 416px)] - Least height, so that nothing moves when the calculator comes.
 * @cssprop [--huisuan-accent=#0b5563] - Buttons, links and marks.
 * @cssprop [--huisuan-accent-strong=#083f4a] - The same, pressed or pointed at, and large figures.
 * @cssprop [--huisuan-accent-soft=#e6f1f3] - A quiet ground in the same colour.
 * @cssprop [--huisuan-on-accent=#ffffff] - Text on the accent.
 * @cssprop [--huisuan-text=#1c2529] - Text.
 * @cssprop [--huisuan-text-soft=#465359] - Hints and secondary text.
 * @cssprop [--huisuan-surface=#ffffff] - The ground.
 * @cssprop [--huisuan-surface-soft=#f1f5f5] - A slightly different ground.
 * @cssprop [--huisuan-line=#c6d0d3] - Thin lines.
 * @cssprop [--huisuan-line-strong=#6f7f85] - The edges of what can be pressed.
 * @cssprop [--huisuan-good=#14603a] - Likely, and conditions that are met.
 * @cssprop [--huisuan-good-soft=#e7f4ec] - The ground of the same.
 * @cssprop [--huisuan-ask=#7a4a00] - More answers are needed.
 * @cssprop [--huisuan-ask-soft=#fdf2de] - The ground of the same.
 * @cssprop [--huisuan-office=#2c4a8a] - An office decides.
 * @cssprop [--huisuan-office-soft=#eaf0fb] - The ground of the same.
 * @cssprop [--huisuan-rest=#465359] - Not as things stand.
 * @cssprop [--huisuan-rest-soft=#eef1f2] - The ground of the same.
 * @cssprop [--huisuan-wrong=#9b1c1c] - What is wrong with an answer, and conditions that are not met.
 * @cssprop [--huisuan-focus=#b83208] - The ring around what has the focus.
 * @cssprop [--huisuan-font=system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif] - The font family.
 * @cssprop [--huisuan-line-height=1.6] - The height of a line.
 * @cssprop [--huisuan-radius=0.55em] - Rounded corners.
 * @cssprop [--huisuan-space=1em] - The space between parts.
 * @cssprop [--huisuan-border=1px] - The width of edges.
 * @cssprop [--huisuan-shadow=none] - The shadow of the frame.
 * @cssprop [--huisuan-padding=1em] - The space inside the frame.
 * @cssprop [--huisuan-target=44px] - Least size of what can be pressed.
 * @cssprop [--huisuan-target-primary=48px] - The same of the main button and of choices.
 * @cssprop [--huisuan-max-inline-size=56em] - The greatest width.
 * @cssprop [--huisuan-font-size=18px] - Text size `normal`.
 * @cssprop [--huisuan-font-size-large=22px] - Text size `large`.
 * @cssprop [--huisuan-font-size-largest=28px] - Text size `largest`.
 */
export class HuisuanCalculator extends (globalThis.HTMLElement || class {}) {
  static get observedAttributes() { return Object.keys(ATTRIBUTES); }

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    /** @internal */
    this.visit = undefined;
    /** @internal */
    this.given = undefined;
  }

  connectedCallback() {
    PROPERTIES.concat("facts").forEach((name) => this.keepProperty(name));
    if (this.visit) return;
    this.visit = new Visit(this, this.shadowRoot, readAttributes(this));
    if (this.given) this.visit.setFacts(this.given);
    this.visit.start();
  }

  /** Moving an element takes it out and puts it in again: only one that stays out is let go. */
  disconnectedCallback() {
    Promise.resolve().then(() => {
      if (this.isConnected || !this.visit) return;
      this.given = this.visit.facts();
      this.visit.end();
      this.visit = undefined;
    });
  }

  attributeChangedCallback(name, before, now) {
    if (this.visit && before !== now) this.visit.set(readAttributes(this));
  }

  /**
   * A property that a page set before the element was registered stands in the way of the real one: it is set again.
   * @internal
   */
  keepProperty(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  get facts() { return this.visit ? this.visit.facts() : this.given; }

  set facts(document) { this.setFacts(document); }

  /** Begins again: all answers are gone. */
  reset() {
    this.given = undefined;
    if (this.visit) this.visit.reset();
  }

  /**
   * Puts a household document in, as docs/assessment.md describes it. What is in it is not asked again.
   * @param {object} document
   */
  setFacts(document) {
    if (this.visit) this.visit.setFacts(document);
    else this.given = document;
  }

  /**
   * What came out, without what was answered: `{district, on, determinations: [{benefit, subject, verdict, amount}], totals}`;
   * `null` before the rules are loaded.
   */
  getSummary() { return this.visit ? this.visit.summary() : null; }
}

// The attributes as properties of the same names.
Object.keys(ATTRIBUTES).forEach((attribute) => {
  const name = propertyOf(attribute);
  Object.defineProperty(HuisuanCalculator.prototype, name, {
    configurable: true,
    enumerable: true,
    get() { return readAttributes(this)[name]; },
    set(value) {
      if (value === undefined || value === null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, Array.isArray(value) ? value.join(" ") : String(value));
    },
  });
});
