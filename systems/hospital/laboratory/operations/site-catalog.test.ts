import type { Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { openLabVisit } from '../stories/open-lab-visit.ts';
import { labRows } from './lab-rows.ts';

test('dòng danh mục ghi xong sau một dòng mang giờ mới hơn: chậm nhất một phút là được đọc', async () => {
  const { hospital } = await openLabVisit();
  const head = hospital.as('lab-head');
  const propose = (code: string) =>
    hospital.as('lab-doctor').call<Task>('ObservationDefinition/$propose-lab-row', undefined, {
      code,
      from: '2026-03-03',
      range: [{ minAge: 18, low: 1, high: 9 }],
    });
  const agree = ({ id }: Task) => head.call('Task/$decide-lab-row', `Task/${id}`, { agreed: true });
  const ownRows = async () => {
    const { row } = await head.call(labRows);
    return row.flatMap(({ code, site }) => (site ? [code] : []));
  };

  const [potassium, sodium] = [await propose('K'), await propose('NA')];
  hospital.tick(16.5 * 60 - 1); // a minute to midnight
  await agree(potassium);
  expect(await ownRows()).toEqual([]);
  hospital.tick(-1);
  await agree(sodium);
  hospital.tick(2);
  expect((await ownRows()).sort()).toEqual(['K', 'NA']);
});
