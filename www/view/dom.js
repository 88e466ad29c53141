// Building and updating elements without markup strings, so that the page works under a strict content security policy.

/** An element with attributes and children. A function under an `on…` key is a listener; `false` and `undefined` leave an attribute out. */
export function element(name, attributes, ...children) {
  const node = document.createElement(name);
  setAttributes(node, attributes || {});
  append(node, children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawn sign that says nothing to a screen reader: the words beside it do. */
export function sign(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "sign");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SIGNS[name]);
  drawing.appendChild(path);
  return drawing;
}

const SIGNS = {
  tick: "M5 12.5l4.5 4.5L19 7.5",
  question: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18.4v.1",
  office: "M4 20h16M6 20V9.5L12 5l6 4.5V20M10 20v-5h4v5",
  dash: "M6 12h12",
  empty: "M6 6l12 12M18 6L6 18",
  about: "M12 7v.1M12 11v6",
  plus: "M12 6v12M6 12h12",
  note: "M12 8v5M12 16.6v.1M12 3.5l9 16.5H3z",
};

/** Gives `parent` exactly these children, moving no node that is already in its place: focus and what is being typed stay. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  Array.from(parent.childNodes).forEach((node) => {
    if (!wanted.has(node)) parent.removeChild(node);
  });
  let next = parent.firstChild;
  nodes.forEach((node) => {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  });
}

/** Replaces all children. */
export function fill(parent, ...children) {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  append(parent, children);
}

function setAttributes(node, attributes) {
  Object.keys(attributes).forEach((key) => {
    const value = attributes[key];
    if (value === undefined || value === null || value === false) return;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  });
}

function append(node, children) {
  children.forEach((child) => {
    if (child === undefined || child === null || child === false) return;
    if (Array.isArray(child)) append(node, child);
    else node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  });
}
