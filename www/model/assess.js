// Asking the engine. An answer that it cannot read is set aside, so that the rest still counts, and is reported beside its question.

/**
 * `{assessment, interview, problems, troubles}`: `problems` maps a fact to the engine's diagnostic; `troubles` are diagnostics that
 * concern no single answer, and with them there is no assessment.
 */
export function assess(calculator, household, district, on) {
  const problems = new Map();
  for (;;) {
    const document = household.document(district, new Set(problems.keys()));
    try {
      return { assessment: calculator.assess(document, on), interview: calculator.interview(document, on), problems, troubles: [] };
    } catch (error) {
      if (!Array.isArray(error.diagnostics)) throw error;
      const before = problems.size;
      error.diagnostics.forEach((diagnostic) => {
        const fact = household.factAt(diagnostic.pointer);
        if (fact !== undefined && !problems.has(fact)) problems.set(fact, diagnostic);
      });
      if (problems.size === before) return { problems, troubles: error.diagnostics };
    }
  }
}
