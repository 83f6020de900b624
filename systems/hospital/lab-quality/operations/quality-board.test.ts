import { expect, test } from 'vitest';
import { MACHINE, openControlWorld } from '../stories/open-control-world.ts';
import { qualityBoard } from './quality-board.ts';

test('bảng nội kiểm: chưa chạy, đạt, hỏng và đang giữ, hôm sau lại là chưa chạy', async () => {
  const world = await openControlWorld();
  const board = () => world.hospital.as('lab-technician').call(qualityBoard, undefined);
  expect(await board()).toMatchObject({
    line: [{ name: 'Kali', state: 'missing', control: [{ level: '1' }, { level: '2' }] }],
    hold: [],
  });
  await world.run('4,05', '6,1');
  expect((await board()).line).toMatchObject([{ state: 'accepted', control: [{ z: 0.5 }, { z: 0.5 }] }]);
  world.hospital.tick(90);
  await world.run('4,5');
  expect(await board()).toMatchObject({
    line: [{ state: 'rejected' }],
    hold: [{ reason: 'qc-failed', instrument: MACHINE, indicator: ['K'], name: ['Kali'], action: [] }],
  });
  world.hospital.tick(2 * 1440);
  expect((await board()).line[0]?.state).toBe('missing');
  await world.hospital.close();
});
