// The household being entered, and the document of it that the engine reads.
//
// An answer is `{given: value}`, `{none: true}` (known that there is none), `{unsure: true}` (asked, and not known) or
// `{draft: parts}` (a date only partly typed). Only the first two reach the document: a key left out is unknown. A value may be a
// range, `{atLeast, atMost}`.

export const HOUSEHOLD = "household";

export class Household {
  constructor() {
    this.declarations = [];
    this.inParts = false;   // whether wholes are never asked for
    this.members = [];
    this.lists = {};        // list name → entries, or {unsure: true}; not there: not answered yet
    this.answers = new Map();
    this.lastNumber = 0;
  }

  /** An empty one. */
  fresh() { return new Household(); }

  addMember(relation) {
    this.lastNumber += 1;
    const member = { id: "m" + this.lastNumber, answers: new Map() };
    if (relation !== undefined) member.answers.set("relation", { given: relation });
    this.members.push(member);
    return member;
  }

  addEntry(list) {
    this.lastNumber += 1;
    const entry = { id: list + this.lastNumber, answers: new Map() };
    this.lists[list] = this.entriesOf(list).concat(entry);
    return entry;
  }

  /** A list with this many entries; those that are there stay. Without a number it is not known how many there are. */
  setCount(list, count) {
    if (count === undefined) {
      this.lists[list] = { unsure: true };
      return;
    }
    const entries = this.entriesOf(list).slice(0, count);
    this.lists[list] = entries;
    while (this.lists[list].length < count) this.addEntry(list);
  }

  /** Takes a member or an entry out, and gives back how to put it in again. A list that has lost its last entry is unanswered, not empty. */
  remove(id) {
    const list = this.listOf(id);
    const among = list === undefined ? this.members : this.lists[list];
    const index = among.findIndex((subject) => subject.id === id);
    const removed = among.splice(index, 1)[0];
    if (list !== undefined && among.length === 0) delete this.lists[list];
    return () => {
      among.splice(Math.min(index, among.length), 0, removed);
      if (list !== undefined) this.lists[list] = among;
    };
  }

  entriesOf(list) { return Array.isArray(this.lists[list]) ? this.lists[list] : []; }

  /** The list an entry stands in. */
  listOf(id) { return Object.keys(this.lists).find((list) => this.entriesOf(list).some((entry) => entry.id === id)); }

  /** The answer to a fact, named as the engine names it: `m1.birth_date`, `savings`. */
  answer(fact) {
    const place = this.placeOf(fact);
    return place && place.answers.get(place.name);
  }

  setAnswer(fact, answer) {
    const place = this.placeOf(fact);
    if (!place) return;
    if (answer === undefined) place.answers.delete(place.name);
    else place.answers.set(place.name, answer);
  }

  /** Whether somebody said something about a fact: also that it is not known. A list counts once it is known whether it has entries. */
  isAnswered(fact) {
    const answer = this.answer(fact);
    return answer !== undefined ? !answer.draft : this.lists[fact] !== undefined;
  }

  /** Whether a fact is of somebody who is there. */
  knows(fact) { return this.placeOf(fact) !== undefined; }

  /** Names of the facts answered for a subject. */
  answered(subject) {
    const answers = subject === HOUSEHOLD ? this.answers : this.subjectOf(subject).answers;
    return Array.from(answers.keys());
  }

  /** The household document; facts set aside are left out. */
  document(district, aside, asGiven) {
    const skip = aside || new Set();
    const entry = (subject) => Object.assign({ id: subject.id }, this.values(subject.answers, subject.id, skip));
    const document = { district, members: this.members.map(entry) };
    Object.keys(this.lists).forEach((list) => {
      if (Array.isArray(this.lists[list])) document[list] = this.lists[list].map(entry);
    });
    Object.assign(document, this.values(this.answers, HOUSEHOLD, skip));
    if (this.inParts && !asGiven) this.leaveWholes(document);
    return document;
  }

  /** Says of every whole that it may be anything, so that its parts are asked for. */
  leaveWholes(document) {
    this.declarations.filter((it) => it.whole).forEach((it) => {
      const among = it.scope === HOUSEHOLD ? [document] : it.scope === "person" ? document.members : [];
      among.filter((subject) => !(it.name in subject)).forEach((subject) => { subject[it.name] = { atLeast: leastOf(it.type) }; });
    });
  }

  /** What is known, of what is still asked: what a yes or no settles is left to it, and comes back with it. */
  values(answers, subject, aside) {
    const prefix = subject === HOUSEHOLD ? "" : subject + ".";
    const known = {};
    answers.forEach((answer, name) => {
      const declaration = this.declarations.find((it) => it.name === name && (it.scope === HOUSEHOLD) === (subject === HOUSEHOLD));
      if (aside.has(prefix + name) || this.isSettled(declaration, answers)) return;
      if ("given" in answer) known[name] = answer.given;
      else if (answer.none) known[name] = null;
      // Who does not know the whole is asked for its parts: the engine is told that the whole may be anything.
      else if (answer.unsure && declaration && declaration.whole) known[name] = { atLeast: leastOf(declaration.type) };
    });
    return known;
  }

  isSettled(declaration, answers) {
    if (!declaration || !declaration.askedIf) return false;
    const { fact, is } = declaration.askedIf;
    const before = answers.get(fact) || this.answers.get(fact);
    return Boolean(before && "given" in before && (is ? is.indexOf(before.given) < 0 : before.given === false));
  }

  /** The fact that a JSON Pointer into the document means. */
  factAt(pointer) {
    const steps = String(pointer || "").split("/").slice(1).map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
    const among = steps[0] === "members" ? this.members : this.lists[steps[0]];
    if (!Array.isArray(among)) return steps[0] && this.answers.has(steps[0]) ? steps[0] : undefined;
    const subject = among[Number(steps[1])];
    return subject && subject.answers.has(steps[2]) ? subject.id + "." + steps[2] : undefined;
  }

  /** Takes a household document as it is. What is in it counts as answered. */
  static from(document) {
    if (Object(document) !== document || !Array.isArray(document.members || [])) {
      throw new TypeError("expected a household document: an object with a list of members");
    }
    const household = new Household();
    const entry = (it) => ({ id: it.id, answers: answersOf(it, ["id"]) });
    household.members = (document.members || []).map(entry);
    Object.keys(document).forEach((name) => {
      if (name !== "members" && Array.isArray(document[name]) && document[name].every((it) => it && typeof it === "object")) {
        household.lists[name] = document[name].map(entry);
      }
    });
    household.answers = answersOf(document, ["district", "members"].concat(Object.keys(household.lists)));
    household.lastNumber = household.members.concat(...Object.keys(household.lists).map((it) => household.lists[it]))
      .reduce((most, it) => Math.max(most, Number((/\d+$/.exec(it.id) || [0])[0])), 0);
    return household;
  }

  subjectOf(id) {
    return this.members.concat(...Object.keys(this.lists).map((list) => this.entriesOf(list))).find((subject) => subject.id === id);
  }

  placeOf(fact) {
    const dot = fact.indexOf(".");
    if (dot < 0) return { answers: this.answers, name: fact };
    const subject = this.subjectOf(fact.slice(0, dot));
    return subject && { answers: subject.answers, name: fact.slice(dot + 1) };
  }
}

function leastOf(type) { return type.kind === "integer" ? Number(type.min) : type.min; }

function answersOf(object, aside) {
  const answers = new Map();
  Object.keys(object).forEach((name) => {
    if (aside.indexOf(name) < 0) answers.set(name, object[name] === null ? { none: true } : { given: object[name] });
  });
  return answers;
}
