import type { OperationOutcomeIssue } from 'fhir/r4';
import { errors, notices } from '../errors.ts';

/** A diagnosis as the doctor gave it, with the catalog entry of that day; none: not in force. */
export interface Diagnosis {
  readonly code: string;
  readonly concept?: {
    readonly display: string;
    readonly properties: Readonly<Record<string, string | number | boolean>>;
  };
}

const has = ({ concept }: Diagnosis, flag: string): boolean => concept?.properties[flag] === true;
const marked = ({ concept }: Diagnosis, mark: string): boolean => concept?.properties.mark === mark;

const place = (index: number): string => (index === 0 ? 'main.code' : `secondary[${index - 1}].code`);

function ownIssues(diagnosis: Diagnosis, index: number, gender: string | undefined, date: string) {
  const { code } = diagnosis;
  const said = { at: place(index), code, date };
  if (diagnosis.concept === undefined) return [errors.codeNotInForce.issue(said)];
  const isMain = index === 0;
  const otherSex =
    (gender === 'male' && has(diagnosis, 'femaleOnly')) || (gender === 'female' && has(diagnosis, 'maleOnly'));
  return [
    ...(isMain && has(diagnosis, 'notPrimary') ? [errors.notPrimary.issue(said)] : []),
    ...(has(diagnosis, 'causeOfDeathOnly') ? [errors.causeOfDeathOnly.issue(said)] : []),
    ...(isMain && has(diagnosis, 'discouragedPrimary') ? [notices.discouragedPrimary.issue(said)] : []),
    ...(has(diagnosis, 'moreSpecificExists') ? [notices.moreSpecificExists.issue(said)] : []),
    ...(otherSex ? [notices.sexMismatch.issue(said)] : []),
  ];
}

function pairIssues(all: readonly Diagnosis[]): OperationOutcomeIssue[] {
  const has = {
    dagger: all.some((one) => marked(one, 'dagger')),
    asterisk: all.some((one) => marked(one, 'asterisk')),
  };
  return all.flatMap((one, index) => {
    const said = { at: place(index), code: one.code };
    if (marked(one, 'dagger') && !has.asterisk) return [notices.asteriskMissing.issue(said)];
    if (marked(one, 'asterisk') && !has.dagger) return [notices.daggerMissing.issue(said)];
    return [];
  });
}

/**
 * The billing flags of the national ICD-10, all at once. What may not be the main disease stops; what should not warns.
 *
 * @param all     main diagnosis first, then the secondary ones in their order
 * @param gender  administrative gender of the patient
 * @param date    calendar date the codes were looked up for
 * @source TT 06/2026/TT-BYT (02/04/2026), flag columns of the list, for visits ending after 01/07/2026; before it QĐ 4469/QĐ-BYT (2020) (secondary)
 */
export function checkDiagnoses(
  all: readonly Diagnosis[],
  gender: string | undefined,
  date: string,
): OperationOutcomeIssue[] {
  const twice = all.flatMap((one, index) =>
    all.findIndex(({ code }) => code === one.code) < index
      ? [errors.diagnosisTwice.issue({ at: place(index), code: one.code })]
      : [],
  );
  return [...twice, ...all.flatMap((one, index) => ownIssues(one, index, gender, date)), ...pairIssues(all)];
}
