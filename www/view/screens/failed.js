// Something could not be loaded: what to do now.

import { element } from "../dom.js";
import { actions, headingOf, primary, screen, telephone } from "../parts.js";

export function failed(context) {
  const { texts, code, again } = context;
  const heading = headingOf(texts.page("failed.title"));
  const words = texts.phrase(code === "unknown-district" ? "failed.district" : "failed.words", { phone: telephone("12345") });
  return {
    heading,
    element: screen("failed", heading, element("p", { role: "alert" }, words), actions(primary(texts.page("failed.again"), again))),
  };
}
