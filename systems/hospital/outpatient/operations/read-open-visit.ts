import { ageOn, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Encounter, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isClosed } from '../rules/can-finish-visit.ts';

/** The visit and its patient, when something may still be written. @throws 404, outpatient.visitClosed */
export async function readOpenVisit(ctx: Context, id: string): Promise<{ encounter: Encounter; patient: Patient }> {
  const encounter = await ctx.store.read('Encounter', id);
  if (isClosed(encounter)) throw errors.visitClosed({ at: 'Encounter.status', detail: encounter.status });
  return { encounter, patient: await ctx.store.follow('Patient', encounter.subject) };
}

/** Limits of adults count from 16 years; without a birth date the patient counts as adult, so that nothing goes unseen. */
export const isAdult = (patient: Patient, now: Date): boolean =>
  patient.birthDate === undefined || ageOn(patient.birthDate, toVnDay(now)) >= 16;
