// A household of Huangyan on 1 January 2023: two adults on low wages, their child at school, and a grandmother with a severe disability.
//
// Worked out by hand for that day. The minimum living standard of Taizhou is 1041 yuan per person and month, for everyone from
// 1 December 2022. Nothing that Zhejiang takes off for work is known, and in 2021–2025 the basic pension does not count as income.
//
//     counted income   1600 + 1300               = 2900 yuan a month
//     per person       2900 / 4                  =  725 yuan, 316 below 1041
//     allowance        1041 × 4 − 2900 = 4164 − 2900 = 1264 yuan a month
//     living subsidy   30 % of 1041              =  312.30 yuan a month for the grandmother
//     nursing subsidy  unable to care for herself:  500 yuan a month, whatever the family's income
//     together         1264 + 312.30 + 500       = 2076.30 yuan a month

export const DISTRICT = "331003";
export const DAY = "2023-01-01";
export const RELATIONS = ["spouse", "child", "parent"];

const person = (id, own) => Object.entries(Object.assign({
  marital_status: "married", away: "none", student: "none", local_household_registration: "true", employment: "none", wage_income: "0", business_income: "0",
  property_income: "0", transfer_income: "0", basic_pension_income: "0", exempt_income: "0", disability_kind: "(none)", disability_grade: "(none)",
  serious_illness: "false", lost_labour_capacity: "false", needs_long_term_care: "false", care_assessment: "none", institution_care: "false",
  work_injury_care_allowance: "false", retired_cadre: "false", father_status: "present", mother_status: "present", receiving: "(nothing)",
}, own)).map(([name, value]) => [`${id}.${name}`, value]);

/** In the order of the page. */
export const ANSWERS = [
  ...person("m1", { birth_date: "1985-03-02", sex: "male", employment: "employee", wage_income: "1600" }),
  ...person("m2", { birth_date: "1987-11-20", sex: "female", employment: "flexible", wage_income: "1300" }),
  ...person("m3", { birth_date: "2013-09-15", sex: "female", marital_status: "single", student: "compulsory" }),
  ...person("m4", { birth_date: "1948-05-06", sex: "female", marital_status: "widowed", basic_pension_income: "280", disability_kind: "physical", disability_grade: "1",
    needs_long_term_care: "true", care_assessment: "severe" }),
  ["supporters", "none"],
  ["residence", "rural"],
  ["savings", "0"],
  ["vehicles", "0"],
  ["houses", "1"],
  ["non_residential_house", "false"],
  ["business_capital", "0"],
];
