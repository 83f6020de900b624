import { addDays, foldVietnamese, formatVnDate, identifierSystems, identifierValue, nameText } from '@lienmach/core';
import type { OperationOutcomeIssue, Patient } from 'fhir/r4';
import { errors, notices } from '../errors.ts';
import type { VisitCard } from './visit-card.ts';

const SOON = 7;

function periodIssues({ validFrom, validTo, temporary }: VisitCard, day: string): OperationOutcomeIssue[] {
  if (validFrom === undefined) return temporary ? [] : [notices.cardUnverified.issue({ at: 'card.validFrom' })];
  if (validTo !== undefined && validTo < validFrom) return [errors.cardPeriodReversed.issue({ at: 'card.validTo' })];
  if (day < validFrom) return [errors.cardNotYetValid.issue({ at: 'card.validFrom', from: formatVnDate(validFrom) })];
  if (validTo === undefined) return [];
  const to = formatVnDate(validTo);
  if (day > validTo) return [errors.cardExpired.issue({ at: 'card.validTo', to })];
  return validTo <= addDays(day, SOON) ? [notices.cardExpiresSoon.issue({ at: 'card.validTo', to })] : [];
}

function nameIssues(card: VisitCard, patient: Patient): OperationOutcomeIssue[] {
  const { name } = card;
  const known = nameText(patient.name);
  if (name === undefined || name.toLowerCase() === known.toLowerCase()) return [];
  return foldVietnamese(name) === foldVietnamese(known)
    ? [notices.cardNameFolded.issue({ at: 'card.scan', onCard: name })]
    : [errors.cardOfAnotherPerson.issue({ at: 'card.scan', part: 'họ tên', onCard: name })];
}

/** One date knows less than the other, and the rest agrees. */
const agrees = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

function birthIssues(card: VisitCard, patient: Patient): OperationOutcomeIssue[] {
  const { birthDate } = card;
  const known = patient.birthDate;
  if (birthDate === undefined || known === undefined || agrees(birthDate, known)) return [];
  const [y, m, d] = known.split('-');
  const onCard = formatVnDate(birthDate);
  return birthDate === `${y}-${d}-${m}`
    ? [notices.cardBirthSwapped.issue({ at: 'card.scan', onCard })]
    : [errors.cardOfAnotherPerson.issue({ at: 'card.scan', part: 'ngày sinh', onCard })];
}

function numberIssues({ number }: VisitCard, patient: Patient): OperationOutcomeIssue[] {
  const known =
    number.form === 'personal12'
      ? identifierValue(patient, identifierSystems.personalNumber)
      : identifierValue(patient, identifierSystems.socialInsuranceNumber);
  const onCard = number.form === 'personal12' ? number.value : number.socialInsuranceNumber;
  const another =
    known !== undefined && known !== onCard
      ? [errors.cardOfAnotherPerson.issue({ at: 'card.number', part: 'mã số', onCard: number.value })]
      : [];
  return number.form === 'card15' ? another : [...another, notices.cardGroupUnknown.issue({ at: 'card.number' })];
}

/**
 * May this card pay for this person on this day? All that is wrong, at once: errors stop the card, warnings do not.
 * A card is good on its first and on its last day. A portal that is down is no reason to send anybody away:
 * a card without dates passes with a warning.
 *
 * @param day  calendar date of the visit in Viet Nam
 * @source Luật BHYT, art. 16 (period of the card); NĐ 188/2025/NĐ-CP, art. 37-38 (papers, portal down) (secondary)
 */
export const checkCard = (card: VisitCard, patient: Patient, day: string): OperationOutcomeIssue[] => [
  ...numberIssues(card, patient),
  ...nameIssues(card, patient),
  ...birthIssues(card, patient),
  ...periodIssues(card, day),
];
