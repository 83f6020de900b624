import { FhirError, isFhirError } from '@lienmach/outcome';
import type { OperationOutcomeIssue } from 'fhir/r4';

/** Runs `work`; its refusals say which entry of the bundle they mean: `Patient.name` becomes `Bundle.entry[3].resource.name`. */
export function atPlace<Result>(place: string, work: () => Result): Result {
  if (place === '') return work();
  try {
    return work();
  } catch (thrown) {
    throw isFhirError(thrown) ? placed(place, thrown) : thrown;
  }
}

/** The same for work that takes its time. */
export async function placedLater<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw place !== '' && isFhirError(thrown) ? placed(place, thrown) : thrown;
  }
}

/** The same refusal, said of an entry. */
export const placed = (place: string, error: FhirError): FhirError =>
  new FhirError(error.outcome.issue.map((issue) => placeIssue(place, issue)));

function placeIssue(place: string, issue: OperationOutcomeIssue): OperationOutcomeIssue {
  const expressions = issue.expression ?? [''];
  return { ...issue, expression: expressions.map((expression) => placeExpression(place, expression)) };
}

function placeExpression(place: string, expression: string): string {
  if (expression.startsWith('Bundle.')) return expression;
  return place + expression.replace(/^[A-Za-z]+/, '');
}
