import { parseInstant, toVnIso } from '@lienmach/core';
import { FhirError } from '@lienmach/outcome';
import type { Operation } from '@lienmach/system-kit';
import type { Encounter, Observation, OperationOutcome } from 'fhir/r4';
import { errors } from '../errors.ts';
import { writeEntry } from '../rules/bundle-entries.ts';
import { checkVitals, readMeasured } from '../rules/check-vitals.ts';
import { vitalObservations } from '../rules/vital-observations.ts';
import { type VitalName, vitalNames } from '../rules/vital-signs.ts';
import { isAdult, readOpenVisit } from './read-open-visit.ts';

export interface VitalsInput extends Partial<Record<VitalName, number>> {
  /** FHIR dateTime; default now */
  readonly measuredAt?: string;
}

export interface VitalsRecorded {
  readonly observation: readonly Observation[];
  readonly outcome?: OperationOutcome;
}

/** @throws outpatient.measuredInFuture, measuredBeforeVisit */
function timeOf(measuredAt: string | undefined, encounter: Encounter, now: Date): string {
  if (measuredAt === undefined) return toVnIso(now);
  const instant = parseInstant(measuredAt, 'measuredAt');
  if (instant > now) throw errors.measuredInFuture({ at: 'measuredAt' });
  const start = encounter.period?.start;
  if (start !== undefined && instant < parseInstant(start)) throw errors.measuredBeforeVisit({ at: 'measuredAt' });
  return toVnIso(instant);
}

/** POST Encounter/{id}/$record-vitals: the nurse's measurements, refused when they cannot be, flagged when alarming. */
export const recordVitals: Operation<VitalsInput, VitalsRecorded> = {
  definition: {
    code: 'record-vitals',
    title: { vi: 'Ghi sinh hiệu', en: 'Record vital signs' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      ...vitalNames.map((name) => ({ name, use: 'in' as const, min: 0, max: '1' as const, type: 'decimal' })),
      { name: 'measuredAt', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'observation', use: 'out', min: 1, max: '*', type: 'Observation' },
      { name: 'outcome', use: 'out', min: 0, max: '1', type: 'OperationOutcome' },
    ],
    allow: ['nurse', 'doctor'],
  },
  async run(ctx, id, { measuredAt, ...input }) {
    const { encounter, patient } = await readOpenVisit(ctx, id);
    const measured = readMeasured(input);
    const adult = isAdult(patient, ctx.now());
    const issues = checkVitals(measured, adult);
    const stops = issues.filter(({ severity }) => severity === 'error');
    if (stops.length > 0) throw new FhirError(stops);
    const observations = vitalObservations(measured, {
      patient: { reference: `Patient/${patient.id}` },
      encounter: { reference: `Encounter/${id}` },
      performer: ctx.actor,
      measuredAt: timeOf(measuredAt, encounter, ctx.now()),
      isAdult: adult,
    });
    const written = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        ...observations.map((one) => writeEntry(one)),
        ...(encounter.status === 'arrived' ? [writeEntry({ ...encounter, status: 'triaged' })] : []),
      ],
    });
    return {
      observation: written.filter((resource) => resource.resourceType === 'Observation'),
      ...(issues.length === 0 ? {} : { outcome: { resourceType: 'OperationOutcome', issue: issues } }),
    };
  },
};
