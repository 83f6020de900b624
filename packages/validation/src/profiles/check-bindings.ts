import type { OperationOutcomeIssue } from 'fhir/r4';
import { profileErrors } from './errors.ts';
import type { CodingFact, PendingBinding, ProfileRun } from './profile-run.ts';

/** Who knows value sets. */
export interface CodePort {
  /** undefined: nobody here knows the value set, or not all of it */
  admits(valueSet: string, coding: CodingFact): Promise<boolean | undefined>;
}

const severities = { required: 'error', extensible: 'warning', preferred: 'information' } as const;

/** Asks for all codes that were met on the way. */
export async function checkBindings(run: ProfileRun, codes: CodePort): Promise<OperationOutcomeIssue[]> {
  const answers = await Promise.all(run.pending.map((pending) => judge(pending, codes)));
  return answers.flat();
}

async function judge(pending: PendingBinding, codes: CodePort): Promise<OperationOutcomeIssue[]> {
  const { valueSet, strength, codings, at } = pending;
  let isUnknown = false;
  for (const coding of codings) {
    const isAdmitted = await codes.admits(valueSet, coding);
    if (isAdmitted) return [];
    isUnknown ||= isAdmitted === undefined;
  }
  if (isUnknown) return strength === 'required' ? [profileErrors.uncheckedBinding.issue({ valueSet, at })] : [];
  const value = codings.map(({ system = '', code }) => (system === '' ? code : `${system}|${code}`)).join(', ');
  const issue = profileErrors.notInValueSet.issue({ value: value.slice(0, 200), valueSet, strength, at });
  return [{ ...issue, severity: severities[strength] }];
}
