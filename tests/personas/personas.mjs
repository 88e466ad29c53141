// Families as they come to a counter, each with everything that could be asked of it: what is particular is named, the rest is what is
// so for most people. Nothing here is a real person's.

/** What is so for most people, by fact. A function is told the member (or the family) and the persona. */
export const USUAL = {
  sex: "female", marital_status: (member) => (ageOf(member) < 22 ? "single" : "married"), away: "none",
  student: (member) => (ageOf(member) >= 6 && ageOf(member) < 15 ? "compulsory" : ageOf(member) >= 15 && ageOf(member) < 18 ? "senior_secondary" : "none"),
  local_household_registration: true, residence_permit: false, residence: "urban", employment: (member) => (ageOf(member) >= 60 ? "retired" : ageOf(member) < 18 ? "none" : "employee"),
  wage_income: "0", business_income: "0", property_income: "0", transfer_income: "0", basic_pension_income: "0", exempt_income: "0", basic_pension_counted: undefined,
  disability_grade: null, disability_kind: null, multiple_disabilities: false, serious_illness: false, lost_labour_capacity: false, hiv_infected: false, special_difficulty: false,
  needs_long_term_care: false, care_assessment: "none", self_care_failures: 0, institution_care: false, home_two_stars: false, supported_by: "none", has_able_supporter: true,
  care_cost_own_month: "0", other_care_programme: false, work_injury_care_allowance: false, retired_cadre: false, uninsured_jobless: false, lifted_out_of_poverty: false,
  father_status: "present", mother_status: "present", child_placement: "family", only_child_loss: "none", recent_death: false, cremated: false,
  savings: "20000", vehicles: 0, houses: 1, non_residential_house: false, business_capital: "0", medical_cost_own_year: "1000", inpatient_cost_own_year: "0",
  education_cost_year: "0", other_rigid_cost_year: "0", accident_cost_year: "0", emergency: "none", new_job_months: 0, months_over_standard: 0, special_hardship: false,
  previous_allowance: "0", heating: "central", heated_area: "60", heating_fee_year: "1500", heating_money_elsewhere: 0, receiving: [], supporters: [],

  // What goes before another fact follows from it, and a whole from its parts.
  poor_health: (member) => valueOf(member, "disability_grade") !== null || ["serious_illness", "lost_labour_capacity", "needs_long_term_care", "hiv_infected", "institution_care"].some((it) => valueOf(member, it)),
  hard_times: (family) => valueOf(family, "emergency") !== "none" || Number(valueOf(family, "medical_cost_own_year")) > 5000 || valueOf(family, "previous_allowance") !== "0",
  heavy_costs: (family) => Number(valueOf(family, "medical_cost_own_year")) > 5000,
  special_family: (member) => valueOf(member, "away") !== "none" || !valueOf(member, "has_able_supporter") || valueOf(member, "father_status") !== "present" || valueOf(member, "mother_status") !== "present"
    || valueOf(member, "only_child_loss") !== "none",
  special_kind: (member) => (valueOf(member, "away") !== "none" ? "kept_away" : valueOf(member, "father_status") !== "present" || valueOf(member, "mother_status") !== "present" ? "parent_in_difficulty"
    : valueOf(member, "only_child_loss") !== "none" ? "lost_only_child" : "without_family"),
  studies: (member) => valueOf(member, "student") !== "none",
  disability_certificate: (member) => valueOf(member, "disability_grade") !== null,
  self_care_trouble: (member) => valueOf(member, "self_care_failures") > 0 || valueOf(member, "care_assessment") !== "none",
  special_care: (member) => valueOf(member, "work_injury_care_allowance") || valueOf(member, "retired_cadre"),
  receives: (member) => valueOf(member, "receiving").length > 0,
  any_property: (family) => valueOf(family, "vehicles") > 0 || valueOf(family, "houses") > 1,
  left_allowance_for_work: (family) => valueOf(family, "previous_allowance") !== "0",
  own_income: (member) => String(ownIncome(member)),
  income_per_head: (family, persona) => (persona.members.reduce((sum, it) => sum + ownIncome(it), 0) / persona.members.length).toFixed(2),
  annual_income: (family, persona) => String(12 * persona.members.reduce((sum, it) => sum + ownIncome(it) + Number(valueOf(it, "basic_pension_income")), 0)),
  costs_year: (family) => String(Number(valueOf(family, "medical_cost_own_year")) + Number(valueOf(family, "education_cost_year"))),
};

function ownIncome(member) {
  return ["wage_income", "business_income", "property_income", "transfer_income"].reduce((sum, name) => sum + Number(valueOf(member, name)), 0);
}

function valueOf(subject, name, persona) {
  if (name in subject) return subject[name];
  const usual = USUAL[name];
  return typeof usual === "function" ? usual(subject, persona) : usual;
}

const ON = "2026-07-01";

function ageOf(member) {
  const [year, month, day] = member.birth_date.split("-").map(Number);
  const [thisYear, thisMonth, today] = ON.split("-").map(Number);
  return thisYear - year - (thisMonth < month || (thisMonth === month && today < day) ? 1 : 0);
}

const family = (name, members, own = {}) => ({ name, on: ON, members: members.map((member, index) => ({ id: `m${index + 1}`, relation: index === 0 ? "applicant" : undefined, ...member })), own });

/** `{name, on, members, own}`: members with what is particular about them, and what is particular about the family. */
export const PERSONAS = [
  family("a couple with a child, ordinary wages", [
    { birth_date: "1985-03-02", sex: "male", wage_income: "6500" }, { relation: "spouse", birth_date: "1987-11-20", wage_income: "4800" },
    { relation: "child", birth_date: "2015-09-15" }]),
  family("a couple on low wages with a child and a disabled grandmother", [
    { birth_date: "1985-03-02", sex: "male", wage_income: "1600" }, { relation: "spouse", birth_date: "1987-11-20", employment: "flexible", business_income: "1300" },
    { relation: "child", birth_date: "2015-09-15" },
    { relation: "parent", birth_date: "1948-05-06", marital_status: "widowed", employment: "none", basic_pension_income: "280", disability_kind: "physical", disability_grade: 1, needs_long_term_care: true, care_assessment: "severe", self_care_failures: 5 }],
  { savings: "0" }),
  family("an old woman alone on the basic pension", [
    { birth_date: "1944-04-11", marital_status: "widowed", employment: "none", basic_pension_income: "320" }], { savings: "8000" }),
  family("an old couple with a daughter in town", [
    { birth_date: "1945-01-20", sex: "male", employment: "none", basic_pension_income: "320" }, { relation: "spouse", birth_date: "1947-08-09", employment: "none", basic_pension_income: "300" }],
  { supporters: [{ id: "supporters1", monthly_income: "9000", size: 3, supported_families: 2, receives_aid: false, agreed_support: null, notable_property: false }] }),
  family("a man of 91 with a pension", [
    { birth_date: "1935-02-03", sex: "male", marital_status: "widowed", transfer_income: "4200" }]),
  family("a single mother with two children", [
    { birth_date: "1990-06-18", marital_status: "divorced", employment: "flexible", wage_income: "2600" }, { relation: "child", birth_date: "2013-02-01" },
    { relation: "child", birth_date: "2019-12-24" }], { savings: "3000" }),
  family("a young man with a severe mental disability, kept by his parents", [
    { birth_date: "1999-10-10", sex: "male", marital_status: "single", employment: "none", disability_kind: "mental", disability_grade: 2, needs_long_term_care: true, care_assessment: "moderate", self_care_failures: 3, supported_by: "parents" },
    { relation: "parent", birth_date: "1966-01-05", sex: "male", wage_income: "5200" }, { relation: "parent", birth_date: "1968-07-30", employment: "none" }]),
  family("grandparents bringing up an orphan", [
    { birth_date: "1957-03-14", sex: "male", employment: "none", basic_pension_income: "300" }, { relation: "spouse", birth_date: "1959-09-01", employment: "flexible", business_income: "800" },
    { relation: "grandchild", birth_date: "2014-05-20", father_status: "dead", mother_status: "dead" }]),
  family("a child whose father is in prison and whose mother cannot be reached, with an uncle", [
    { birth_date: "1984-12-12", sex: "male", wage_income: "4000" }, { relation: "other", birth_date: "2016-06-06", father_status: "prison_six_months", mother_status: "lost_contact_six_months" }]),
  family("a family with a very costly illness", [
    { birth_date: "1978-08-08", sex: "male", employment: "none", serious_illness: true }, { relation: "spouse", birth_date: "1980-02-14", wage_income: "3500" },
    { relation: "child", birth_date: "2009-01-30" }], { medical_cost_own_year: "86000", emergency: "sudden_illness", savings: "5000" }),
  family("a well-off couple", [
    { birth_date: "1982-04-04", sex: "male", wage_income: "28000" }, { relation: "spouse", birth_date: "1983-05-05", wage_income: "21000" }],
  { savings: "900000", houses: 3, vehicles: 2 }),
  family("a migrant family with residence permits", [
    { birth_date: "1988-02-02", sex: "male", wage_income: "5500", local_household_registration: false, residence_permit: true },
    { relation: "spouse", birth_date: "1990-10-01", wage_income: "3200", local_household_registration: false, residence_permit: true },
    { relation: "child", birth_date: "2018-03-03", local_household_registration: false, residence_permit: true }]),
  family("a labourer who cannot work any more, without relatives", [
    { birth_date: "1962-11-11", sex: "male", marital_status: "single", employment: "none", lost_labour_capacity: true, has_able_supporter: false }], { savings: "1200" }),
  family("parents who lost their only child", [
    { birth_date: "1963-09-09", sex: "male", transfer_income: "2900", only_child_loss: "died" }, { relation: "spouse", birth_date: "1965-03-08", transfer_income: "2500", only_child_loss: "died" }]),
];

/** What a persona answers to a fact: `{given}`, `{none: true}` or `{unsure: true}`. Of `bands` it is the one that the value lies in. */
export function answerOf(persona, fact, bands = []) {
  const dot = fact.indexOf(".");
  const subject = dot < 0 ? persona.own : persona.members.concat(persona.own.supporters || []).find((it) => it.id === fact.slice(0, dot));
  const value = subject && valueOf(subject, fact.slice(dot + 1), persona);
  if (value === undefined) return { unsure: true };
  if (value === null) return { none: true };
  const band = bands.find((it) => (it.atLeast === undefined || Number(it.atLeast) <= Number(value)) && (it.atMost === undefined || Number(value) <= Number(it.atMost)));
  return { given: band || value };
}
