import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

test('người đọc thứ hai phải là người khác; không đồng ý thì ghi ý kiến; chưa có chẩn đoán thì chưa đọc', async () => {
  const empty = await world.accept(BIOPSY);
  const second = (role: string, input: object, report = empty) => world.press(role, '$second-read', report, input);
  await expect(second('lab-head', { agrees: true })).rejects.toMatchObject(refusal('nothingToTell'));
  const report = await world.read(['adenocarcinoma']);
  await expect(second('lab-doctor', { agrees: true }, report)).rejects.toMatchObject(refusal('sameReader'));
  await expect(second('lab-head', { agrees: false }, report)).rejects.toMatchObject(refusal('remarkMissing'));
  await second('lab-head', { agrees: false, remark: 'Nghĩ u thần kinh nội tiết' }, report);
  const release = world.press('lab-doctor', '$release-case', report, { stage: 'final' });
  await expect(release).rejects.toMatchObject(refusal('secondReaderMissing'));
});
