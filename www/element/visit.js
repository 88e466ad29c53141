// A visit: the session behind it, the engine it asks, and the screens it shows. It lives from when an element is connected until it is taken out.

import { giveRoomBack, keepRoom } from "../embed/room.js";
import { policiesOf } from "../engine/choose.js";
import { loadCounter, loadEngine, loadTakeaway } from "../engine/load.js";
import { loadDistrict, packsAt, UnknownDistrict } from "../engine/packs.js";
import { today } from "../model/day.js";
import { districtsOf } from "../model/districts.js";
import { Household } from "../model/household.js";
import { Session } from "../model/session.js";
import { fill } from "../view/dom.js";
import { Shell } from "../view/shell.js";
import { SCREENS } from "../view/screens.js";
import { addWords, loadLanguage, simplified } from "../words/languages.js";
import { Texts } from "../words/texts.js";
import { homeOf } from "./home.js";
import { addStyles } from "./styles.js";

export class Visit {
  constructor(element, root, settings) {
    this.element = element;
    this.root = root;
    this.settings = settings;
    this.home = homeOf(settings.base);
    this.language = simplified;
    this.session = new Session({ on: settings.on || today(), benefits: settings.benefits, mode: settings.mode });
    this.packs = packsAt(this.home);
    this.folds = new Map();
    this.started = 0;
    this.shell = new Shell(this);
    fill(root, this.shell.element);
    addStyles(root, this.home);
    keepRoom(element);
  }

  /** Loads what is needed for the first screen, and shows it. */
  async start() {
    this.started += 1;
    const mine = this.started;
    this.shell.dress(this.settings);
    this.shell.wait();
    try {
      const [language, engine, index, counter, takeaway] = await Promise.all([
        loadLanguage(this.settings.lang, this.home), loadEngine(this.home), this.packs.index(), this.isCounter() ? loadCounter(this.home) : undefined,
        this.loadTakeaway(),
      ]);
      if (mine !== this.started) return;
      this.language = language;
      this.engine = engine;
      this.counter = counter;
      if (counter) counter.addStyles(this.root, this.home);
      this.districts = districtsOf(index.packs);
      if (takeaway) {
        addWords(language, takeaway.words);
        if (!this.takeaway) this.takeaway = new takeaway.Takeaway(this);
      }
      if (this.takeaway && await this.takeaway.start()) return;
      if (this.settings.district) await this.choose(this.settings.district);
      else this.show();
    } catch (error) {
      if (mine === this.started) this.fail(error);
    }
  }

  /** Who cannot take a result away can still have one; but answers in the address must not be lost. */
  loadTakeaway() {
    return loadTakeaway(this.home).catch((error) => { if (/[#&]huisuan=/.test(window.location.hash)) throw error; });
  }

  /** Lets go of everything. */
  end() {
    this.started += 1;
    if (this.takeaway) this.takeaway.end();
    this.free();
    this.shell.end();
    fill(this.root);
  }

  free() {
    if (this.session.calculator) this.session.calculator.free();
    this.session.use(undefined, undefined);
  }

  /** Takes other settings while it runs. The answers stay. */
  set(settings) {
    const before = this.settings;
    this.settings = settings;
    const is = (name) => String(before[name]) !== String(settings[name]);
    if (is("base")) {
      this.home = homeOf(settings.base);
      this.packs = packsAt(this.home);
    }
    this.session.settings = { on: settings.on || today(), benefits: settings.benefits, mode: settings.mode };
    this.session.household.inParts = settings.mode === "counter";
    this.session.changed();
    this.shell.dress(settings);
    if (is("base") || is("lang") || is("mode") || !this.engine) this.start();
    else if (is("district")) this.choose(settings.district);
    else if (is("on") || is("benefits")) this.show();
  }

  /** Loads the rules of a district; of none, where the person is to choose. */
  async choose(adcode) {
    this.started += 1;
    const mine = this.started;
    if (!adcode) {
      this.free();
      this.session.go({ name: "start" });
      this.show();
      return;
    }
    if (this.session.district === adcode) {
      this.show();
      return;
    }
    try {
      this.shell.busy(true);
      const calculator = await loadDistrict(this.engine, this.packs, adcode);
      if (mine !== this.started) {
        calculator.free();
        return;
      }
      this.free();
      this.session.use(calculator, adcode);
      this.show();
      this.tell("ready", { district: adcode, engine: this.engine.kind });
    } catch (error) {
      if (mine === this.started) this.fail(error);
    } finally {
      this.shell.busy(false);
    }
  }

  /** Whether the whole family is on one page, as a clerk enters it. */
  isCounter() { return this.settings.mode === "counter"; }

  texts() {
    const { calculator } = this.session;
    const rules = calculator && calculator.texts(this.language.rules);
    return this.counter ? this.counter.texts(this.language, rules) : new Texts(this.language, rules);
  }

  /** Shows the screen that the session is at. `moved`: somebody went there, so the focus goes along. */
  show(moved) {
    if (moved) giveRoomBack(this.element);
    const { calculator, screen } = this.session;
    const make = this.counter && calculator && this.isCounter() ? this.counter.screen : SCREENS[screen.name];
    this.shell.show(make(this.context()), moved);
    if (this.takeaway) this.takeaway.shown(moved);
    if (moved) this.tell("step", { screen: this.session.screen.name, answered: this.session.answered().length, left: this.left() });
    if (this.session.screen.name === "result") this.tellResult();
  }

  /** Goes on after something was decided on a screen. */
  move(act) {
    act(this.session);
    this.show(true);
  }

  /** What screens are given. */
  context() {
    const { session } = this;
    return {
      texts: this.texts(), session, household: session.household, settings: this.settings, districts: this.districts, folds: this.folds,
      declarations: session.declarations, layers: session.calculator ? session.calculator.jurisdictions() : [], home: this.home, takeaway: this.takeaway,
      move: (act) => this.move(act), choose: (adcode) => this.choose(adcode), refresh: () => this.shell.refresh(), reset: () => this.reset(),
    };
  }

  left() { return this.session.calculator ? this.session.left() : undefined; }

  policies() { return policiesOf(window); }

  reset() {
    if (this.takeaway) this.takeaway.clear();
    this.session.clear();
    this.folds.clear();
    this.show(true);
  }

  setFacts(document) {
    let household;
    try {
      household = Household.from(document);
    } catch (error) {
      // What was answered so far stays.
      this.tell("error", { code: "facts", message: error.message });
      return;
    }
    this.session.adopt(household);
    if (this.engine) this.show();
  }

  facts() { return this.session.household.document(this.session.district || this.settings.district, undefined, true); }

  summary() {
    if (!this.session.calculator) return null;
    const { assessment, determinations } = this.session.consult();
    if (!assessment) return null;
    return {
      district: assessment.district, on: assessment.on,
      determinations: determinations.map(({ benefit, subject, verdict, amount }) => ({ benefit, subject, verdict, amount })),
      totals: assessment.totals,
    };
  }

  tellResult() {
    const { assessment, determinations } = this.session.consult();
    if (!assessment) return;
    const counts = {};
    determinations.forEach((it) => { counts[it.verdict] = (counts[it.verdict] || 0) + 1; });
    this.tell("result", { district: assessment.district, on: assessment.on, counts });
  }

  fail(error) {
    const code = error instanceof UnknownDistrict ? error.code : "not-loaded";
    console.error(error);
    this.shell.show(SCREENS.failed(Object.assign(this.context(), { code, again: () => this.start() })));
    this.tell("error", { code, message: String(error && error.message) });
  }

  tell(name, detail) {
    this.element.dispatchEvent(new CustomEvent("huisuan-" + name, { bubbles: true, composed: true, detail }));
  }
}
