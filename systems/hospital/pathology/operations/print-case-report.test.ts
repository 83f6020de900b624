import { pageIn } from '@lienmach/papers';
import type { Binary, DiagnosticReport } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const print = (report: DiagnosticReport) =>
  world.press<Binary>('doctor', '$print-case-report', report, { as: 'page', paper: 'A4' });

test('giấy chỉ nói điều đã trả; sửa rồi thì kết quả cũ vẫn đứng trên giấy; đang sửa dở thì chưa in', async () => {
  const report = await world.read(['chronic-gastritis']);
  await expect(print(report)).rejects.toMatchObject(refusal('nothingToPrint'));
  const release = (input: object) => world.press('lab-doctor', '$release-case', report, { stage: 'final', ...input });
  await release({});
  const first = pageIn(await print(report));
  expect(first).toMatchObject({ number: 'GPB26-00001', title: 'KẾT QUẢ GIẢI PHẪU BỆNH', isDemo: true });
  expect(JSON.stringify(first.body)).toContain('CHẨN ĐOÁN: Dạ dày hang vị');
  await world.press('lab-doctor', '$save-reading', report, { diagnosis: 'Dạ dày thân vị', code: ['hp-gastritis'] });
  await expect(print(report)).rejects.toMatchObject(refusal('nothingToPrint'));
  await release({ reason: 'Nhuộm Giemsa thấy HP' });
  const text = JSON.stringify(pageIn(await print(report)).body);
  expect(text).toContain('CHẨN ĐOÁN: Dạ dày thân vị');
  expect(text).toContain('Dạ dày hang vị.');
});
