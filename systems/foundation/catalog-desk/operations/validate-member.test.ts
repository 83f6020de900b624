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
  await store.create({
    resourceType: 'ValueSet',
    url: 'urn:tap',
    version: '1',
    status: 'draft',
    compose: { include: [{ system, filter: [{ property: 'concept', op: 'is-a', value: 'A' }] }] },
  });
});
afterAll(() => hospital.close());

const ask = (input: object) =>
  hospital.as('doctor').call('ValueSet/$validate-code', undefined, { url: 'urn:tap', ...input });

test('mã thuộc tập giá trị: tên, phiên bản, và lưu ý khi tập còn là bản nháp', async () => {
  expect(await ask({ system, code: 'A1' })).toMatchObject({
    result: true,
    code: 'A1',
    system,
    version: '1',
    display: 'Ngọn',
    issues: { issue: [{ severity: 'information', diagnostics: 'Reference to draft ValueSet urn:tap|1' }] },
  });
  expect(await ask({ code: 'A' })).toMatchObject({ result: true, system });
});

test('mã ngoài tập: sai, có lời giải thích; một trong các mã đúng là đủ', async () => {
  expect(await ask({ coding: { system, code: 'B' } })).toMatchObject({
    result: false,
    message: 'Mã urn:cay|B không thuộc tập giá trị urn:tap|1.',
  });
  const codeableConcept = {
    coding: [
      { system, code: 'B' },
      { system, code: 'A' },
    ],
  };
  expect(await ask({ codeableConcept })).toMatchObject({ result: true, code: 'A' });
});

test('không nêu mã, tập giá trị lạ: từ chối rõ ràng', async () => {
  await expect(ask({})).rejects.toMatchObject({ code: 'catalog-desk.noQuestion', status: 400 });
  await expect(ask({ url: 'urn:la', code: 'A' })).rejects.toMatchObject({ code: 'terminology.unknownValueSet' });
});
