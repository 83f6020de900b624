import { codeSystems } from '@lienmach/core';
import type { DetectedIssue } from 'fhir/r4';
import { expect, test } from 'vitest';
import { type ControlWorld, openControlWorld } from '../stories/open-control-world.ts';

const openHolds = async ({ hospital }: ControlWorld): Promise<DetectedIssue[]> =>
  hospital.as('lab-doctor').store.search('DetectedIssue', `_tag=${codeSystems.labHoldState}|open`);

const press = ({ hospital }: ControlWorld, role: string, verb: string, id: string | undefined, input: object) =>
  hospital.as(role).call<DetectedIssue>(`DetectedIssue/$${verb}`, `DetectedIssue/${id}`, input);

test('nội kiểm hỏng được khắc phục, chạy lại đạt rồi mới gỡ; ai cũng không gỡ bằng cách sửa thẳng; trưởng khoa cho phép có lý do', async () => {
  const world = await openControlWorld();
  const { hospital } = world;
  const refused = async (pressed: Promise<unknown>, code: string) =>
    expect(pressed).rejects.toMatchObject({ code: `lab-quality.${code}` });
  await world.run('4,31', '6,0');
  const [hold] = await openHolds(world);
  const action = 'Thay lọ chứng mới, chuẩn lại điện cực kali';

  await refused(press(world, 'lab-doctor', 'close-hold', hold?.id, { action: 'xong' }), 'actionMissing');
  await refused(press(world, 'lab-doctor', 'close-hold', hold?.id, { action }), 'controlStillOut');
  const noted = await press(world, 'lab-technician', 'record-corrective-action', hold?.id, { action });
  expect(noted).toMatchObject({ status: 'preliminary', mitigation: [{ action: { text: action } }] });

  // plain FHIR neither lifts a hold nor brings one in
  const lifted: DetectedIssue = { ...noted, status: 'final' };
  await refused(hospital.as('doctor').store.update(lifted), 'byRoomOnly');
  const { id: _id, meta: _meta, ...copy } = noted;
  await refused(hospital.as('doctor').store.create<DetectedIssue>(copy), 'byRoomOnly');

  hospital.tick(10);
  await world.run('4,35');
  hospital.tick(10);
  await refused(press(world, 'lab-doctor', 'close-hold', hold?.id, { action }), 'controlStillOut');
  await world.run('4,02', '6,1');
  const closed = await press(world, 'lab-doctor', 'close-hold', hold?.id, { action: 'Đã chuẩn lại, hai mức đạt' });
  expect(closed).toMatchObject({
    status: 'final',
    meta: { tag: [{ system: codeSystems.labHoldState, code: 'closed' }] },
    mitigation: [
      { action: { text: action }, author: { reference: 'Practitioner/lab-technician' } },
      {
        action: { text: 'Đã chuẩn lại, hai mức đạt' },
        author: { reference: 'Practitioner/lab-doctor' },
        date: expect.any(String),
      },
    ],
  });
  expect(await openHolds(world)).toHaveLength(0);
  await refused(press(world, 'lab-doctor', 'close-hold', hold?.id, { action }), 'holdClosed');

  // begun anew after the correction: 2.5 SD is a warning again, not the second one in a row
  hospital.tick(120);
  expect(await world.run('4,25')).toMatchObject([{ state: 'warning', rule: ['1-2s'] }]);
  hospital.tick(120);
  expect(await world.run('4,25')).toMatchObject([{ state: 'rejected', rule: ['2-2s'] }]);
  const [again] = await openHolds(world);
  const reason = 'Cấp cứu, đã đo lại bằng máy khí máu, sai lệch dưới 2%';
  await expect(press(world, 'lab-doctor', 'override-hold', again?.id, { reason })).rejects.toMatchObject({
    status: 403,
  });
  expect(await press(world, 'lab-head', 'override-hold', again?.id, { reason })).toMatchObject({
    status: 'final',
    mitigation: [{ action: { text: `Cho phép không qua nội kiểm: ${reason}` }, author: { display: 'lab-head' } }],
  });

  const other = await hospital
    .as('tool')
    .store.create<DetectedIssue>({ resourceType: 'DetectedIssue', status: 'final' });
  await refused(press(world, 'lab-head', 'override-hold', other.id, { reason }), 'notAHold');
  await hospital.close();
});
