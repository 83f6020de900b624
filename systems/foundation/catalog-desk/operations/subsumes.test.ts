import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const system = 'urn:cay';

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
  const { store } = hospital.as('tool');
  await store.create({
    resourceType: 'CodeSystem',
    url: system,
    version: '1',
    status: 'active',
    content: 'complete',
    concept: [
      { code: 'A', display: 'Gốc', concept: [{ code: 'A1', display: 'Ngọn' }] },
      { code: 'B', display: 'Khác' },
    ],
  });
});
afterAll(() => hospital.close());

const ask = (codeA: string, codeB: string) =>
  hospital.as('doctor').call('CodeSystem/$subsumes', undefined, { system, codeA, codeB });

test.each([
  ['A', 'A', 'equivalent'],
  ['A', 'A1', 'subsumes'],
  ['A1', 'A', 'subsumed-by'],
  ['A1', 'B', 'not-subsumed'],
])('mã %s với mã %s: %s', async (codeA, codeB, outcome) => {
  expect(await ask(codeA, codeB)).toEqual({ outcome });
});

test('mã lạ, hệ mã lạ, hỏi thiếu: từ chối rõ ràng', async () => {
  await expect(ask('A', 'Z')).rejects.toMatchObject({ code: 'terminology.unknownCode', status: 404 });
  const doctor = hospital.as('doctor');
  const foreign = { system: 'urn:la', codeA: 'A', codeB: 'B' };
  await expect(doctor.call('CodeSystem/$subsumes', undefined, foreign)).rejects.toMatchObject({
    code: 'terminology.unknownSystem',
  });
  const mixed = { codingA: { system, code: 'A' }, codingB: { system: 'urn:la', code: 'B' } };
  await expect(doctor.call('CodeSystem/$subsumes', undefined, mixed)).rejects.toMatchObject({
    code: 'catalog-desk.noQuestion',
  });
});
