import type { Location } from 'fhir/r4';
import { expect, test } from 'vitest';
import { openLabVisit } from '../stories/open-lab-visit.ts';
import { callLadders } from './call-ladders.ts';

test('chưa khai thì trống; khai rồi thì thấy thang hôm nay, sắp tới, đã thay, với tên khoa và tên người', async () => {
  const { hospital } = await openLabVisit();
  const head = hospital.as('lab-head');
  expect(await head.call(callLadders)).toEqual({ ladder: [] });
  const ward = await hospital.as('tool').store.create<Location>({ resourceType: 'Location', name: 'Khoa Nội' });
  const step = [{ after: 15, who: { reference: 'Practitioner/doctor' }, phone: '0000 000 111' }];
  const save = (input: object) =>
    head.call('ActivityDefinition/$save-call-ladder', undefined, { step, repeat: 10, ...input });
  await save({ from: '2026-03-02' });
  await save({ from: '2026-03-03', repeat: 5, rings: 2 });
  await save({ from: '2026-03-03', location: { reference: `Location/${ward.id}` } });
  const lines = async () =>
    (await head.call(callLadders)).ladder.map(({ state, from, until, location }) => [
      state,
      from,
      until,
      location?.display,
    ]);
  expect(await lines()).toEqual([
    ['now', '2026-03-02', '2026-03-02', undefined],
    ['coming', '2026-03-03', undefined, undefined],
    ['coming', '2026-03-03', undefined, 'Khoa Nội'],
  ]);
  hospital.tick(24 * 60);
  expect(await lines()).toEqual([
    ['now', '2026-03-03', undefined, undefined],
    ['now', '2026-03-03', undefined, 'Khoa Nội'],
    ['past', '2026-03-02', '2026-03-02', undefined],
  ]);
  expect((await head.call(callLadders)).ladder[0]).toMatchObject({
    step: [{ after: 15, who: { reference: 'Practitioner/doctor', display: 'doctor' }, phone: '0000 000 111' }],
    repeat: 5,
    rings: 2,
  });
  await hospital.close();
});
