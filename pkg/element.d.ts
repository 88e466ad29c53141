// The element <huisuan-calculator>. `import "huisuan/define"` registers it; this module only brings the class.

import type { Assessment, Determination, Household } from "./types/index.js";

/** What came out, without what was answered. */
export interface Summary extends Pick<Assessment, "district" | "on" | "totals"> {
  determinations: Pick<Determination, "benefit" | "subject" | "verdict" | "amount">[];
}

export declare class HuisuanCalculator extends HTMLElement {
  /** The six-digit code of the district whose rules apply; without it the person chooses. */
  district: string | undefined;
  mode: "resident" | "counter";
  lang: "zh-CN" | "zh-Hant" | "en";
  textSize: "normal" | "large" | "largest";
  theme: "light" | "dark" | "elder" | "auto";
  /** The day asked about, `2026-07-01`; without it today. */
  on: string | undefined;
  /** Ids of the benefits to look at; without them all. */
  benefits: string[] | undefined;
  /** The folder that holds `element/`, `wasm/` and `rules/`, where they are not the package's own. */
  base: string | undefined;
  /** The household document: setting it puts answers in, reading it gives a copy of what is known. */
  facts: Household | undefined;
  /** Begins again: all answers are gone. */
  reset(): void;
  /** Puts a household document in. What is in it is not asked again. */
  setFacts(document: Household): void;
  /** What came out; `null` before the rules are loaded. */
  getSummary(): Summary | null;
  addEventListener<K extends keyof HuisuanEvents>(type: K, listener: (event: HuisuanEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** Nothing that was answered is in them. */
export interface HuisuanEvents {
  "huisuan-ready": CustomEvent<{ district: string; engine: string }>;
  "huisuan-step": CustomEvent<{ screen: string; answered: number; left: number }>;
  "huisuan-result": CustomEvent<{ district: string; on: string; counts: Record<string, number> }>;
  "huisuan-error": CustomEvent<{ code: string; message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "huisuan-calculator": HuisuanCalculator;
  }
}
