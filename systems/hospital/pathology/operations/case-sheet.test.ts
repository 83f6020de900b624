import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, openCaseWorld } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

test('phiếu kể lọ, giờ cố định, khối, lam, người đọc; chưa trả thì hồ sơ chưa có kết quả nào', async () => {
  const empty = await world.accept(BIOPSY, { clinical: 'Đau thượng vị', urgent: true });
  expect(await world.press('lab-technician', '$case-sheet', empty)).toMatchObject({
    state: 'to-gross',
    number: 'GPB26-00001',
    clinical: 'Đau thượng vị',
    minutesLeft: 72 * 60,
    container: [{ label: 'A', site: 'Dạ dày', collectedAt: '2026-03-02T07:05:00+07:00', remark: [] }],
    block: [],
    slide: [],
    release: [],
  });
  const report = await world.read(['adenocarcinoma']);
  expect(await world.press('lab-head', '$case-sheet', report)).toMatchObject({
    state: 'to-review',
    readBy: { display: 'lab-doctor' },
    code: ['adenocarcinoma'],
    slide: [{ block: 'A1', number: 1, stain: 'HE', readyAt: '2026-03-02T07:30:00+07:00' }],
  });
  expect(await world.hospital.all('Observation')).toEqual([]);
});
