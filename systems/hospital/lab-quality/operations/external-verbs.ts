import { identifierSystems, parseInstant, toVnIso } from '@lienmach/core';
import { type Operation, one } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { errors } from '../errors.ts';
import {
  type Assessment,
  assessed,
  type ExternalResult,
  externalObservation,
  isExternal,
  withAssessment,
} from '../rules/external-round.ts';
import { idOf } from './record-entry.ts';

type ExternalInput = Omit<ExternalResult, 'sentAt'> & { readonly sentAt?: string };

const LEAST_LETTERS = 10;

/** POST Observation/$record-external-result: a sample of a round was measured and its value sent to the organiser. */
export const recordExternalResult: Operation<ExternalInput, Observation> = {
  definition: {
    code: 'record-external-result',
    title: { vi: 'Ghi kết quả ngoại kiểm đã gửi', en: 'Record an external quality result' },
    resource: ['Observation'],
    level: 'type',
    affectsState: true,
    parameter: [
      ...['programme', 'round', 'sample', 'instrument'].map((name) => one('in', name, 'string')),
      one('in', 'indicator', 'code'),
      one('in', 'name', 'string'),
      one('in', 'value', 'decimal'),
      one('in', 'unit', 'string'),
      one('in', 'sentAt', 'dateTime', 0),
      one('out', 'return', 'Observation'),
    ],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, input) {
    const sentAt = input.sentAt === undefined ? ctx.now() : parseInstant(input.sentAt, 'sentAt');
    if (sentAt > ctx.now()) throw errors.measuredInFuture({ at: 'sentAt' });
    const { programme, round, sample, indicator } = input;
    const id = idOf(identifierSystems.externalRound, programme, round, sample, indicator);
    const before = await ctx.store.find('Observation', `_id=${id}`);
    if (before?.status === 'final') throw errors.roundConcluded({ at: 'Observation' });
    const fresh = externalObservation(id, { ...input, sentAt: toVnIso(sentAt) }, ctx.actor);
    return ctx.store.update(before === undefined ? fresh : { ...fresh, meta: before.meta ?? {} });
  },
};

/** POST Observation/{id}/$conclude-external-result: the organiser answered; what is not satisfactory needs an action. */
export const concludeExternalResult: Operation<Assessment, Observation> = {
  definition: {
    code: 'conclude-external-result',
    title: { vi: 'Kết luận ngoại kiểm', en: 'Conclude an external quality result' },
    resource: ['Observation'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'assigned', 'decimal'),
      one('in', 'sd', 'decimal'),
      one('in', 'low', 'decimal', 0),
      one('in', 'high', 'decimal', 0),
      one('in', 'action', 'string', 0),
      one('out', 'return', 'Observation'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, input) {
    const observation = await ctx.store.read('Observation', id);
    if (!isExternal(observation)) throw errors.notARound({ at: 'Observation.category' });
    if (observation.status === 'final') throw errors.roundConcluded({ at: 'Observation.status' });
    if (!(input.sd > 0)) throw errors.badTarget({ at: 'sd', indicator: observation.code.coding?.[0]?.display ?? '' });
    if (input.low !== undefined && input.high !== undefined && input.low > input.high)
      throw errors.badTarget({ at: 'low', indicator: observation.code.coding?.[0]?.display ?? '' });
    const conclusion = assessed(observation.valueQuantity?.value ?? 0, input);
    const letters = (input.action ?? '').match(/\p{L}/gu)?.length ?? 0;
    if (conclusion !== 'satisfactory' && letters < LEAST_LETTERS) throw errors.actionMissing({ at: 'action' });
    return ctx.store.update(withAssessment(observation, input));
  },
};
