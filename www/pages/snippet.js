// What a webmaster pastes. The tests run exactly what this writes.

const attribute = (name, value) => (value ? ` ${name}="${String(value).replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"` : "");
const FRAME_KEYS = { district: "d", mode: "m", lang: "l", "text-size": "s", theme: "t", benefits: "b" };

/**
 * `{html, css, policy}` for options `{way, address, integrity, district, mode, lang, "text-size", theme, benefits, colour, title, fallback}`.
 * `way` is "script", "frame" or "link"; `address` is the folder of the calculator.
 */
export function snippetOf(options) {
  const { way, address } = options;
  const settings = Object.keys(FRAME_KEYS).filter((name) => options[name]);
  const fragment = settings.map((name) => `${FRAME_KEYS[name]}=${encodeURIComponent(options[name])}`).join("&");
  const colour = options.colour ? `  --huisuan-accent: ${options.colour};\n` : "";
  if (way === "frame") {
    return {
      html: `<iframe data-huisuan src="${address}frame.html${fragment ? `#${fragment.replace(/&/g, "&amp;")}` : ""}"${attribute("title", options.title)} width="100%" height="640" loading="lazy"
  sandbox="allow-scripts allow-same-origin allow-popups allow-downloads allow-modals" allow="clipboard-write" referrerpolicy="strict-origin"></iframe>
<script src="${address}huisuan-frame.js" defer></script>`,
      css: "iframe[data-huisuan] { border: 0; }\n",
      policy: `frame-src ${originOf(address)}; script-src ${originOf(address)}`,
    };
  }
  if (way === "link") return { html: `<a href="${address}page.html${fragment ? `#${fragment.replace(/&/g, "&amp;")}` : ""}">${options.title}</a>`, css: "", policy: "" };
  const check = options.integrity ? `${attribute("integrity", options.integrity)} crossorigin="anonymous"` : "";
  return {
    html: `<huisuan-calculator${settings.map((name) => attribute(name, options[name])).join("")}>
${(options.fallback || `<div>正在准备。打不开时请拨打 <a href="tel:12345">12345</a>。</div>`).trim()}
</huisuan-calculator>
<script src="${address}huisuan.js"${check}></script>`,
    css: colour ? `huisuan-calculator {\n${colour}}\n` : "",
    policy: `script-src ${originOf(address)} 'wasm-unsafe-eval'; connect-src ${originOf(address)}; style-src ${originOf(address)}`,
  };
}

/** What a policy calls the origin of an address: a relative one is of the page itself. */
function originOf(address) {
  const found = /^https?:\/\/[^/]+/.exec(address);
  return found ? found[0] : "'self'";
}
