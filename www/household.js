// The household being entered, and the document of it that the engine reads.
//
// An answer is `{given: value}`, `{none: true}` (known that there is none), `{unsure: true}` (asked, and not known) or
// `{draft: parts}` (a date only partly typed). Only the first two reach the document: a key left out is unknown.

export const HOUSEHOLD = "household";

export class Household {
  constructor() {
    this.members = [];
    this.lists = {};        // list name → entries, or {unsure: true}; not there: not answered yet
    this.answers = new Map();
    this.lastNumber = 0;
  }

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

  /** Names of the facts answered for a subject. */
  answered(subject) {
    const answers = subject === HOUSEHOLD ? this.answers : this.subjectOf(subject).answers;
    return Array.from(answers.keys());
  }

  /** The household document; facts set aside are left out. */
  document(district, aside) {
    const skip = aside || new Set();
    const entry = (subject) => Object.assign({ id: subject.id }, values(subject.answers, subject.id + ".", skip));
    const document = { district, members: this.members.map(entry) };
    Object.keys(this.lists).forEach((list) => {
      if (Array.isArray(this.lists[list])) document[list] = this.lists[list].map(entry);
    });
    return Object.assign(document, values(this.answers, "", skip));
  }

  /** The fact that a JSON Pointer into the document means. */
  factAt(pointer) {
    const steps = String(pointer || "").split("/").slice(1).map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
    const among = steps[0] === "members" ? this.members : this.lists[steps[0]];
    if (!Array.isArray(among)) return steps[0] && this.answers.has(steps[0]) ? steps[0] : undefined;
    const subject = among[Number(steps[1])];
    return subject && subject.answers.has(steps[2]) ? subject.id + "." + steps[2] : undefined;
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

function values(answers, prefix, aside) {
  const known = {};
  answers.forEach((answer, name) => {
    if (aside.has(prefix + name)) return;
    if ("given" in answer) known[name] = answer.given;
    else if (answer.none) known[name] = null;
  });
  return known;
}
