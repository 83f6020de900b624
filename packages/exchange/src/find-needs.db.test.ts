import { type Caller, type FhirStore, openStore, type Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import { openTestSql, type TestSql } from '@lienmach/testing';
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findNeeds } from './find-needs.ts';
import type { FollowingNeed, Need } from './message-mapping.ts';

const caller: Caller = {
  agent: { who: 'Device/may', display: 'Máy', client: 'may', roles: ['integration'] },
  reach: { limit: () => 'all' },
};

const record: readonly FhirResource[] = [
  { resourceType: 'Patient', id: 'p' },
  {
    resourceType: 'Specimen',
    id: 's1',
    identifier: [{ system: 'urn:ong', value: 'T1' }],
    subject: { reference: 'Patient/p' },
  },
  { resourceType: 'Specimen', id: 's2', identifier: [{ system: 'urn:ong', value: 'T2' }] },
  ...['a', 'b'].map(
    (id, at): FhirResource => ({
      resourceType: 'Observation',
      id,
      status: 'final',
      code: { text: id },
      specimen: { reference: `Specimen/s${at + 1}` },
    }),
  ),
];

let database: TestSql;
let store: FhirStore;
let asked: string[] = [];

beforeAll(async () => {
  database = await openTestSql();
  const counted: Sql = {
    ...database.sql,
    query(statement) {
      asked.push(statement.text);
      return database.sql.query(statement);
    },
  };
  const writer = openStore(database.sql);
  for (const one of record) await writer.update(caller, one);
  store = openStore(counted);
});
afterAll(() => database.close());

const tube = (number: string): string => `Specimen?identifier=urn:ong|${number}`;
const on = (of: string): FollowingNeed => ({
  of,
  search: 'Observation?specimen',
  values: ({ resourceType, id }) => [`${resourceType}/${id}`],
  many: 5,
});
const whose = (of: string): FollowingNeed => ({
  of,
  search: 'Patient?_id',
  values: (one) =>
    one.resourceType === 'Specimen' && one.subject?.reference ? [one.subject.reference.replace('Patient/', '')] : [],
});
const find = (needs: Readonly<Record<string, Need>>) => findNeeds(needs, caller, store);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (isFhirError(error) ? error.code : error),
  );

test('từ ống mẫu sang kết quả và người bệnh: theo khóa, không đi ngược tham chiếu', async () => {
  const { found, lists } = await find({ results: on('tube'), patient: whose('tube'), tube: tube('T1') });
  expect(Object.keys(found).sort()).toEqual(['patient', 'tube']);
  expect(lists.results?.map(({ id }) => id)).toEqual(['a']);
});

test('nhiều giá trị hỏi một lần; hai nhu cầu hỏi cùng một điều cũng một lần', async () => {
  asked = [];
  const both: FollowingNeed = { ...on('tube'), values: () => ['Specimen/s1', 'Specimen/s2'] };
  const { lists } = await find({ tube: tube('T1'), one: both, same: both });
  expect(lists.one?.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(lists.same).toEqual(lists.one);
  expect(asked.filter((text) => text.includes('idx_reference'))).toHaveLength(1);
});

test('không có gì dẫn tới: nhu cầu nhiều thì vắng, nhu cầu tùy chọn thì thôi, nhu cầu bắt buộc thì nói thiếu', async () => {
  const absent: Need = { search: tube('KHÔNG CÓ'), optional: true };
  expect(await find({ tube: absent, results: on('tube'), patient: whose('tube') })).toEqual({ found: {}, lists: {} });
  const nobody = { tube: tube('T2'), patient: whose('tube') };
  expect(await codeOf(find(nobody))).toBe('exchange.needMissing');
  expect(Object.keys((await find({ ...nobody, patient: { ...whose('tube'), optional: true } })).found)).toEqual([
    'tube',
  ]);
  expect((await find({ tube: tube('T2'), results: { ...on('tube'), values: () => [] } })).lists).toEqual({});
});

test('nhiều hơn mức cho phép là lỗi, không phải danh sách bị cắt', async () => {
  const both: FollowingNeed = { ...on('tube'), values: () => ['Specimen/s1', 'Specimen/s2'], many: 1 };
  expect(await codeOf(find({ tube: tube('T1'), both }))).toBe('exchange.needAmbiguous');
});
