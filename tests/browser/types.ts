// What a program in TypeScript writes. Nothing here is run; `types.test.mjs` checks it against the declarations of the built engine.

import init, { Calculator, loadDistrict } from "../../pkg/wasm/huisuan.js";
import type { Calculator as Twin } from "../../pkg/twin.js";
import type { Answer, Assessment, Diagnostic, Household } from "../../pkg/types/index.js";

export async function allowance(wage: string): Promise<string | undefined> {
  await init();
  const calculator: Calculator = await loadDistrict("./rules/", "331003");
  const household: Household = {
    district: "331003",
    members: [{ id: "m1", wage_income: wage, disability_grade: null, receiving: ["high_age_allowance"] }],
    supporters: [{ id: "s1", size: 3 }],
    savings: "0",
  };
  const assessment: Assessment = calculator.assess(household, "2023-01-01");
  const open: string[] = calculator.interview(household, "2023-01-01").questions.map((question) => question.fact);
  const determination = assessment.determinations.find((it) => it.verdict === "eligible" && it.subject === "household");
  const days: number | undefined = determination?.apply?.days;
  return open.length > 0 ? undefined : `${determination?.amount?.low ?? "0"} ${days}`;
}

export function titles(calculator: Calculator): string[] {
  const texts = calculator.texts("en");
  const [nation] = calculator.jurisdictions();
  const facts = calculator.facts().map(({ name, type }) => `${texts[`facts/${name}/question`]} (${type.kind}, ${type.values?.join()})`);
  return [...facts, ...Object.values(nation?.sources ?? {}).map((source) => `${source.title} (${source.kind})`)];
}

export function told(error: { diagnostics?: Diagnostic[] }): string[] {
  return (error.diagnostics ?? []).map(({ code, severity, pointer, help }) => `${severity} ${code} at ${pointer}: ${help ?? ""}`);
}

export const same = (twin: Twin): Calculator => twin;

// @ts-expect-error Money is a string; a list is not a fact.
export const wrong: Answer = { wage_income: 1200 };

// @ts-expect-error No verdict is called so.
export const maybe = (assessment: Assessment) => assessment.determinations[0]?.verdict === "maybe";
