import { formatVnTime, identifierSystems, parseInstant, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isUsable, received } from '../rules/specimen-life.ts';
import { writeTube } from './reports-of-tube.ts';

interface ReceiveInput {
  /** as it was scanned */
  readonly number: string;
  readonly at?: string;
  /** what is remarkable about it: `tán huyết nhẹ` */
  readonly note?: string;
}

const parameterAt = (name: string): string => `Parameters.parameter.where(name='${name}')`;

/** @throws laboratory.specimenUnusable, alreadyReceived, notYetCollected, receivedBeforeCollected */
function check(specimen: Specimen, at: Date, now: Date): void {
  if (!isUsable(specimen)) throw errors.specimenUnusable({ at: 'Specimen.status', detail: specimen.status });
  if (specimen.receivedTime !== undefined) {
    const time = formatVnTime(parseInstant(specimen.receivedTime));
    throw errors.alreadyReceived({ at: 'Specimen.receivedTime', time });
  }
  const collected = specimen.collection?.collectedDateTime;
  if (collected === undefined) throw errors.notYetCollected({ at: 'Specimen.collection.collected' });
  if (at > now || at < parseInstant(collected)) throw errors.receivedBeforeCollected({ at: parameterAt('at') });
}

/** POST Specimen/$receive: a scanned tube is here; its reports wait for results from now on. */
export const receiveSpecimen: Operation<ReceiveInput, Specimen> = {
  definition: {
    code: 'receive',
    title: { vi: 'Nhận mẫu', en: 'Receive specimen' },
    resource: ['Specimen'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'number', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'at', use: 'in', min: 0, max: '1', type: 'dateTime' },
      { name: 'note', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Specimen' },
    ],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, _id, input) {
    const number = input.number.trim().slice(0, 40);
    const query = new URLSearchParams({
      identifier: `${identifierSystems.specimenNumber}|${number.replace(/[\\,$|]/g, '\\$&')}`,
    });
    const specimen = number === '' ? undefined : await ctx.store.find('Specimen', query.toString());
    if (specimen === undefined) throw errors.unknownSpecimen({ at: parameterAt('number'), number });
    const at = input.at === undefined ? ctx.now() : parseInstant(input.at, parameterAt('at'));
    check(specimen, at, ctx.now());
    const note = input.note?.trim() ?? '';
    return writeTube(ctx, received(specimen, toVnIso(at), note === '' ? [] : [note.slice(0, 500)]));
  },
};
