// The counter's own page: the district from the address (`counter.html?district=331003`), so that each office has its own
// bookmark, and where it is wanted the day (`&on=2026-07-01`); the language, and the focus in the first cell, where a clerk begins.

const calculator = document.querySelector("huisuan-calculator");
const buttons = Array.from(document.querySelectorAll("[data-lang]"));
const asked = new URLSearchParams(window.location.search);

["district", "on"].forEach((name) => { if (asked.get(name)) calculator.setAttribute(name, asked.get(name)); });
calculator.addEventListener("huisuan-ready", () => {
  const first = calculator.shadowRoot.querySelector(".open [data-fact]");
  if (first && document.activeElement === document.body) first.focus();
});
buttons.forEach((button) => button.addEventListener("click", () => {
  const lang = button.getAttribute("data-lang");
  calculator.setAttribute("lang", lang);
  document.documentElement.lang = lang;
  buttons.forEach((it) => it.setAttribute("aria-pressed", String(it === button)));
}));
