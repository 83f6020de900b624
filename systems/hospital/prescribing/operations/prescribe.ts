import { addDays, nameText, toVnDay } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import type { Operation } from '@lienmach/system-kit';
import type { Reference } from 'fhir/r4';
import { applyOverrides, type Override } from '../rules/apply-overrides.ts';
import { bodyWeight } from '../rules/body-weight.ts';
import type { PrescriptionType } from '../rules/drug.ts';
import { prescriptionBundle } from '../rules/prescription-bundle.ts';
import { VALID_DAYS } from '../rules/prescription-code.ts';
import { freeCode } from './free-code.ts';
import { obstaclesOf } from './obstacles-of.ts';
import { type LineInput, lineParameter, part, readLines } from './read-lines.ts';
import { readReplaced } from './read-replaced.ts';
import { readVisit, type VisitToPrescribeFor } from './visit-to-prescribe-for.ts';

export interface PrescribeInput {
  readonly line: readonly LineInput[];
  readonly override: readonly Override[];
  readonly replaces: readonly string[];
  readonly advice?: string;
  /** kilograms: a number, or a raw JSON number */
  readonly weight?: unknown;
  readonly guardian?: string;
}

export interface Prescribed {
  readonly prescription: readonly {
    readonly code: string;
    readonly type: PrescriptionType;
    readonly validUntil: string;
    readonly request: readonly Reference[];
  }[];
}

/** POST Encounter/{id}/$prescribe: a doctor writes the prescription of the visit; one national code per type of drug. */
export const prescribe: Operation<PrescribeInput, Prescribed> = {
  definition: {
    code: 'prescribe',
    title: { vi: 'Kê đơn thuốc', en: 'Prescribe' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    allow: ['doctor'],
    parameter: [
      lineParameter,
      {
        name: 'override',
        use: 'in',
        min: 0,
        max: '*',
        part: [part('rule', 'code', 1), part('reason', 'string', 1), part('line', 'integer', 0)],
      },
      { name: 'replaces', use: 'in', min: 0, max: '*', type: 'string' },
      part('advice', 'string', 0),
      part('weight', 'decimal', 0),
      part('guardian', 'string', 0),
      {
        name: 'prescription',
        use: 'out',
        min: 1,
        max: '*',
        part: [
          { name: 'code', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'type', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'validUntil', use: 'out', min: 1, max: '1', type: 'date' },
          { name: 'request', use: 'out', min: 1, max: '*', type: 'Reference' },
        ],
      },
    ],
  },

  async run(ctx, id, input) {
    const visit = await readVisit(ctx, id);
    const lines = await readLines(ctx, input.line);
    const today = toVnDay(ctx.now());
    const weight = bodyWeight(input.weight, "Parameters.parameter.where(name='weight')");
    const obstacles = obstaclesOf(ctx, visit, lines, { ...input, weight });
    const { standing, overridden } = applyOverrides(obstacles, input.override);
    const replaced = await readReplaced(ctx, visit, lines, input.replaces);
    const refusals = [...standing, ...replaced.refusals];
    if (refusals.length > 0) throw combine(refusals);

    const types = [...new Set(lines.map((line) => line.drug.type))];
    const codes = new Map<PrescriptionType, string>();
    for (const type of types) codes.set(type, await freeCode(ctx, type));
    const written = await ctx.store.transaction(
      prescriptionBundle({
        now: ctx.now(),
        patient: { reference: `Patient/${visit.patient.id}` },
        encounter: { reference: `Encounter/${id}` },
        visit: visit.encounter,
        prescriber: ctx.actor,
        account: visit.encounter.account?.[0],
        department: visit.department,
        lines,
        codes,
        reasons: visit.reasons,
        advice: input.advice,
        overridden,
        weight: visit.hasWeight ? undefined : weight,
        guardian: isKnownAdult(visit, input.guardian) ? undefined : input.guardian?.trim() || undefined,
        superseded: replaced.requests,
        supersededCharges: replaced.charges,
      }),
    );
    const requests = written.slice(0, lines.length);
    return {
      prescription: [...codes].map(([type, code]) => ({
        code,
        type,
        validUntil: addDays(today, VALID_DAYS),
        request: requests
          .filter((_, index) => lines[index]?.drug.type === type)
          .map((request) => ({ reference: `MedicationRequest/${request.id}` })),
      })),
    };
  },
};

const isKnownAdult = (visit: VisitToPrescribeFor, name: string | undefined): boolean =>
  visit.adults.some((adult) => nameText(adult.name) === name?.trim());
