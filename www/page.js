// The demo page: the element with every district there is, and its language.

const calculator = document.querySelector("huisuan-calculator");
const buttons = Array.from(document.querySelectorAll("[data-lang]"));

buttons.forEach((button) => button.addEventListener("click", () => {
  const lang = button.getAttribute("data-lang");
  calculator.setAttribute("lang", lang);
  document.documentElement.lang = lang;
  buttons.forEach((it) => it.setAttribute("aria-pressed", String(it === button)));
}));
