import { pageIn } from '@lienmach/papers';
import type { Binary } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, openCaseWorld, refusal } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

test('mỗi khối, mỗi lam một nhãn có mã vuông, số ca bệnh và người bệnh', async () => {
  const print = (report: Parameters<CaseWorld['press']>[2], input: object) =>
    world.press<Binary>('lab-technician', '$print-case-labels', report, input);
  const empty = await world.accept(BIOPSY);
  await expect(print(empty, {})).rejects.toMatchObject(refusal('nothingToPrint'));
  const report = await world.read([]);
  const { body, paper } = pageIn(await print(report, { as: 'page' }));
  expect(paper).toBe('50x30');
  expect(body).toMatchObject([
    { kind: 'label', barcode: 'GPB26-00002-A1', isSquare: true },
    { kind: 'label', barcode: 'GPB26-00002-A1-1', isSquare: true },
  ]);
  const pdf = await print(report, {});
  expect(
    Buffer.from(pdf.data ?? '', 'base64')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});
