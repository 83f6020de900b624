import { ageOn, dischargeDiagnoses, formatVnDate, icd10Of, mainDiagnosis, vnDayOf } from '@lienmach/core';
import type { Condition, Encounter, OperationOutcomeIssue, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { lastDay } from './last-day.ts';
import { mostLeaveDays } from './sick-leave-limits.ts';

export interface SickLeaveInput {
  /** day, first of the leave */
  readonly from: string;
  readonly days: number;
  /** who pays the social insurance of the person on leave */
  readonly employer?: string;
  /** ten digits */
  readonly socialNumber?: string;
  readonly father?: string;
  readonly mother?: string;
  /** weeks of a pregnancy that was ended */
  readonly endedWeeks?: number;
  readonly endedReason?: string;
}

export interface VisitForPaper {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly conditions: readonly Condition[];
}

/** @source Luật BHXH 41/2024/QH15, leave of a parent for a sick child below seven (from memory) */
const CHILD_YEARS = 7;

/**
 * Obstacles that papers of every kind have in common.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), CHAN_DOAN_RV and MA_BENH_CHINH are mandatory (secondary)
 */
export function visitObstacles({ encounter, conditions }: VisitForPaper): OperationOutcomeIssue[] {
  const { status } = encounter;
  if (status === 'cancelled' || status === 'entered-in-error')
    return [errors.visitVoid.issue({ at: 'Encounter.status', status })];
  return mainDiagnosis(encounter, conditions) === undefined
    ? [errors.noMainDiagnosis.issue({ at: 'Encounter.diagnosis' })]
    : [];
}

function pregnancyObstacles({ endedWeeks, endedReason }: SickLeaveInput): OperationOutcomeIssue[] {
  const hasReason = (endedReason ?? '').trim() !== '';
  if (endedWeeks === undefined && !hasReason) return [];
  const isWeeks = Number.isInteger(endedWeeks) && (endedWeeks ?? 0) >= 1 && (endedWeeks ?? 0) <= 42;
  return isWeeks && hasReason ? [] : [errors.badWeeks.issue({ at: 'endedWeeks' })];
}

/**
 * Everything that stands against a certificate of sick leave, at once.
 *
 * @param today  day of the certificate in Viet Nam
 * @source QĐ 3176/QĐ-BYT (29/10/2024), annex, table 11: days, first day, social insurance number, employer (secondary); parents of a child below seven: Luật BHXH 41/2024/QH15 (from memory)
 */
export function canCertifySickLeave(
  visit: VisitForPaper,
  input: SickLeaveInput,
  today: string,
): OperationOutcomeIssue[] {
  const { encounter, patient, conditions } = visit;
  const issues = [...visitObstacles(visit), ...pregnancyObstacles(input)];
  const codes = dischargeDiagnoses(encounter, conditions).flatMap((one) => icd10Of(one) ?? []);
  const most = mostLeaveDays(today, codes, input.endedWeeks);
  if (!Number.isInteger(input.days) || input.days < 1 || input.days > most)
    issues.push(errors.badDays.issue({ at: 'days', most: String(most) }));
  const began = encounter.period?.start === undefined ? today : vnDayOf(encounter.period.start);
  const after = lastDay(encounter.period?.end === undefined ? today : vnDayOf(encounter.period.end), 2);
  if (input.from !== began && input.from !== after)
    issues.push(errors.badStart.issue({ at: 'from', visit: formatVnDate(began), after: formatVnDate(after) }));
  if (!/^(?!0{10})\d{10}$/.test(input.socialNumber ?? ''))
    issues.push(errors.badSocialNumber.issue({ at: 'socialNumber' }));
  if ((input.employer ?? '').trim() === '')
    issues.push(errors.textMissing.issue({ at: 'employer', field: 'employer', what: 'đơn vị làm việc' }));
  const isChild = patient.birthDate !== undefined && ageOn(patient.birthDate, today) < CHILD_YEARS;
  if (isChild && `${input.father ?? ''}${input.mother ?? ''}`.trim() === '')
    issues.push(errors.noParent.issue({ at: 'mother' }));
  return issues;
}
