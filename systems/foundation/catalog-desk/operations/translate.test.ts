import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const system = 'urn:cay';

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
  const { store } = hospital.as('tool');
  await store.create({
    resourceType: 'ConceptMap',
    url: 'urn:bang',
    version: '1',
    status: 'active',
    sourceUri: 'urn:a',
    targetUri: 'urn:b',
    group: [
      {
        source: system,
        target: 'urn:moi',
        element: [
          { code: 'A', target: [{ code: 'X', display: 'Mới', equivalence: 'wider' }] },
          { code: 'B', target: [{ equivalence: 'unmatched' }] },
        ],
        unmapped: { mode: 'fixed', code: 'KHAC' },
      },
    ],
  });
});
afterAll(() => hospital.close());

const ask = (input: object) =>
  hospital.as('doctor').call('ConceptMap/$translate', undefined, { url: 'urn:bang', system, ...input });

test('mã có tương ứng: quan hệ, mã mới, bảng nào nói', async () => {
  expect(await ask({ code: 'A' })).toEqual({
    result: true,
    match: [{ equivalence: 'wider', concept: { system: 'urn:moi', code: 'X', display: 'Mới' }, source: 'urn:bang|1' }],
  });
});

test('mã không có tương ứng, mã ngoài bảng, hệ đích khác', async () => {
  expect(await ask({ code: 'B' })).toMatchObject({ result: false, message: 'Không có mã tương ứng.', match: [] });
  expect(await ask({ code: 'C' })).toMatchObject({ match: [{ concept: { code: 'KHAC' } }] });
  expect(await ask({ code: 'A', targetsystem: 'urn:khac' })).toMatchObject({ result: false });
});

test('đi ngược: quan hệ cũng ngược lại', async () => {
  expect(await ask({ system: 'urn:moi', code: 'X', reverse: true })).toMatchObject({
    match: [{ equivalence: 'narrower', concept: { system, code: 'A' } }],
  });
});

test('bảng lạ, phiên bản lạ, hỏi thiếu mã: từ chối rõ ràng', async () => {
  for (const other of [{ url: 'urn:la' }, { conceptMapVersion: '9' }])
    await expect(ask({ code: 'A', ...other })).rejects.toMatchObject({ code: 'terminology.unknownMap', status: 404 });
  await expect(ask({})).rejects.toMatchObject({ code: 'catalog-desk.noQuestion' });
});
