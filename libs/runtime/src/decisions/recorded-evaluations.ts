import type { Value } from '#engine';

/** Characters of JSON a record keeps of one value, and of all values of an evaluation with what it required. */
const LARGEST_VALUE = 64 * 1024;
const LARGEST_RECORD = 1024 * 1024;

/**
 * What is kept of an evaluation (DMN 1.5 leaves that to the engine): everything that explains the answer, within limits, so
 * that whoever evaluates with large data cannot fill the database. A value that is too large is null in the record;
 * `omitted` of its evaluation names the inputs left out, and has `outputs` where the answer is.
 *
 * @param evaluations as a decision reports them: id, name, inputs, matched rules, outputs
 */
export function recordedEvaluations(evaluations: Value): Value {
  if (!Array.isArray(evaluations)) return evaluations;
  let left = LARGEST_RECORD;
  const fits = (value: Value): boolean => {
    const size = JSON.stringify(value).length;
    if (size > LARGEST_VALUE || size > left) return false;
    left -= size;
    return true;
  };
  // From the last: it is the decision that was asked for, whose record matters most.
  return (evaluations as readonly Value[])
    .toReversed()
    .map((one) => (isRecord(one) ? bounded(one, fits) : one))
    .toReversed();
}

type Evaluation = Readonly<Record<string, Value>>;

function bounded(evaluation: Evaluation, fits: (value: Value) => boolean): Evaluation {
  const omitted: string[] = [];
  const inputs = Object.entries(isRecord(evaluation['inputs']) ? evaluation['inputs'] : {}).map(([name, value]) => {
    if (fits(value)) return [name, value] as const;
    omitted.push(name);
    return [name, null] as const;
  });
  const answer = { outputs: evaluation['outputs'] ?? null, matchedRules: evaluation['matchedRules'] ?? [] };
  const kept =
    fits(answer.outputs) && fits(answer.matchedRules)
      ? answer
      : { ...answer, outputs: null, matchedRules: withoutOutputs(answer.matchedRules) };
  if (kept !== answer) omitted.push('outputs');
  return { ...evaluation, inputs: Object.fromEntries(inputs), ...kept, ...(omitted.length === 0 ? {} : { omitted }) };
}

/** Which rules matched is short, what they say may not be. */
function withoutOutputs(rules: Value): Value {
  if (!Array.isArray(rules)) return [];
  return (rules as readonly Value[]).map((rule) =>
    isRecord(rule) ? { id: rule['id'] ?? null, number: rule['number'] ?? null } : rule,
  );
}

function isRecord(value: Value | undefined): value is Evaluation {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
