import type { ObservationDefinition, Task } from 'fhir/r4';
import { expect, test } from 'vitest';
import { openLabVisit } from '../stories/open-lab-visit.ts';
import { labRow, labRows } from './lab-rows.ts';

test('dòng danh mục riêng: đề nghị có ngày bắt đầu, người thứ hai duyệt, dòng cũ còn nguyên; so với dòng của sản phẩm', async () => {
  const { hospital } = await openLabVisit();
  const doctor = hospital.as('lab-doctor');
  const head = hospital.as('lab-head');
  const refused = async (pressed: Promise<unknown>, code: string) =>
    expect(pressed).rejects.toMatchObject({ code: `laboratory.${code}` });
  const propose = (input: object = {}) =>
    doctor.call<Task>('ObservationDefinition/$propose-lab-row', undefined, {
      code: 'K',
      from: '2026-03-03',
      method: 'ISE gián tiếp',
      range: [{ minAge: 18, low: 3.4, high: 5.2 }],
      critical: [{ low: 2.5, high: 6.5 }],
      delta: { absolute: 0.9, withinDays: 7 },
      ...input,
    });
  const decide = (by: typeof head, id: string | undefined, input: object) =>
    by.call<Task>('Task/$decide-lab-row', `Task/${id}`, input);

  await refused(propose({ from: '2026-03-02' }), 'rowBeginsTooEarly');
  await refused(propose({ code: 'KHONG-CO' }), 'unknownIndicator');
  for (const wrong of [
    { range: [{ low: 9, high: 1 }] },
    { range: [{ minAge: 18 }] },
    { range: [{ sex: 'other', low: 1 }] },
    { range: [{ minAge: 40, maxAge: 18, low: 1 }] },
    { critical: [{ minAge: 18 }] },
    { critical: [{ low: 1 }, { low: 2 }] },
    { to: '2026-03-02' },
  ])
    await refused(propose(wrong), 'badCatalogRow');
  const proposal = await propose();
  await refused(propose(), 'rowWaits');
  expect((await hospital.all('ObservationDefinition')).length).toBe(0);
  expect((await head.call(labRows)).row.find(({ code }) => code === 'K')).toMatchObject({
    site: false,
    proposed: true,
  });

  await refused(decide(doctor, proposal.id, { agreed: true }), 'rowBySameHand');
  await refused(decide(head, proposal.id, { agreed: false, reason: ' ' }), 'reasonMissing');
  expect(await decide(head, proposal.id, { agreed: true })).toMatchObject({ status: 'completed' });
  await refused(decide(head, proposal.id, { agreed: true }), 'rowDecided');
  const other = await hospital
    .as('tool')
    .store.create<Task>({ resourceType: 'Task', status: 'requested', intent: 'order' });
  await refused(decide(head, other.id, { agreed: true }), 'notARowProposal');

  // today the product's row, tomorrow the site's
  const stateOf = async () => (await head.call(labRow, undefined, { code: 'K' })).version.map(({ state }) => state);
  expect(await stateOf()).toEqual(['coming', 'product']);
  hospital.tick(24 * 60);
  expect(await stateOf()).toEqual(['now', 'product']);
  const { version } = await head.call(labRow, undefined, { code: 'K' });
  const textOf = (at: number, field: string) => version[at]?.field.find(({ name }) => name === field)?.text;
  expect([textOf(0, 'reference'), textOf(0, 'critical'), textOf(0, 'delta')]).toEqual([
    'từ 18 tuổi: 3,4 – 5,2',
    '< 2,5 hoặc > 6,5',
    '0,9 mmol/L, trong 7 ngày',
  ]);
  expect(version[0]).toMatchObject({ by: 'lab-doctor', agreed: 'lab-head', from: '2026-03-03' });
  expect((await head.call(labRows)).row.find(({ code }) => code === 'K')).toMatchObject({
    site: true,
    proposed: false,
  });

  // the next one ends it without touching it; one that is turned down changes nothing
  const next = await propose({ from: '2026-03-05', critical: [] });
  await decide(head, next.id, { agreed: true });
  const third = await propose({ from: '2026-03-09' });
  await decide(doctor, third.id, { agreed: false, reason: 'gõ nhầm' });
  hospital.tick(2 * 24 * 60);
  expect(await stateOf()).toEqual(['now', 'past', 'product']);
  expect((await head.call(labRow, undefined, { code: 'K' })).version[1]).toMatchObject({ to: '2026-03-04' });
  await refused(head.call(labRow, undefined, { code: 'KHONG-CO' }), 'unknownIndicator');

  // late: its day has come before anybody agreed
  const late = await propose({ from: '2026-03-06' });
  hospital.tick(24 * 60);
  await refused(decide(head, late.id, { agreed: true }), 'rowBeginsTooEarly');

  // nobody changes a row as plain FHIR
  const [row] = await hospital.all('ObservationDefinition');
  if (row === undefined) throw new Error('no row');
  await refused(head.store.update<ObservationDefinition>({ ...row, preferredReportName: 'x' }), 'rowByVerb');
  await hospital.close();
});
