// One visit: the district, the day, the family and its answers, and the screen that is shown. Nothing of it knows a page; it is told
// what the engine says through `consult`, and says itself what is to be shown next.
//
// Answers stay when somebody goes back, changes one, or leaves a question out of reach: what no longer matters is not asked and not
// shown, but it is there again when it matters again.

import { assess } from "./assess.js";
import { Household } from "./household.js";
import { questionsAnswered, screensOf } from "./questions.js";

const FIRST = "applicant";

export class Session {
  /** `settings`: `{on, benefits}`; `benefits` are the ids to look at, or nothing for all. */
  constructor(settings) {
    this.settings = settings;
    this.calculator = undefined;
    this.district = undefined;
    this.clear();
  }

  /** As it was at the start. The rules stay. */
  clear() {
    this.household = new Household();
    this.household.addMember(FIRST);
    this.trail = [];          // keys of the question screens that were answered, in the order in which they came
    this.screen = { name: "start" };
    this.returning = false;   // one answer is being changed, after which the result is shown again
    this.outcome = undefined;
  }

  /** Takes answers from elsewhere, and shows what comes of them. Every question that was answered can be changed. */
  take(household) {
    this.household = household;
    this.returning = false;
    this.outcome = undefined;
    this.trail = screensOf({ questions: questionsAnswered(household, this.declarations) }, this.declarations);
    this.screen = { name: "result" };
  }

  /** Takes the rules of a district. Answers given under other rules stay. */
  use(calculator, district) {
    this.calculator = calculator;
    this.district = district;
    this.declarations = calculator ? calculator.facts() : [];
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

  /** The screens that are still to be asked: those with a fact nobody has said anything about. */
  pending() {
    return (this.consult().screens || []).filter((screen) => screen.facts.some((fact) => !this.isAnswered(fact)));
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

  /** From a question to the next, or to the result. What was left empty counts as not known. */
  next() {
    if (this.screen.name === "question") this.leave(this.screen.question);
    const ahead = this.returning ? undefined : this.pending()[0];
    this.returning = false;
    this.screen = ahead ? { name: "question", question: ahead } : { name: "result" };
  }

  leave(question) {
    question.facts.forEach((fact) => { if (!this.isAnswered(fact)) this.setAnswer(fact, { unsure: true }); });
    this.trail = this.trail.filter((it) => it.key !== question.key).concat(question);
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

  /** To one question, and from there back to the result. */
  change(question) {
    this.returning = true;
    this.screen = { name: "question", question };
  }

  /** To the question that holds a fact: from a result that misses it. */
  ask(fact) {
    const found = (this.consult().screens || []).concat(this.trail).find((it) => it.facts.indexOf(fact) >= 0);
    if (found) this.change(found);
    return Boolean(found);
  }
}
