// Where the files of the element are: the folder that holds `element/`, `wasm/` and `rules/`.

let home;

/** Told once by the script or the module that brings the element, from its own address. */
export function setHome(address) {
  if (address) home = new URL("../", address).href;
}

/** The folder, with a slash at its end. `base` is what an element says itself. */
export function homeOf(base) {
  const folder = base ? new URL(base, document.baseURI).href : home || new URL("./", document.baseURI).href;
  return folder.endsWith("/") ? folder : folder + "/";
}
