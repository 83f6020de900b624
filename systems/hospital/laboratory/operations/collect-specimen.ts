import { parseInstant, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isUsable } from '../rules/specimen-life.ts';
import { writeTube } from './reports-of-tube.ts';

/** who works in the laboratory has the tube in the hand when it is drawn */
const laboratory: ReadonlySet<string> = new Set(['lab-technician', 'lab-doctor']);

/** POST Specimen/{id}/$collect: who drew the blood says when; without it no result is released. */
export const collectSpecimen: Operation<{ readonly at?: string }, Specimen> = {
  definition: {
    code: 'collect',
    title: { vi: 'Ghi giờ lấy mẫu', en: 'Record specimen collection' },
    resource: ['Specimen'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'at', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Specimen' },
    ],
    allow: ['nurse', 'lab-technician', 'lab-doctor', 'doctor'],
  },

  async run(ctx, id, input) {
    const specimen = await ctx.store.read('Specimen', id);
    const place = 'Specimen.collection.collected';
    if (!isUsable(specimen)) throw errors.specimenUnusable({ at: 'Specimen.status', detail: specimen.status });
    if (specimen.collection?.collectedDateTime !== undefined) throw errors.alreadyCollected({ at: place });
    const at = input.at === undefined ? ctx.now() : parseInstant(input.at);
    if (at > ctx.now()) throw errors.collectedInFuture({ at: place });
    const drawn: Specimen = {
      ...specimen,
      collection: { ...specimen.collection, collector: ctx.actor, collectedDateTime: toVnIso(at) },
    };
    const isHere = ctx.roles.some((role) => laboratory.has(role));
    // a nurse writes no reports: the bench follows by itself (on-specimen-collected)
    return isHere ? writeTube(ctx, { ...drawn, receivedTime: toVnIso(ctx.now()) }) : ctx.store.update(drawn);
  },
};
