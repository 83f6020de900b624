import { identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { drawNumber } from './draw-number.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

/** chance that draws these numbers in turn and then the last one for ever */
function loaded(...draws: number[]): Context {
  const actor = { reference: 'Practitioner/doctor', display: 'doctor', roles: ['doctor'], client: 'test' };
  let turn = 0;
  const context = world.hospital.host.contextOf(actor);
  const randomBytes = () => Uint8Array.of(0, 0, 0, draws[Math.min(turn++, draws.length - 1)] ?? 0);
  // the engine room of a context opens only for verbs that ask for it: nothing of it may be copied
  return new Proxy(context, {
    get: (target, name: keyof Context) => (name === 'randomBytes' ? randomBytes : target[name]),
  });
}

test('bốc trúng số ống đã dùng thì bốc lại; mười lần đều trúng thì báo thử lại sau', async () => {
  await world.hospital.as('tool').store.create<Specimen>({
    resourceType: 'Specimen',
    identifier: [{ system: identifierSystems.specimenNumber, value: '260302000007' }],
  });
  expect(await drawNumber(loaded(7, 8), 'Specimen', '')).toBe('260302000008');
  expect(await drawNumber(loaded(7), 'ServiceRequest', 'X')).toBe('260302X000007');
  await expect(drawNumber(loaded(7), 'Specimen', '')).rejects.toMatchObject({
    code: 'laboratory.noFreeNumber',
    status: 503,
  });
});
