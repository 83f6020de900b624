import type { OperationOutcomeIssue } from 'fhir/r4';
import { FhirError, issueOf, type Refusal, type RefusalArguments } from './fhir-error.ts';

type Make<T> = {
  readonly [Name in keyof T]: ((values?: RefusalArguments) => FhirError) & {
    issue(values?: RefusalArguments): OperationOutcomeIssue;
  };
};

/**
 * Every refusal a room can utter, declared once: `throw errors.notPreliminary({ at, detail })`,
 * or `errors.notPreliminary.issue({ … })` where issues are collected.
 */
export function defineErrors<const T extends Record<string, Refusal>>(room: string, table: T): Make<T> {
  const make = ([name, refusal]: [string, Refusal]) => {
    const issue = (values?: RefusalArguments) => issueOf(`${room}.${name}`, refusal, values);
    return [name, Object.assign((values?: RefusalArguments) => new FhirError([issue(values)]), { issue })];
  };
  return Object.fromEntries(Object.entries(table).map(make)) as Make<T>;
}
