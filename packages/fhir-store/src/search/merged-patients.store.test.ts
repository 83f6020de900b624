import type { Observation, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { FhirStore } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

const heartRate = (id: string, patient: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: `Patient/${patient}` },
});
const link = (type: 'replaces' | 'replaced-by' | 'seealso', id: string): NonNullable<Patient['link']> => [
  { type, other: { reference: `Patient/${id}` } },
];
const put = (id: string, links: Patient['link'] = []) =>
  store.update(everyone, { resourceType: 'Patient', id, ...(links.length > 0 ? { link: links } : {}) });

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  for (const id of ['moi', 'cu', 'cu-hon', 'khac', 'ban']) await put(id);
  for (const id of ['moi', 'cu', 'cu-hon', 'khac', 'ban']) await store.update(everyone, heartRate(`mach-${id}`, id));
});
afterAll(() => record.close());

async function find(query: string, caller = everyone): Promise<string[]> {
  const { matches } = await store.search(caller, 'Observation', new URLSearchParams(query));
  return matches.map(({ id }) => id).sort();
}
async function whole(id: string): Promise<string[]> {
  const { matches } = await store.everything(everyone, 'Patient', id, new URLSearchParams('_type=Observation'));
  return matches
    .filter(({ type }) => type === 'Observation')
    .map((one) => one.id)
    .sort();
}

test('chưa gộp thì mỗi hồ sơ một chuỗi', async () => {
  expect(await find('patient=moi')).toEqual(['mach-moi']);
});

test('gộp rồi: hỏi theo mã nào cũng thấy đủ, không dời dòng nào; gỡ ra thì lại riêng', async () => {
  await put('cu', link('replaced-by', 'moi'));
  await put('moi', link('replaces', 'cu'));
  for (const query of ['patient=moi', 'patient=cu', 'subject=Patient/cu', 'subject:Patient=moi', 'patient=cu,khac']) {
    expect(await find(query)).toEqual(
      query.includes('khac') ? ['mach-cu', 'mach-khac', 'mach-moi'] : ['mach-cu', 'mach-moi'],
    );
  }
  expect(await find('patient=moi&code=8867-4&_sort=-date&_count=1')).toHaveLength(1);
  expect(await whole('moi')).toEqual(['mach-cu', 'mach-moi']);
  expect(await whole('cu')).toEqual(['mach-cu', 'mach-moi']);
  await put('cu');
  await put('moi');
  expect(await find('patient=moi')).toEqual(['mach-moi']);
  expect(await whole('moi')).toEqual(['mach-moi']);
});

test('gộp nối tiếp: cũ hơn vào cũ, cũ vào mới; cả ba là một', async () => {
  await put('cu-hon', link('replaced-by', 'cu'));
  await put('cu', [...link('replaces', 'cu-hon'), ...link('replaced-by', 'moi')]);
  await put('moi', link('replaces', 'cu'));
  for (const id of ['cu-hon', 'cu', 'moi'])
    expect(await find(`patient=${id}`)).toEqual(['mach-cu', 'mach-cu-hon', 'mach-moi']);
});

test('xem thêm không phải là gộp; tiến trình khác cũng biết đã gộp', async () => {
  await put('ban', link('seealso', 'khac'));
  expect(await find('patient=ban')).toEqual(['mach-ban']);
  const other = openStore(record.sql);
  const { matches } = await other.search(everyone, 'Observation', new URLSearchParams('patient=cu'));
  expect(matches).toHaveLength(3);
});

test('gộp không mở thêm quyền: ai chỉ được xem một hồ sơ thì vẫn chỉ thấy hồ sơ ấy', async () => {
  const own = testCaller({ patients: ['moi'] });
  expect(await find('patient=moi', own)).toEqual(['mach-moi']);
  expect(await find('patient=cu', own)).toEqual(['mach-moi']);
});
