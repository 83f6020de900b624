import { afterAll, beforeAll, expect, test } from 'vitest';
import { synopticForms } from '../forms/synoptic-forms.ts';
import { type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

test('chẩn đoán khác đi thì phải đọc lần hai lại; sửa lời vi thể thì không', async () => {
  const report = await world.read(['adenocarcinoma']);
  const sheet = () => world.press<Record<string, unknown>>('lab-doctor', '$case-sheet', report);
  expect(await sheet()).toMatchObject({ state: 'to-review', needsSecond: true });
  await world.press('lab-head', '$second-read', report, { agrees: true });
  expect(await sheet()).toMatchObject({ state: 'to-release', second: { agrees: true } });
  const same = { diagnosis: 'Dạ dày hang vị', code: ['adenocarcinoma'] };
  await world.press('lab-doctor', '$save-reading', report, { ...same, microscopy: 'Viết lại' });
  expect(await sheet()).toMatchObject({ state: 'to-release' });
  await world.press('lab-doctor', '$save-reading', report, { ...same, code: ['signet-ring'] });
  expect(await sheet()).toMatchObject({ state: 'to-review' });
});

test('mã chẩn đoán lạ, phân loại không thuộc bảng, biểu mẫu không có thì không nhận', async () => {
  const report = await world.read(['chronic-gastritis']);
  const save = (input: object) => world.press('lab-doctor', '$save-reading', report, { code: [], ...input });
  await expect(save({ code: ['x'] })).rejects.toMatchObject(refusal('unknownDiagnosis'));
  await expect(save({ category: 'HSIL' })).rejects.toMatchObject(refusal('unknownCategory'));
  const response = { resourceType: 'QuestionnaireResponse', status: 'in-progress' };
  await expect(save({ synoptic: { ...response, questionnaire: 'http://x' } })).rejects.toMatchObject(
    refusal('unknownForm'),
  );
  await save({ synoptic: { ...response, questionnaire: synopticForms[0]?.url } });
});
