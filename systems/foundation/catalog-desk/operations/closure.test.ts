import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { ConceptMap } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;
const system = 'urn:cay';

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
  await hospital.as('tool').store.create({
    resourceType: 'CodeSystem',
    url: system,
    status: 'active',
    content: 'complete',
    concept: [
      {
        code: 'A',
        display: 'Gốc',
        concept: [{ code: 'A1', display: 'Cành', concept: [{ code: 'A11', display: 'Lá' }] }],
      },
    ],
  });
});
afterAll(() => hospital.close());

const ask = (codes: readonly string[], more: object = {}) =>
  hospital.as('doctor').call<ConceptMap>('$closure', undefined, {
    name: 'bệnh đang có',
    concept: codes.map((code) => ({ system, code })),
    ...more,
  });
const entries = ({ group = [] }: ConceptMap): string[] =>
  group.flatMap(({ element }) =>
    element.flatMap(({ code, target = [] }) => target.map((one) => `${code} ${one.equivalence} ${one.code}`)),
  );

test('mở bảng, thêm dần: mỗi lần chỉ báo quan hệ mới, số bản tăng; thêm lại thì không có gì', async () => {
  expect(await ask([])).toMatchObject({ resourceType: 'ConceptMap', version: '0', title: 'bệnh đang có' });
  expect(entries(await ask(['A11']))).toEqual([]);
  const added = await ask(['A', 'A11']);
  expect(added).toMatchObject({ version: '2', group: [{ source: system, target: system }] });
  expect(entries(added)).toEqual(['A11 subsumes A']);
  expect(entries(await ask(['A1']))).toEqual(['A11 subsumes A1', 'A1 subsumes A']);
  const again = await ask(['A1', 'A']);
  expect([again.version, again.group]).toEqual(['3', undefined]);
});

test('hỏi lại từ một bản: đủ những gì đến sau; mở lại bảng thì trống', async () => {
  expect(entries(await ask([], { version: '2' }))).toEqual(['A11 subsumes A1', 'A1 subsumes A']);
  expect(entries(await ask([], { version: '0' })).sort()).toEqual([
    'A1 subsumes A',
    'A11 subsumes A',
    'A11 subsumes A1',
  ]);
  await ask([]);
  expect(entries(await ask([], { version: '0' }))).toEqual([]);
});

test('hai lời gọi cùng lúc: không mất mã nào, không lời gọi nào báo thiếu', async () => {
  await ask([]);
  await Promise.all([ask(['A11']), ask(['A1']), ask(['A'])]);
  expect(await ask([], { version: '0' })).toMatchObject({ version: '3' });
  expect(entries(await ask([], { version: '0' }))).toHaveLength(3);
});

test('mỗi người giữ nhiều nhất năm mươi bảng: bảng cũ nhất nhường chỗ', async () => {
  const nurse = hospital.as('nurse');
  for (let index = 0; index <= 50; index += 1) {
    await nurse.call('$closure', undefined, { name: `b${index}` });
    hospital.tick(1);
  }
  const since = (name: string) => nurse.call('$closure', undefined, { name, version: '0' });
  await expect(since('b0')).rejects.toMatchObject({ code: 'terminology.unknownClosure' });
  expect(await since('b1')).toMatchObject({ version: '0' });
});

test('bảng chưa mở, mã lạ, mã không có hệ, số bản sai: từ chối rõ ràng', async () => {
  await expect(ask(['A'], { name: 'chưa mở' })).rejects.toMatchObject({ code: 'terminology.unknownClosure' });
  await expect(ask(['Z'])).rejects.toMatchObject({ code: 'terminology.unknownCode', status: 404 });
  await expect(ask([], { concept: [{ code: 'A' }] })).rejects.toMatchObject({ code: 'catalog-desk.noQuestion' });
  await expect(ask([], { name: 'x'.repeat(201) })).rejects.toMatchObject({
    code: 'catalog-desk.closureName',
    status: 413,
  });
  await expect(ask(Array.from({ length: 1001 }, () => 'A'))).rejects.toMatchObject({
    code: 'catalog-desk.closureConcepts',
    status: 413,
  });
  for (const wrong of [ask([], { version: 'x' }), ask(['A'], { version: '1' })])
    await expect(wrong).rejects.toMatchObject({ code: 'catalog-desk.badClosureVersion', status: 400 });
});
