import { formatVnDate, identifierSystems, identifierValue, nameText } from '@lienmach/core';
import { combine, FhirError } from '@lienmach/outcome';
import type { OperationOutcomeIssue, Patient } from 'fhir/r4';
import { errors, notices } from '../errors.ts';
import type { Match } from './grade-match.ts';
import type { PersonFacts } from './person-facts.ts';

interface Candidate extends Match {
  readonly patient: Patient;
}

const numberOf = (patient: Patient): string => identifierValue(patient, identifierSystems.patientNumber) ?? '?';

const described = ({ patient, reasons }: Candidate) => ({
  at: 'confirmNew',
  detail: `Patient/${patient.id}`,
  name: nameText(patient.name),
  birth: formatVnDate(patient.birthDate ?? '?'),
  number: numberOf(patient),
  reasons: reasons.join(' '),
});

/**
 * What to do with the person at the desk: the one record that is certainly theirs, a new record, or a refusal that
 * lists who it might be. Certainty never comes from a name alone.
 *
 * @returns `found`, or what a new record should be warned about
 * @throws patient-index.severalCertain (409), numberInUse (409), likelyDuplicate (409, one issue per candidate)
 * @source NĐ 102/2025/NĐ-CP, art. 6 (secondary); the way of asking back is our own choice (unsure)
 */
export function decideEnrolment(
  facts: PersonFacts,
  candidates: readonly Candidate[],
  confirmNew: boolean,
): { found?: Patient; warnings: OperationOutcomeIssue[] } {
  const certain = candidates.filter(({ grade }) => grade === 'certain');
  const [first, second] = certain;
  if (first !== undefined && second !== undefined) {
    throw errors.severalCertain({ at: 'scan', numbers: certain.map(({ patient }) => numberOf(patient)).join(', ') });
  }
  const probable = candidates.filter(({ grade }) => grade === 'probable');
  if (first !== undefined) {
    return {
      found: first.patient,
      warnings: probable.map((candidate) => notices.possibleDuplicate.issue(described(candidate))),
    };
  }
  const holder = candidates.find(({ patient }) => holdsNumber(patient, facts.personalNumber));
  if (holder !== undefined) throw errors.numberInUse({ at: 'personalNumber', number: numberOf(holder.patient) });
  if (probable.length > 0 && !confirmNew) {
    throw new FhirError(probable.map((candidate) => errors.likelyDuplicate.issue(described(candidate))));
  }
  return { warnings: candidates.map((candidate) => notices.possibleDuplicate.issue(described(candidate))) };
}

const holdsNumber = (patient: Patient, number: string | undefined): boolean =>
  number !== undefined &&
  (patient.identifier ?? []).some(
    ({ system, value }) => system === identifierSystems.personalNumber && value === number,
  );

/**
 * What a new record cannot do without, all at once.
 *
 * @param today  calendar date
 * @source QĐ 3176/QĐ-BYT (29/10/2024): name, birth and sex are mandatory in every claim (secondary)
 */
export function refuseIncomplete(facts: PersonFacts, today: string): void {
  const obstacles = [
    ...(facts.name === undefined ? [errors.nameRequired({ at: 'name' })] : []),
    ...(facts.birthDate === undefined ? [errors.birthDateRequired({ at: 'birthDate' })] : []),
    ...(facts.birthDate !== undefined && facts.birthDate > today ? [errors.birthInFuture({ at: 'birthDate' })] : []),
    ...(facts.gender === undefined ? [errors.genderRequired({ at: 'gender' })] : []),
  ];
  if (obstacles.length > 0) throw combine(obstacles);
}

/**
 * May these facts be put on the record the clerk chose? A number on the papers that stands in somebody else's record
 * may not: the papers or the choice are wrong.
 *
 * @param holders  everybody whose record carries one of the numbers in use
 * @throws patient-index.patientInactive, numberConflict, numberInUse
 * @source NĐ 102/2025/NĐ-CP, art. 6: one personal number, one person (secondary)
 */
export function refuseWrongChoice(facts: PersonFacts, chosen: Patient, holders: readonly Patient[]): void {
  if (chosen.active === false) throw errors.patientInactive({ at: 'existing' });
  const social = identifierValue(chosen, identifierSystems.socialInsuranceNumber);
  if (bothKnownAndDiffer(facts.socialInsuranceNumber, social)) throw errors.numberConflict({ at: 'existing' });
  const other = holders.find(({ id, active }) => id !== chosen.id && active !== false);
  if (other !== undefined) throw errors.numberInUse({ at: 'existing', number: numberOf(other) });
  const number = (chosen.identifier ?? []).find(
    ({ system, use }) => system === identifierSystems.personalNumber && use !== 'old',
  )?.value;
  const isReissued = number !== undefined && facts.oldNumbers.includes(number);
  if (!isReissued && bothKnownAndDiffer(facts.personalNumber, number)) throw errors.numberConflict({ at: 'existing' });
}

const bothKnownAndDiffer = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;
