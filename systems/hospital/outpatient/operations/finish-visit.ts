import {
  codeSystems,
  dischargeDiagnoses,
  extensions,
  icd10Of,
  present,
  toVnDay,
  toVnIso,
  withExtension,
} from '@lienmach/core';
import { FhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Encounter } from 'fhir/r4';
import { writeEntry } from '../rules/bundle-entries.ts';
import { canFinishVisit, dispositions, outcomes, type VisitAtEnd } from '../rules/can-finish-visit.ts';

export interface FinishInput {
  /** KET_QUA_DTRI */
  readonly outcome?: string;
  /** MA_LOAI_RV */
  readonly disposition?: string;
}

/** A house without the room that writes referrals can not ask for one. */
const writesPapers = ({ rooms }: Context['site']): boolean => rooms === undefined || rooms.includes('visit-papers');

async function visitAtEnd(ctx: Context, id: string, input: FinishInput): Promise<VisitAtEnd> {
  const encounter = await ctx.store.read('Encounter', id);
  const here = `encounter=Encounter/${id}`;
  const [conditions, orders, prescriptions, notes, papers] = await Promise.all([
    ctx.store.search('Condition', here),
    ctx.store.search('ServiceRequest', here),
    ctx.store.search('MedicationRequest', here),
    ctx.store.search('ClinicalImpression', here),
    writesPapers(ctx.site) ? ctx.store.search('Composition', here) : undefined,
  ]);
  const today = toVnDay(ctx.now());
  const codes = dischargeDiagnoses(encounter, conditions).flatMap((condition) => icd10Of(condition) ?? []);
  const concepts = await Promise.all(
    codes.map((code) => ctx.terminology.lookup({ system: codeSystems.icd10, code, date: today })),
  );
  return {
    encounter,
    conditions,
    orders,
    prescriptions,
    notes,
    today,
    codesNotInForce: codes.filter((_, index) => concepts[index] === undefined),
    ...present({ outcome: input.outcome, disposition: input.disposition, papers }),
  };
}

const coded = (system: string, names: ReadonlyMap<string, string>, code = '') => ({
  coding: [{ system, code, ...present({ display: names.get(code) }) }],
});

function finished(encounter: Encounter, input: FinishInput, now: string): Encounter {
  const judged = withExtension(encounter, {
    url: extensions.treatmentOutcome,
    valueCodeableConcept: coded(codeSystems.treatmentOutcome, outcomes, input.outcome),
  });
  return {
    ...judged,
    status: 'finished',
    period: { ...encounter.period, end: now },
    hospitalization: {
      ...encounter.hospitalization,
      dischargeDisposition: coded(codeSystems.dischargeDisposition, dispositions, input.disposition),
    },
  };
}

/** POST Encounter/{id}/$finish: ends the visit, or says everything that stands in the way. */
export const finishVisit: Operation<FinishInput, Encounter> = {
  definition: {
    code: 'finish',
    title: { vi: 'Kết thúc khám', en: 'Finish visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'outcome', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'disposition', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Encounter' },
    ],
    allow: ['doctor'],
  },
  async run(ctx, id, input) {
    const visit = await visitAtEnd(ctx, id, input);
    const obstacles = canFinishVisit(visit);
    if (obstacles.length > 0) throw new FhirError(obstacles);
    const tasks = await ctx.store.search('Task', `focus=Encounter/${id}&status=requested`);
    const waiting = tasks.filter(({ code }) => code?.coding?.some((one) => one.code === 'waiting-for-exam'));
    const [written] = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        writeEntry(finished(visit.encounter, input, toVnIso(ctx.now()))),
        ...waiting.map((task) => writeEntry({ ...task, status: 'completed' })),
      ],
    });
    if (written?.resourceType !== 'Encounter')
      throw new TypeError('the store answered a transaction without its resource');
    return written;
  },
};
