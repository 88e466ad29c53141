// Made from the Rust types by `cargo xtask generate`.

/** What is known about a household. A fact that is left out is not known; `null` is known to be none. */
export type Household = {
  /** The district it lives in. */
  district?: Adcode;
  /** Everybody who lives together. */
  members: Entry[];
  /** Its own facts, and its other lists, by name. */
  [name: string]: Answer | Entry[] | undefined;
};

/** A member of the household or an entry of another list, with its facts by name. */
export type Entry = {
  /** What the answers call it. */
  id: string;
  [fact: string]: Answer | undefined;
};

/** What is known of a fact. Money is a string such as `"1041.00"`, a day one such as `"2023-01-01"`. */
export type Answer = string | number | boolean | null | string[] | Range;

/** A number or a day of which only bounds are known; a side that is left out is the fact's own bound. */
export type Range = { atLeast?: string | number; atMost?: string | number };

/**
 * An administrative division code: the six digits GB/T 2260 gives a place; `000000` stands for
 * the nation.
 */
export type Adcode = string;

/** A package and its sum. */
export type Alternative = {
  /** What is taken. */
  take: Array<string>;
  /** What it pays in all, each amount by its own period: a month's where all are monthly, a year's otherwise. */
  total: Figure;
  /** The period the sum is for. */
  period: PayPeriod;
};

/** An amount, from the least to the most it may be. */
export type AmountRange = {
  /** The least. */
  low: Figure;
  /** The most. */
  high: Figure;
  /** The unit. */
  unit: Unit;
  /** How often it is paid. */
  period: PayPeriod;
};

/** Where to apply, and how long it takes. */
export type ApplyAt = {
  /** The text id of the office. */
  office: TextId;
  /** The text id of the way. */
  channel?: TextId;
  /** A number to call. */
  phone?: string;
  /** The days an answer may take. */
  days?: number;
  /** What kind of days. */
  dayKind?: DayKind;
};

/** What goes before a fact. */
export type AskedIfListing = {
  /** A yes or no, or a choice. */
  fact: string;
  /** For a choice: the values with which the fact is asked. */
  is?: Array<string>;
};

/** All determinations of a household at a place on a day. */
export type Assessment = {
  /** `huisuan.assessment/1`. */
  schema: string;
  /** The district whose rules were asked. */
  district: Adcode;
  /** The day asked. */
  on: Day;
  /** The version of the engine. */
  engine: string;
  /** The packs, nation first. */
  layers: Array<Layer>;
  /** One for each benefit and subject. */
  determinations: Array<Determination>;
  /** Where benefits exclude each other. */
  choices: Array<Choice>;
  /** What is paid in all, by period, in the best lawful combination. */
  totals: Totals;
  /** The proof of what was assessed. */
  receipt: Receipt;
};

/** A band of a number, as a household may answer it. */
export type Band = {
  /** The least, where it is not the fact's own bound. */
  atLeast?: Figure;
  /** The most, where it is not the fact's own bound. */
  atMost?: Figure;
};

/** Where something is written. */
export type BasisAt = {
  /** The pack that lists the source. */
  layer: Adcode;
  /** The source's id there. */
  source: string;
  /** The clause. */
  clause?: string;
};

/** The nearest value of one fact that turns the verdict. */
export type Change = {
  /** The fact. */
  fact: string;
  /** What it is. */
  from: Shown;
  /** What it would have to be. */
  to: Shown;
  /** The verdict then. */
  verdict: Verdict;
};

/** Benefits of one subject that exclude each other, and the best lawful combination. */
export type Choice = {
  /** The exclusion's id. */
  exclusion: string;
  /** Whose benefits they are. */
  subject: string;
  /** The packages that exclude each other, of what the subject may have. */
  between: Array<Array<string>>;
  /** What to take for the most in all. */
  best: Array<string>;
  /** Each package and what it pays a year, a one-off payment counted once. */
  alternatives: Array<Alternative>;
};

/** Which rule of the format is broken. Each has a valid and an invalid example under `tests/diagnostics/`. */
export type Code =
  | "json/syntax"
  | "json/duplicate-key"
  | "limit/size"
  | "limit/depth"
  | "limit/count"
  | "limit/expression"
  | "limit/cost"
  | "shape/type"
  | "shape/unknown-key"
  | "shape/missing-key"
  | "shape/unknown-word"
  | "shape/combination"
  | "value/decimal"
  | "value/date"
  | "value/adcode"
  | "value/unit"
  | "value/name"
  | "value/bounds"
  | "value/text"
  | "value/schema"
  | "value/url"
  | "chain/broken"
  | "reference/unknown-name"
  | "reference/unknown-source"
  | "reference/duplicate-name"
  | "reference/cycle"
  | "expression/syntax"
  | "expression/type"
  | "expression/unit"
  | "expression/optional"
  | "expression/division-by-zero"
  | "expression/overflow"
  | "expression/negative-amount"
  | "dates/empty"
  | "dates/overlap"
  | "dates/gap"
  | "dates/no-review"
  | "table/overlap"
  | "table/gap"
  | "bands/order"
  | "overlay/not-open"
  | "overlay/bound"
  | "overlay/mismatch"
  | "expression/constant-condition"
  | "value/language"
  | "source/no-number"
  | "source/no-date"
  | "basis/missing"
  | "benefit/no-materials"
  | "table/unreachable"
  | "bands/unreachable";

/** Whether a condition holds, and by how much. */
export type ConditionState = {
  /** The condition's id. */
  id: string;
  /** Whether it holds. */
  state: State;
  /** What is there. */
  actual?: Figure;
  /** What it is compared with. */
  threshold?: Figure;
  /** How it is compared: `<`, `<=`, `>`, `>=`, `==`, `!=`. */
  operator?: string;
  /** How far apart they are. */
  distance?: Figure;
  /** Their unit. */
  unit?: Unit;
  /** The pack that states it. */
  layer: Adcode;
  /** Where it is written. */
  basis: Array<BasisAt>;
};

/** An office or a line to ask. */
export type ContactListing = {
  /** What it is called, by language. */
  name: TextListing;
  /** Its number. */
  phone?: string;
  /** Where it is. */
  address?: TextListing;
  /** When it is open. */
  hours?: TextListing;
};

/** A day of the Gregorian calendar. */
export type Day = string;

/** What kind of days a time limit counts. */
export type DayKind = "working" | "calendar";

/** The engine's answer for one benefit and one subject. */
export type Determination = {
  /** The benefit's id. */
  benefit: string;
  /** `household`, or a member's id. */
  subject: string;
  /** The answer. */
  verdict: Verdict;
  /** What it pays; left out for a status, without a known figure, and where the answer is that it is not due. */
  amount?: AmountRange;
  /** Each condition that applies on the day. */
  conditions: Array<ConditionState>;
  /** The figures and definitions that the conditions and the amount rest on, in the order they are worked out. */
  working: Array<Step>;
  /** The facts that could still change the verdict or the amount. */
  missing: Array<string>;
  /** What to know about the figures used. */
  notices: Array<Notice>;
  /** For each changeable fact that can do it alone, the nearest value that turns the verdict. */
  change: Array<Change>;
  /** The ids of the papers to bring. */
  materials: Array<string>;
  /** Where to apply. */
  apply?: ApplyAt;
  /** From when it is paid. */
  start?: Start;
  /** Where the benefit is written. */
  basis: Array<BasisAt>;
  /** The benefits on whose account it is not held. */
  excludedBy: Array<string>;
};

/** One thing to know about a rule pack, a chain of packs or a household. */
export type Diagnostic = {
  /** Which rule is broken. */
  code: Code;
  /** Whether the pack can still be used. */
  severity: Severity;
  /** The file, as the caller named it. */
  file: string;
  /** JSON Pointer (RFC 6901) to the value. */
  pointer: string;
  /** Line, counted from 1. */
  line: number;
  /** Column in characters, counted from 1. */
  column: number;
  /** What is wrong, in one sentence without a full stop. */
  message: string;
  /** What to do about it. */
  help?: string;
};

/** A fact as declared. */
export type FactListing = {
  /** Its name. */
  name: string;
  /** `household`, `person` or the name of a list. */
  scope: string;
  /** What values it may have. */
  type: FactTypeListing;
  /** Whether it may be known to be absent. */
  optional: boolean;
  /** Whether a household could change it. */
  changeable: boolean;
  /** What goes before it: where that is something else, this is settled and not asked. */
  askedIf?: AskedIfListing;
  /** Whether it is asked in bands. */
  bands: boolean;
  /** Whether it says something of a whole, in the place of its parts. */
  whole: boolean;
  /** The section it is asked in. */
  section: string;
  /** Its place among the questions. */
  order: number;
};

/** What values a fact may have. */
export type FactTypeListing = {
  /** `bool`, `integer`, `money`, `number`, `date`, `choice` or `benefits`. */
  kind: string;
  /** The unit of a number. */
  unit?: Unit;
  /** The least or the first. */
  min?: string;
  /** The most or the last; `today` for the day asked. */
  max?: string;
  /** The values of a choice. */
  values?: Array<string>;
};

/** A decimal figure as the engine writes it: money with at least two places, other figures with as many as they have. */
export type Figure = string;

/** The facts that can still change a verdict or an amount, in the authored order. */
export type Interview = {
  /** `huisuan.interview/1`. */
  schema: string;
  /** What to ask. */
  questions: Array<Question>;
};

/** A pack of the chain and where its figures come from. */
export type JurisdictionListing = {
  /** The jurisdiction. */
  adcode: Adcode;
  /** The pack's version. */
  version: string;
  /** SHA-256 of its published text. */
  sha256: string;
  /** Whom to ask. */
  contacts: Array<ContactListing>;
  /** The documents, by id. */
  sources: { [key in string]: SourceListing };
};

/** A pack of the chain. */
export type Layer = {
  /** Its jurisdiction. */
  adcode: Adcode;
  /** Its version. */
  version: string;
  /** SHA-256 of its published text. */
  sha256: string;
};

/** Something to know about a figure that was used. */
export type Notice = {
  /** What. */
  code: NoticeCode;
  /** The parameter, definition, condition or amount. */
  name: string;
  /** The pack that gives it. */
  layer?: Adcode;
  /** The day that matters: since when it is stale, from when it is planned. */
  date?: Day;
};

/** What there is to know about a figure. */
export type NoticeCode = "stale" | "needs_confirmation" | "planned" | "no_figure" | "bound";

/** How often an amount is paid. */
export type PayPeriod = "month" | "year" | "once";

/** What an answer can still change. */
export type Purpose = "verdict" | "amount";

/** One thing to ask. */
export type Question = {
  /** The fact, such as `m2.wage_income`; a list by its name. */
  fact: string;
  /** Whose it is. */
  subject: string;
  /** The fact's or the list's name. */
  name: string;
  /** The section it is asked in. */
  section: string;
  /** Its place among the questions. */
  order: number;
  /** The benefits it can still change. */
  benefits: Array<string>;
  /** Whether it can still change a verdict, or only an amount. */
  for: Purpose;
  /** Where it goes before other facts: those that matter. */
  behind?: Array<string>;
  /** For a fact that is asked in bands: the bands between which a verdict that is still open can turn, from the lowest up. */
  bands?: Array<Band>;
};

/** The proof of what was assessed. */
export type Receipt = {
  /** SHA-256 over all facts given. */
  factsSha256: string;
};

/** Whether a pack can be used in spite of a diagnostic. */
export type Severity = "error" | "warning";

/** A value for display: always a string. */
export type Shown = string;

/** How good the copy of a document is that was read. */
export type SourceKind = "official" | "media" | "reprint" | "plan" | "weak";

/** A document that rules or figures come from. */
export type SourceListing = {
  /** Its title. */
  title: string;
  /** Who issued it. */
  issuer: string;
  /** Its number. */
  number?: string;
  /** The day it was published. */
  published?: Day;
  /** The day it came into force. */
  inForce?: Day;
  /** Where it can be read. */
  url?: string;
  /** How good the copy is that was read. */
  kind: SourceKind;
};

/** From when a benefit is paid. */
export type Start = "month_of_application" | "month_after_decision";

/** Whether a condition holds. */
export type State = "met" | "unmet" | "unknown" | "judgement" | "no_rule";

/** A figure or definition on the way to the result. */
export type Step = {
  /** Its name. */
  name: string;
  /** Whose it is: `household`, or the id of an entry. */
  subject: string;
  /** What it is. */
  kind: StepKind;
  /** Its value, where one is known. */
  value?: Shown;
  /** The least it may be, where it is a number and not known exactly. */
  low?: Figure;
  /** The most it may be. */
  high?: Figure;
  /** Its unit, where it is a number. */
  unit?: Unit;
  /** The pack the value comes from; none where no pack gives one. */
  layer?: Adcode;
  /** How it is computed, as written in the pack. */
  formula?: string;
  /** Where it is written. */
  basis: Array<BasisAt>;
};

/** What a step is. */
export type StepKind = "parameter" | "definition";

/** The id of a text of a benefit. */
export type TextId = string;

/** A text in every language. */
export type TextListing = {
  /** Simplified Chinese. */
  "zh-CN": string;
  /** English. */
  en: string;
};

/** A sum, from the least to the most it may be. */
export type Total = {
  /** Only what is certain. */
  low: Figure;
  /** With everything that may still be. */
  high: Figure;
};

/** What is paid in all. */
export type Totals = {
  /** A month. */
  month: Total;
  /** A year, beside what is paid by the month. */
  year: Total;
  /** Once. */
  once: Total;
};

/** A product of powers of yuan, person, month and year; none of them is the plain number. */
export type Unit = string;

/** The answer. */
export type Verdict = "eligible" | "ineligible" | "undetermined" | "needs_assessment" | "no_rule";
