import { toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { checkPrescription, type Line, type Obstacle } from '../rules/check-prescription.ts';
import { runningDrugs, type VisitToPrescribeFor } from './visit-to-prescribe-for.ts';

interface CameWith {
  readonly replaces: readonly string[];
  /** a weight that came with the prescription, checked */
  readonly weight?: unknown;
  readonly guardian?: string;
}

/** What stands in the way of these lines in this visit: the same for a prescription that is issued and one that is still typed. */
export const obstaclesOf = (
  ctx: Context,
  visit: VisitToPrescribeFor,
  lines: readonly Line[],
  { replaces, weight, guardian }: CameWith,
): Obstacle[] => {
  const today = toVnDay(ctx.now());
  return checkPrescription({
    ...visit,
    lines,
    running: runningDrugs(visit.issued, replaces, today),
    facilityHasBeds: ctx.site.facility.hasBeds,
    birthDate: visit.patient.birthDate,
    today,
    hasWeight: visit.hasWeight || weight !== undefined,
    hasAdult: visit.adults.length > 0 || Boolean(guardian?.trim()),
  });
};
