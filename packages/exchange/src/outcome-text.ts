import type { OperationOutcome } from 'fhir/r4';

/** An outcome as a column keeps it: what a sender wrote may hold characters that the database refuses to read back as JSON. */
export const outcomeText = (outcome: OperationOutcome): string =>
  JSON.stringify(outcome, (_name, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value,
  );
