// One visit: the district, the day, the family and its answers, and the screen that is shown. Nothing of it knows a page; it is told
// what the engine says through `consult`, and says itself what is to be shown next.
//
// Answers stay when somebody goes back, changes one, or leaves a question out of reach: what no longer matters is not asked and not
// shown, but it is there again when it matters again.

import { assess } from "./assess.js";
import { Household, HOUSEHOLD } from "./household.js";
import { questionsAnswered, screensOf } from "./questions.js";

const FIRST = "applicant";

export class Session {
  /** `settings`: `{on, benefits}`; `benefits` are the ids to look at, or nothing for all. */
  constructor(settings) {
    this.settings = settings;
    this.declarations = [];
    this.calculator = undefined;
    this.district = undefined;
    this.clear();
  }

  /** As it was at the start. The rules stay. */
  clear() {
    this.adopt(new Household());
    this.household.addMember(FIRST);
    this.exact = false;       // whether also what only changes an amount is asked
    this.trail = [];          // keys of the question screens that were answered, in the order in which they came
    this.screen = { name: "start" };
    this.earlier = undefined; // what stood before an answer was changed
    this.returning = false;   // one answer is being changed, after which the result is shown again
    this.outcome = undefined;
  }

  /** Takes answers from elsewhere, and shows what comes of them. Every question that was answered can be changed. */
  take(household) {
    this.adopt(household);
    this.returning = false;
    this.trail = screensOf({ questions: questionsAnswered(household, this.declarations) }, this.declarations);
    this.screen = { name: "result" };
  }

  /** Takes a household in the place of what was answered. */
  adopt(household) {
    this.household = household;
    household.declarations = this.declarations || [];
    household.inParts = this.settings.mode === "counter";
    this.outcome = undefined;
  }

  /** Takes the rules of a district. Answers given under other rules stay. */
  use(calculator, district) {
    this.calculator = calculator;
    this.district = district;
    this.declarations = calculator ? calculator.facts() : [];
    this.household.declarations = this.declarations;
    this.outcome = undefined;
  }

  /** What the engine says of the answers so far: `{assessment, interview, problems, troubles}`. */
  consult() {
    if (!this.outcome) {
      this.outcome = assess(this.calculator, this.household, this.district, this.settings.on);
      const { assessment, interview } = this.outcome;
      if (assessment) this.outcome.determinations = assessment.determinations.filter((it) => this.concerns(it.benefit));
      if (interview) this.outcome.screens = this.screens(interview);
    }
    return this.outcome;
  }

  concerns(benefit) { return !this.settings.benefits || this.settings.benefits.indexOf(benefit) >= 0; }

  screens(interview) {
    const questions = interview.questions.filter((it) => it.benefits.some((benefit) => this.concerns(benefit)));
    return screensOf({ questions }, this.declarations);
  }

  /** The screens that are still to be asked: those with a fact nobody has said anything about, and that can still change a verdict. */
  pending() { return this.unanswered().filter((screen) => this.exact || screen.purpose === "verdict"); }

  /** The same with those that can only change an amount. */
  unanswered() { return (this.consult().screens || []).filter((screen) => screen.facts.some((fact) => !this.isAnswered(fact))); }

  /** What a benefit still waits for: questions that were not answered, or not with a value. */
  missing(determination) {
    // Somebody who did not know the whole may know it now.
    const wholes = this.trail.filter((it) => it.declaration && it.declaration.whole && it.facts.some((fact) => (this.household.answer(fact) || {}).unsure));
    return wholes.concat(this.consult().screens || []).filter((screen) => screen.benefits.indexOf(determination.benefit) >= 0).map((screen) => {
      const facts = screen.facts.filter((fact) => fact.indexOf(".") < 0 || determination.subject === HOUSEHOLD || fact.indexOf(determination.subject + ".") === 0
        || !this.household.members.some((it) => fact.indexOf(it.id + ".") === 0));
      return Object.assign({}, screen, { facts: facts.length > 0 ? facts : screen.facts });
    });
  }

  /** Goes on with what only changes amounts. */
  refine() {
    this.exact = true;
    this.next();
  }

  isAnswered(fact) { return this.household.isAnswered(fact); }

  /** About how many questions are left. */
  left() { return this.pending().length; }

  setAnswer(fact, answer) {
    this.household.setAnswer(fact, answer);
    this.outcome = undefined;
  }

  changed() { this.outcome = undefined; }

  go(screen) { this.screen = screen; }

  /** Each determination by benefit and subject: `{verdict, amount}`. */
  standing() {
    return new Map(this.consult().determinations.map((it) => [it.benefit + "/" + it.subject, { determination: it, amount: JSON.stringify(it.amount) }]));
  }

  /** What a change made different: `[{before, now}]`, determinations whose verdict or amount is another. */
  differences() {
    if (!this.earlier) return undefined;
    const now = this.standing();
    const found = [];
    now.forEach((it, key) => {
      const before = this.earlier.get(key);
      if (before && (before.determination.verdict !== it.determination.verdict || before.amount !== it.amount)) found.push({ before: before.determination, now: it.determination });
    });
    return found;
  }

  /** From a question to the next, or to the result. What was left empty counts as not known. */
  next() {
    const { name, question } = this.screen;
    if (name === "question") this.leave(question);
    const ahead = this.returning ? undefined : this.following(name === "question" ? question.key : undefined) || this.pending()[0];
    this.returning = false;
    if (ahead) this.earlier = undefined;
    this.screen = ahead ? { name: "question", question: ahead } : { name: "result" };
  }

  leave(question) {
    question.facts.forEach((fact) => { if (!this.isAnswered(fact)) this.setAnswer(fact, { unsure: true }); });
    const at = this.trail.findIndex((it) => it.key === question.key);
    if (at < 0) this.trail.push(question);
    else this.trail[at] = question;
  }

  /** For somebody who went back: the question that came after this one, or after the family was composed. */
  following(key) {
    const known = this.trail.filter((it) => it.facts.some((fact) => this.household.knows(fact)));
    return known[known.findIndex((it) => it.key === key) + 1];
  }

  /** To the screen before. */
  back() {
    const { name, question } = this.screen;
    if (this.returning) {
      this.returning = false;
      this.screen = { name: "result" };
      return;
    }
    const at = name === "question" ? this.trail.findIndex((it) => it.key === question.key) : this.trail.length;
    const before = this.trail[(at < 0 ? this.trail.length : at) - 1];
    if (before) this.screen = { name: "question", question: before };
    else this.screen = { name: name === "members" ? "start" : "members" };
  }

  /** The questions answered so far that still stand: their facts are those of somebody who is there. */
  answered() {
    return this.trail.map((it) => Object.assign({}, it, { facts: it.facts.filter((fact) => this.household.knows(fact)) }))
      .filter((it) => it.facts.length > 0);
  }

  /** To one question, and from there back to the result, which then says what became different. */
  change(question) {
    this.returning = true;
    this.earlier = this.standing();
    this.screen = { name: "question", question };
  }

}
