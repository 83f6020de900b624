import { present, toVnIso } from '@lienmach/core';
import { type Operation, one } from '@lienmach/system-kit';
import type { Observation, Provenance } from 'fhir/r4';
import { errors } from '../errors.ts';
import {
  DETERMINATION,
  determinationResource,
  isFinding,
  methods,
  SCREEN,
  screenResource,
} from '../rules/blood-findings.ts';
import { groupCode } from '../rules/blood-group.ts';
import { isReason } from '../rules/blood-order.ts';
import { type Reactions, readReactions, type Strength, strengths } from '../rules/read-reactions.ts';
import { loadPatient } from './load-patient.ts';
import { loadSample } from './load-sample.ts';
import { postEntry, putEntry, writeAll } from './write-bank.ts';

interface GroupInput {
  readonly antiA: string;
  readonly antiB: string;
  readonly antiD: string;
  readonly cellA?: string;
  readonly cellB?: string;
  readonly method: string;
}

interface GroupOutput {
  readonly state: string;
  /** `A+`, what these reactions say; absent: they do not agree */
  readonly group?: string;
}

function strengthOf(text: string, at: string): Strength {
  const found = strengths.find((one) => one === text);
  if (found === undefined) throw errors.unknownReaction({ at });
  return found;
}

const reactionsOf = (input: GroupInput): Reactions => ({
  antiA: strengthOf(input.antiA, 'antiA'),
  antiB: strengthOf(input.antiB, 'antiB'),
  antiD: strengthOf(input.antiD, 'antiD'),
  ...(input.cellA === undefined ? {} : { cellA: strengthOf(input.cellA, 'cellA') }),
  ...(input.cellB === undefined ? {} : { cellB: strengthOf(input.cellB, 'cellB') }),
});

/**
 * POST Specimen/{id}/$record-blood-group: one determination as it was read. The rule reads the group, not the person;
 * reactions that do not agree are kept and block until they are cleared up.
 */
export const recordBloodGroup: Operation<GroupInput, GroupOutput> = {
  definition: {
    code: 'record-blood-group',
    title: { vi: 'Ghi nhóm máu', en: 'Record a blood group' },
    resource: ['Specimen'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'antiA', 'code'),
      one('in', 'antiB', 'code'),
      one('in', 'antiD', 'code'),
      one('in', 'cellA', 'code', 0),
      one('in', 'cellB', 'code', 0),
      one('in', 'method', 'code'),
      one('out', 'state', 'code'),
      one('out', 'group', 'code', 0),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const reactions = reactionsOf(input);
    const method = methods.find((one) => one === input.method);
    if (method === undefined) throw errors.unknownWord({ at: 'method', text: input.method.slice(0, 30) });
    const ground = await loadSample(ctx, id);
    const { ageMonths } = await loadPatient(ctx, ground.patient);
    const group = readReactions(reactions, ageMonths);
    await ctx.store.create(determinationResource({ reactions, group, method }, ground));
    const { known } = await loadPatient(ctx, ground.patient);
    return { state: known.state, ...present({ group: group === undefined ? undefined : groupCode(group) }) };
  },
};

/** POST Observation/{id}/$strike-blood-group: a laboratory doctor says that a determination or a screen was wrong, and why. */
export const strikeBloodGroup: Operation<{ readonly reason: string }, Observation> = {
  definition: {
    code: 'strike-blood-group',
    title: { vi: 'Gạch kết quả nhóm máu sai', en: 'Strike a wrong blood group' },
    resource: ['Observation'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'reason', 'string'), one('out', 'return', 'Observation')],
    allow: ['lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { reason }) {
    if (!isReason(reason)) throw errors.reasonMissing({ at: "Parameters.parameter.where(name='reason')" });
    const observation = await ctx.store.read('Observation', id);
    const isRead = isFinding(observation, DETERMINATION) || isFinding(observation, SCREEN);
    if (!isRead || observation.status === 'entered-in-error')
      throw errors.notNow({ at: 'Observation', detail: observation.status });
    const provenance: Provenance = {
      resourceType: 'Provenance',
      target: [{ reference: `Observation/${id}` }],
      recorded: toVnIso(ctx.now()),
      reason: [{ text: reason.trim() }],
      agent: [{ who: ctx.actor }],
    };
    await writeAll(ctx, [putEntry({ ...observation, status: 'entered-in-error' }), postEntry(provenance)]);
    return ctx.store.read('Observation', id);
  },
};

/** POST Specimen/{id}/$record-antibody-screen: irregular antibodies of the patient, found or not. */
export const recordAntibodyScreen: Operation<{ readonly result: string; readonly note?: string }, Observation> = {
  definition: {
    code: 'record-antibody-screen',
    title: { vi: 'Ghi sàng lọc kháng thể bất thường', en: 'Record an antibody screen' },
    resource: ['Specimen'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'result', 'code'), one('in', 'note', 'string', 0), one('out', 'return', 'Observation')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { result, note }) {
    if (result !== 'positive' && result !== 'negative')
      throw errors.unknownWord({ at: 'result', text: result.slice(0, 30) });
    return ctx.store.create(screenResource(result === 'positive', note, await loadSample(ctx, id)));
  },
};
