// The first screen: what this is, how long it takes, what it promises, and where the family lives.

import { element, fill } from "../dom.js";
import { districtsNamed, namesOf } from "../../model/districts.js";
import { actions, headingOf, primary, screen } from "../parts.js";

/** More districts than this are searched by name. */
const SHOWN = 6;
const PROMISES = ["start.promise.account", "start.promise.private", "start.promise.reference"];

export function start(context) {
  const { texts, settings } = context;
  const heading = headingOf(texts.page("start.title"));
  return {
    heading,
    element: screen("start", heading,
      element("p", { class: "lead" }, texts.page("start.lead")),
      element("ul", { class: "promises" }, PROMISES.map((key) => element("li", {}, texts.page(key)))),
      settings.district ? preset(context) : chooser(context)),
  };
}

/** The page has said where: one button begins. */
function preset(context) {
  const { texts } = context;
  return [
    element("p", { class: "where" }, texts.phrase("start.where", { district: element("strong", {}, districtName(context, context.session.district)) })),
    actions(primary(texts.page("start.begin"), () => context.move((session) => session.go({ name: "members" })))),
  ];
}

function districtName(context, adcode) {
  const district = context.districts.find((it) => it.adcode === adcode);
  return district ? namesOf(district, (names) => context.texts.among(names)).join(" ") : context.texts.rule("jurisdictions/" + adcode + "/name");
}

function chooser(context) {
  const { texts, districts, session } = context;
  const list = element("ul", { class: "districts" });
  const none = element("p", { class: "hint", role: "status" });
  const show = (typed) => {
    const found = districtsNamed(districts, typed);
    fill(list, found.map((district) => option(context, district)));
    none.textContent = found.length === 0 ? texts.page("district.none") : "";
  };
  show("");
  const search = districts.length > SHOWN && element("p", { class: "search" },
    element("label", { for: "district-search" }, texts.page("district.search")),
    element("input", { type: "text", id: "district-search", autocomplete: "off", oninput: (event) => show(event.target.value) }));
  return [
    element("h3", { id: "district-title" }, texts.page("district.title")),
    search, none, list,
    session.district && actions(primary(texts.page("start.begin"), () => context.move((it) => it.go({ name: "members" })))),
  ];
}

function option(context, district) {
  const names = namesOf(district, (it) => context.texts.among(it));
  return element("li", {}, element("button", {
    type: "button", class: "option district", part: "option", "data-adcode": district.adcode,
    onclick: async () => {
      await context.choose(district.adcode);
      if (context.session.district === district.adcode) context.move((session) => session.go({ name: "members" }));
    },
  }, element("strong", {}, names[names.length - 1]), element("span", {}, names.slice(0, -1).join(" "))));
}
