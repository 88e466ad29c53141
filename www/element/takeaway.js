// What a visit can take away, and what comes to it from elsewhere. It is a script of its own, fetched together with the engine, so that
// the element stays small and nothing has to be fetched later (docs/adr/0012).

import { addressOf } from "../model/address.js";
import { today } from "../model/day.js";
import { deviceStore, forget, remember, remembered } from "../model/device.js";
import { namesOf } from "../model/districts.js";
import { aboutCase, rulesIn } from "../model/fragment/about.js";
import { checkCode, codeIn, decode, encode, readHeader, rulesOf, Unreadable, withoutCode } from "../model/fragment.js";
import { offered, opened, refused, replacing } from "../view/take/arrival.js";
import { imageAllowed, Picture } from "../view/take/file.js";
import { pictureOf } from "../view/take/picture.js";
import { printApart, printed, warm } from "../view/take/print.js";
import { qrOf } from "../view/take/qr.js";
import { section } from "../view/take/section.js";
import { sheetOf } from "../view/take/sheet.js";
import words from "../view/take/words/zh-CN.json";

export class Takeaway {
  constructor(visit) {
    this.visit = visit;
    this.kept = false;        // whether this device was asked to remember
    this.notice = undefined;  // builds the bar over the screen
    this.policies = visit.policies();
    this.onHash = () => this.arrive(true);
    window.addEventListener("hashchange", this.onHash);
    warm(visit.root, visit.home);
  }

  end() {
    window.removeEventListener("hashchange", this.onHash);
    this.letGo();
  }

  /** Frames and pictures are gone. */
  letGo() {
    if (this.unprint) this.unprint();
    if (this.file) this.file.then((file) => file.letGo());
    this.file = undefined;
  }

  // Answers from elsewhere.

  /** The first thing of a visit: opens what the address brings. Whether a screen is shown then. */
  async start() {
    if (this.started) return false;
    this.started = true;
    return this.arrive(false);
  }

  /** Looks for a code in the address, and takes it out of there. `moved`: somebody is at work already. */
  async arrive(moved) {
    const code = codeIn(window.location.hash);
    if (code !== undefined && this.isForMe(code)) {
      clearAddress();
      try {
        const { on } = readHeader(code);
        if (!this.hasAnswers()) {
          const isOpen = await this.open(code, moved);
          this.comeIntoView();
          return isOpen;
        }
        this.say((texts) => replacing(texts, on, () => this.open(code, true), () => this.say()));
      } catch (error) {
        this.refuse(error);
      }
    } else if (!moved && this.canRemember && !this.hasAnswers()) {
      this.offer();
    }
    return false;
  }

  /** Who opens an address with answers wants to see them, wherever on the page they are. */
  comeIntoView() {
    const { top } = this.visit.element.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) this.visit.element.scrollIntoView({ block: "start" });
  }

  offer() {
    const kept = remembered(deviceStore, today());
    if (!kept) return;
    const open = () => {
      this.kept = true;
      return this.open(kept.code, true).catch((error) => this.refuse(error));
    };
    this.say((texts) => offered(texts, kept.day, open, () => {
      forget(deviceStore);
      this.say();
    }), true);
  }

  /** Of several calculators on a page one takes the code: that of its district, else one without a district, else the first. */
  isForMe(code) {
    const all = Array.from(document.querySelectorAll("huisuan-calculator"));
    let district;
    try {
      ({ district } = readHeader(code));
    } catch (error) { /* Any of them may say that it cannot be read. */ }
    const first = all.find((it) => it.district === district) || all.find((it) => !it.district) || all[0];
    return first === undefined || first === this.visit.element || all.indexOf(this.visit.element) < 0;
  }

  hasAnswers() {
    const { household } = this.visit.session;
    return household.members.length > 1 || household.answers.size > 0 || household.members.some((it) => it.answers.size > 1) || Object.keys(household.lists).length > 0;
  }

  /** Puts the answers of a code in the place of those that are there, once it is sure that they can be read. */
  async open(code, moved) {
    const { visit } = this;
    try {
      const header = readHeader(code);
      const district = visit.settings.district || header.district;
      if (!visit.districts.some((it) => it.adcode === district)) throw new Unreadable("district");
      if (visit.session.district !== district) {
        await visit.choose(district);
        if (visit.session.district !== district) return true;
      }
      const { calculator } = visit.session;
      const { household, leftOut } = decode(code, rulesIn(calculator), visit.session.household);
      visit.session.take(household);
      visit.folds.clear();
      const place = (adcode) => {
        const found = visit.districts.find((it) => it.adcode === adcode);
        return found ? namesOf(found, (names) => visit.texts().among(names)).join(" ") : adcode;
      };
      const about = { on: header.on, today: visit.session.settings.on, rules: rulesOf(header, calculator.jurisdictions()), leftOut };
      if (header.district !== district) Object.assign(about, { rules: "same", from: place(header.district), here: place(district) });
      visit.show(moved);
      this.say((texts) => opened(texts, about, () => this.say()), true);
      return true;
    } catch (error) {
      this.refuse(error);
      return false;
    }
  }

  refuse(error) {
    if (!(error instanceof Unreadable)) throw error;
    this.say((texts) => refused(texts, error.reason, () => this.say()));
  }

  /** Shows a bar over the screen, or none. `passing`: it goes when somebody goes on. */
  say(build, passing) {
    const { shell } = this.visit;
    const had = this.notice;
    this.notice = build && { build, passing };
    this.showNotice();
    if (build) shell.announce([shell.noticePlace.querySelector("p").textContent, shell.announcer.textContent].join(" "));
    else if (had && shell.screen) shell.focusHeading();
  }

  showNotice() {
    const { shell } = this.visit;
    shell.notice(this.notice && this.notice.build(this.visit.texts()));
  }

  /** Another screen is shown, or the same anew. */
  shown(moved) {
    if (moved && this.notice && this.notice.passing) this.notice = undefined;
    this.showNotice();
    if (this.kept && this.visit.session.calculator) this.remember(true);
  }

  /** Everything is to be forgotten. */
  clear() {
    this.kept = false;
    this.notice = undefined;
    forget(deviceStore);
    this.letGo();
  }

  // To take away.

  section(context) {
    this.letGo();
    this.context = context;
    return section(context.texts, this);
  }

  code() {
    const { session } = this.visit;
    return encode(session.household, aboutCase(session.calculator, session.district, session.settings.on));
  }

  check() { return checkCode(this.code()); }

  address() {
    const { link } = this.visit.settings;
    return addressOf(this.code(), window.location.href, link && new URL(link, document.baseURI).href);
  }

  qr(address) { return qrOf(address); }

  print() {
    const { texts } = this.context;
    const address = this.address();
    if (this.unprint) this.unprint();
    const nodes = printed(texts, sheetOf(this.context), { qr: address && qrOf(address), check: this.check() });
    this.unprint = printApart(this.visit.shell.element, nodes, { lang: texts.lang, title: texts.page("take.sheet.title"), home: this.visit.home });
    this.visit.tell("print", { district: this.visit.session.district });
  }

  picture() {
    const { texts } = this.context;
    const address = this.address();
    const canvas = pictureOf(texts, sheetOf(this.context), { qr: address && qrOf(address), check: this.check() });
    const name = texts.page("take.picture.file", { day: this.visit.session.settings.on }) + ".png";
    this.letGo();
    this.file = Picture.of(canvas, name);
    return { canvas, name, shownIn: this.policies.then((policies) => imageAllowed(policies, canvas)) };
  }

  share() { return this.file && this.file.then((file) => file.share()); }

  get canCopy() { return Boolean(window.isSecureContext && navigator.clipboard && navigator.clipboard.writeText); }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      return false;
    }
  }

  announce(words) { this.visit.shell.announce(words); }

  // What this device remembers.

  get canRemember() { return this.visit.settings.mode !== "counter" && this.visit.settings.remember !== "off"; }

  remembers() { return this.kept; }

  /** Whether it could be done. */
  remember(is) {
    this.kept = is && remember(deviceStore, this.code(), today());
    if (!is) forget(deviceStore);
    return this.kept === is;
  }
}

function clearAddress() {
  const { href, hash } = window.location;
  try {
    window.history.replaceState(window.history.state, "", href.slice(0, href.length - hash.length) + withoutCode(hash));
  } catch (error) {
    window.location.hash = withoutCode(hash);
  }
}

const shelf = Symbol.for("huisuan.engines");
window[shelf] = Object.assign(window[shelf] || {}, { takeaway: { Takeaway, words } });
