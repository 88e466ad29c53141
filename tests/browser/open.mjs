// Opening a page with the element; whatever goes wrong in it (an error, a broken policy, a missing file) fails the test at its end.

import assert from "node:assert/strict";

import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** Starts the server and the browser. Gives `{open(context, options), close()}`. */
export async function world(policy) {
  const site = await serve(undefined, policy);
  const browser = await launch();
  return {
    url: site.url,
    close: async () => {
      await browser.close();
      await site.close();
    },

    /** `options`: `{viewport, deviceScaleFactor, attributes, html, path, hash, before}`. `attributes` are those of the element; `html` is a page of its own instead of the demo; `hash` stands at the end of the address; `before` runs in the page before anything else. */
    async open(context, options = {}) {
      const page = await browser.newPage({ viewport: options.viewport || PHONE, deviceScaleFactor: options.deviceScaleFactor, locale: "zh-CN", reducedMotion: "reduce" });
      const faults = [];
      page.on("pageerror", (error) => faults.push(String(error.stack)));
      page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
      page.on("requestfailed", (request) => faults.push(`${request.url()} failed`));
      context.after(async () => {
        await page.close();
        assert.deepEqual(faults.filter((it) => !(options.expected && options.expected.test(it))), []);
      });
      if (options.before) await page.addInitScript(options.before);
      const html = options.html || (options.attributes !== undefined && hostPage(options.attributes));
      if (html) site.pages.set("/host.html", { body: html, policy: options.policy });
      await page.goto(site.url + (html ? "host.html" : options.path || "") + (options.hash || ""));
      return page;
    },
  };
}

/** The smallest page with the element in it. */
export function hostPage(attributes, inside = "") {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>测试</title>
<script src="element/huisuan-calculator.js" defer></script></head><body><main><h1>测试</h1><huisuan-calculator ${attributes}>${inside}</huisuan-calculator></main></body></html>`;
}

/** Texts that are not there, wherever they show. */
export function missingTexts(page) {
  return page.evaluate(() => {
    const { shadowRoot } = document.querySelector("huisuan-calculator");
    return shadowRoot.textContent.match(/⟦[^⟧]*⟧/g) || [];
  });
}
