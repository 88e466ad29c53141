// Families as they come to a counter, each with everything that could be asked of it: what is particular is named, the rest is what is
// so for most people. Nothing here is a real person's.

/** What is so for most people, by fact. A function is told the member. */
export const USUAL = {
  sex: "female", marital_status: (member) => (ageOf(member) < 22 ? "single" : "married"), away: "none",
  student: (member) => (ageOf(member) >= 6 && ageOf(member) < 15 ? "compulsory" : ageOf(member) >= 15 && ageOf(member) < 18 ? "senior_secondary" : "none"),
  local_household_registration: true, residence_permit: false, residence: "urban", employment: (member) => (ageOf(member) >= 60 ? "retired" : ageOf(member) < 18 ? "none" : "employee"),
  wage_income: "0", business_income: "0", property_income: "0", transfer_income: "0", basic_pension_income: "0", exempt_income: "0", basic_pension_counted: undefined,
  disability_grade: null, disability_kind: null, multiple_disabilities: false, serious_illness: false, lost_labour_capacity: false, hiv_infected: false,
  needs_long_term_care: false, care_assessment: "none", self_care_failures: 0, institution_care: false, supported_by: "none", has_able_supporter: true,
  work_injury_care_allowance: false, retired_cadre: false, father_status: "present", mother_status: "present", child_placement: "family", only_child_loss: "none",
  savings: "20000", vehicles: 0, houses: 1, non_residential_house: false, business_capital: "0", annual_income: "60000", medical_cost_own_year: "2000", education_cost_year: "0",
  emergency: "none", new_job_months: 0, previous_allowance: "0", receiving: [], supporters: [],
};

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
    { relation: "child", birth_date: "2009-01-30" }], { annual_income: "42000", medical_cost_own_year: "86000", emergency: "sudden_illness", savings: "5000" }),
  family("a well-off couple", [
    { birth_date: "1982-04-04", sex: "male", wage_income: "28000" }, { relation: "spouse", birth_date: "1983-05-05", wage_income: "21000" }],
  { savings: "900000", houses: 3, vehicles: 2, annual_income: "588000" }),
  family("a migrant family with residence permits", [
    { birth_date: "1988-02-02", sex: "male", wage_income: "5500", local_household_registration: false, residence_permit: true },
    { relation: "spouse", birth_date: "1990-10-01", wage_income: "3200", local_household_registration: false, residence_permit: true },
    { relation: "child", birth_date: "2018-03-03", local_household_registration: false, residence_permit: true }]),
  family("a labourer who cannot work any more, without relatives", [
    { birth_date: "1962-11-11", sex: "male", marital_status: "single", employment: "none", lost_labour_capacity: true, has_able_supporter: false }], { savings: "1200" }),
  family("parents who lost their only child", [
    { birth_date: "1963-09-09", sex: "male", transfer_income: "2900", only_child_loss: "died" }, { relation: "spouse", birth_date: "1965-03-08", transfer_income: "2500", only_child_loss: "died" }]),
];

/** What a persona answers to a fact: `{given}`, `{none: true}` or `{unsure: true}`. */
export function answerOf(persona, fact) {
  const dot = fact.indexOf(".");
  const name = dot < 0 ? fact : fact.slice(dot + 1);
  const subject = dot < 0 ? persona.own : subjectOf(persona, fact.slice(0, dot));
  const usual = USUAL[name];
  const value = subject && name in subject ? subject[name] : typeof usual === "function" ? usual(subject) : usual;
  if (value === undefined) return { unsure: true };
  return value === null ? { none: true } : { given: value };
}

function subjectOf(persona, id) {
  return persona.members.concat(persona.own.supporters || []).find((it) => it.id === id);
}
