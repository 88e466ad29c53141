// The counter's own page: the district from the address (`counter.html?district=331003`), so that each office has its own
// bookmark, and where it is wanted the day (`&on=2026-07-01`); the language, and the focus in the first cell, where a clerk begins.

const calculator = document.querySelector("huisuan-calculator");
const buttons = Array.from(document.querySelectorAll("[data-lang]"));
const offline = document.querySelector("[data-offline]");
const asked = new URLSearchParams(window.location.search);

["district", "on"].forEach((name) => { if (asked.get(name)) calculator.setAttribute(name, asked.get(name)); });
calculator.addEventListener("huisuan-ready", () => {
  const first = calculator.shadowRoot.querySelector(".open [data-fact]");
  if (first && document.activeElement === document.body) first.focus();
});
// Other languages are fetched. Where the line is down the page goes on in simplified Chinese, which it has.
calculator.addEventListener("huisuan-error", () => {
  if (document.documentElement.lang === "zh-CN") return;
  speak("zh-CN");
  offline.hidden = false;
});
buttons.forEach((button) => button.addEventListener("click", () => {
  offline.hidden = true;
  speak(button.getAttribute("data-lang"));
}));

function speak(lang) {
  calculator.setAttribute("lang", lang);
  document.documentElement.lang = lang;
  buttons.forEach((it) => it.setAttribute("aria-pressed", String(it.getAttribute("data-lang") === lang)));
}
