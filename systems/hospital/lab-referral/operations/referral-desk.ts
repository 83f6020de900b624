import {
  codeSystems,
  identifierSystems,
  identifierValue,
  laboratoryReferral,
  personLine,
  present,
  toVnDay,
} from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Patient, Reference, Specimen, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { ReferralLaboratory } from '../rules/referral-laboratory.ts';
import {
  hoursLeft,
  isReferralState,
  type ReferralState,
  reportOf,
  specimenOf,
  stateCode,
} from '../rules/referral-task.ts';
import { type Desk, type DeskEntry, deskParameters } from './desk-parameters.ts';
import { followAll, idIn } from './follow-all.ts';
import { loadLaboratories } from './load-laboratories.ts';

interface DeskInput {
  readonly state: string;
  readonly laboratory?: Reference;
  readonly limit?: number;
  readonly cursor?: string;
}

const LIMIT = 50;
const MOST = 200;
const tagQuery = (state: ReferralState, laboratory?: string): URLSearchParams =>
  new URLSearchParams({ _tag: `${codeSystems.referralState}|${stateCode(state, laboratory)}` });

async function countOf(ctx: Context, state: ReferralState, laboratory: string | undefined): Promise<number> {
  const query = tagQuery(state, laboratory);
  query.set('_summary', 'count');
  return (await ctx.store.page('Task', query.toString())).total ?? 0;
}

interface Around {
  readonly patients: ReadonlyMap<string, Patient>;
  readonly specimens: ReadonlyMap<string, Specimen>;
}

async function aroundOf(ctx: Context, tasks: readonly Task[]): Promise<Around> {
  const [patients, specimens] = await Promise.all([
    followAll(
      ctx,
      'Patient',
      tasks.map((task) => task.for),
    ),
    followAll(ctx, 'Specimen', tasks.map(specimenOf)),
  ]);
  return { patients, specimens };
}

function entryOf(ctx: Context, task: Task, { patients, specimens }: Around): DeskEntry {
  const specimen = specimens.get(idIn(specimenOf(task)));
  const referral = laboratoryReferral(task);
  return {
    task: { reference: `Task/${task.id}` },
    order: { reference: `ServiceRequest/${referral?.order}` },
    patient: { reference: task.for?.reference ?? '' },
    laboratory: present({ reference: task.owner?.reference, display: task.owner?.display }),
    test: task.description ?? '',
    specimenNumber: identifierValue(specimen, identifierSystems.specimenNumber) ?? '',
    specimen: specimen?.container?.[0]?.description ?? specimen?.type?.text ?? '',
    urgent: task.priority !== undefined && task.priority !== 'routine',
    listedAt: task.authoredOn ?? '',
    ...personLine(patients.get(idIn(task.for)), toVnDay(ctx.now())),
    ...present({
      receivedAt: specimen?.receivedTime,
      number: referral?.consignment,
      sentAt: task.executionPeriod?.start,
      dueAt: task.restriction?.period?.end,
      hoursLeft: hoursLeft(task, ctx.now()),
      report: reportOf(task),
    }),
  };
}

const laboratoryLine = ({ id, isActive, tests, code, name, phone, address, qualityLevel }: ReferralLaboratory) => ({
  laboratory: { reference: `Organization/${id}`, display: name },
  code,
  name,
  ...present({ phone, address, qualityLevel }),
  active: isActive,
  test: tests.map(({ isUsual, ...test }) => ({ ...test, usual: isUsual })),
});

/** @throws lab-referral.unknownLaboratory */
function codeOf(laboratories: readonly ReferralLaboratory[], asked: Reference | undefined): string | undefined {
  if (asked === undefined) return undefined;
  const found = laboratories.find(({ id }) => `Organization/${id}` === asked.reference);
  if (found === undefined) throw errors.unknownLaboratory({ at: 'laboratory' });
  return found.code;
}

/** GET Task/$referral-desk: a page of what waits to be sent, of what is out, or of what came back; the oldest first. */
export const referralDesk: Operation<DeskInput, Desk> = {
  definition: {
    code: 'referral-desk',
    title: { vi: 'Bàn gửi mẫu', en: 'Desk of specimens for other laboratories' },
    resource: ['Task'],
    level: 'type',
    affectsState: false,
    parameter: deskParameters,
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-referral'],
  },

  async run(ctx, _id, { state, laboratory, limit = LIMIT, cursor }) {
    if (!isReferralState(state)) throw errors.badState({ at: 'state' });
    if (limit < 1 || limit > MOST) throw errors.badLimit({ at: 'limit' });
    const laboratories = await loadLaboratories(ctx);
    const code = codeOf(laboratories, laboratory);
    const query = tagQuery(state, code);
    query.set('_sort', 'authored-on');
    query.set('_count', String(limit));
    const [{ items, next }, toSend, sent, returned] = await Promise.all([
      ctx.store.page('Task', query.toString(), cursor),
      countOf(ctx, 'to-send', code),
      countOf(ctx, 'sent', code),
      countOf(ctx, 'returned', code),
    ]);
    const around = await aroundOf(ctx, items);
    return {
      ...present({ next }),
      toSend,
      sent,
      returned,
      laboratory: laboratories.map(laboratoryLine),
      entry: items.map((task) => entryOf(ctx, task, around)),
    };
  },
};
