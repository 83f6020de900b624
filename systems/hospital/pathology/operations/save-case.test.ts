import type { Specimen } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const gross = 'Hai mảnh mô 2 mm';
const he = { block: 'A1', number: 1, stain: 'HE' };

test('khối thuộc lọ, lam thuộc khối, mỗi thứ một mã; lam chưa nhuộm bỏ được thì ghi là nhầm, lam đã nhuộm giữ nguyên', async () => {
  const report = await world.accept(BIOPSY);
  const order = report.basedOn?.[0]?.reference?.split('/')[1] ?? '';
  const save = (input: object) => world.press('lab-technician', '$save-case', report, { gross, ...input });
  await save({
    block: [{ label: 'a1', what: 'toàn bộ' }, { label: 'A2' }],
    slide: [
      { ...he, ready: true },
      { block: 'A2', number: 1, stain: 'IHC', marker: 'HER2' },
    ],
  });
  const specimen = (label: string): Promise<Specimen> =>
    world.hospital.as('tool').store.read('Specimen', `path-${order}-${label}`);
  expect(await specimen('A1')).toMatchObject({
    identifier: [{ value: 'GPB26-00001-A1' }],
    type: { text: 'Khối nến' },
    parent: [{ reference: report.specimen?.[0]?.reference }],
  });
  expect(await specimen('A1-1')).toMatchObject({
    parent: [{ reference: `Specimen/path-${order}-A1` }],
    processing: [{ description: 'Nhuộm Hematoxylin - Eosin', timeDateTime: '2026-03-02T07:30:00+07:00' }],
  });
  await save({ block: [{ label: 'A1', what: 'toàn bộ' }], slide: [{ ...he, ready: true }] });
  expect((await specimen('A2-1')).status).toBe('entered-in-error');
  expect((await specimen('A1-1')).meta?.versionId).toBe('1');
  await expect(save({ block: [{ label: 'A1' }], slide: [] })).rejects.toMatchObject(refusal('materialKept'));
  await expect(save({ version: '1', block: [], slide: [] })).rejects.toMatchObject({
    ...refusal('sheetChanged'),
    status: 412,
  });
  expect(await world.press('lab-technician', '$case-sheet', report)).toMatchObject({
    state: 'to-read',
    container: [{ label: 'A', remark: ['short'] }],
  });
});

test('phiếu lạ thì báo không phải phiếu giải phẫu bệnh; khối chưa có đại thể thì không nhận', async () => {
  const report = await world.accept(BIOPSY);
  const save = (input: object) => world.press('lab-technician', '$save-case', report, input);
  await expect(save({ block: [{ label: 'A1' }], slide: [] })).rejects.toMatchObject(refusal('grossMissing'));
  const plain = await world.hospital
    .as('tool')
    .store.create({ resourceType: 'DiagnosticReport', status: 'registered', code: { text: 'x' } });
  await expect(world.press('lab-technician', '$case-sheet', plain)).rejects.toMatchObject(refusal('sheetMissing'));
});
