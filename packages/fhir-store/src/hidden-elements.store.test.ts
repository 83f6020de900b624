import type { Bundle, FhirResource, Parameters } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BulkStore } from './bulk/open-bulk.ts';
import { openStore } from './open-store.ts';
import { fhirPathPatch } from './patch/fhirpath-patch.ts';
import { jsonPatch } from './patch/json-patch.ts';
import type { Caller, FhirStore, ResourceType, SearchPage } from './store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from './test-record.ts';

const hidden: Partial<Record<ResourceType, readonly string[]>> = {
  Patient: ['telecom', 'birthDate', 'generalPractitioner'],
  Observation: ['value', 'performer'],
};
const everybody = testCaller();
const blinkered: Caller = {
  ...everybody,
  reach: { limit: () => 'all', hidden: (type) => hidden[type] ?? [] },
};
const SECRETS = /0000000909|1977|bs-kin|4242/;

const world: readonly FhirResource[] = [
  { resourceType: 'Practitioner', id: 'bs-kin', name: [{ text: 'Bác sĩ Kín' }] },
  {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ text: 'Nguyễn Thử Thấy' }],
    telecom: [{ system: 'phone', value: '0000000909' }],
    birthDate: '1977-07-07',
    generalPractitioner: [{ reference: 'Practitioner/bs-kin' }],
  },
  {
    resourceType: 'Patient',
    id: 'p2',
    name: [{ text: 'Nguyễn Thử Thấy' }],
    birthDate: '1966-06-06',
  },
  {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }], text: 'Mạch thấy' },
    subject: { reference: 'Patient/p1' },
    performer: [{ reference: 'Practitioner/bs-kin' }],
    valueQuantity: { value: 4242, system: 'http://unitsofmeasure.org', code: '/min' },
  },
];

let record: TestRecord;
let store: FhirStore & BulkStore;
beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql);
  for (const resource of world) await store.update(everybody, resource);
  for (const resource of world.slice(1)) await store.update(everybody, { ...resource, language: 'vi' } as FhirResource);
});
afterAll(() => record.close());

const query = (text: string) => new URLSearchParams(text);
const search = (type: ResourceType, text: string) => store.search(blinkered, type, query(text));
const textOf = ({ matches, included }: SearchPage) => [...matches, ...included].map(({ text }) => text).join('\n');
const batch = (url: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'batch',
  entry: [{ request: { method: 'GET', url } }],
});

async function exported(type: ResourceType): Promise<string> {
  return store.snapshot(async (snapshot) => {
    const lines: string[] = [];
    for await (const rows of snapshot.resources(blinkered, { type, of: 'record' }))
      lines.push(...rows.map(({ text }) => text));
    return lines.join('\n');
  });
}

describe('phần bị che không có trong câu trả lời nào', () => {
  const ways: Readonly<Record<string, () => Promise<string>>> = {
    đọc: async () => (await store.read(blinkered, 'Patient', 'p1')).text,
    'đọc bản cũ': async () => (await store.vread(blinkered, 'Patient', 'p1', 1)).text,
    'lịch sử một hồ sơ': async () =>
      (await store.history(blinkered, { type: 'Patient', id: 'p1' }, query(''))).entries
        .map(({ stored }) => stored.text)
        .join(),
    'lịch sử một loại': async () =>
      (await store.history(blinkered, { type: 'Observation' }, query(''))).entries
        .map(({ stored }) => stored.text)
        .join(),
    'lịch sử cả cơ sở': async () =>
      (await store.history(blinkered, {}, query(''))).entries
        .filter(({ stored }) => stored.type !== 'Practitioner')
        .map(({ stored }) => stored.text)
        .join(),
    tìm: async () => textOf(await search('Patient', '_id=p1')),
    'tìm, chọn phần': async () => textOf(await search('Patient', '_id=p1&_elements=name,telecom,birthDate')),
    'tìm, tóm tắt': async () => textOf(await search('Patient', '_id=p1&_summary=true')),
    'tìm nhiều loại': async () => textOf(await store.searchAll(blinkered, query('_type=Patient,Observation'))),
    'kéo theo': async () => textOf(await search('Observation', '_id=o1&_include=Observation:subject')),
    'kéo theo mọi thứ': async () => textOf(await search('Observation', '_id=o1&_include=*')),
    'kéo theo ngược': async () => textOf(await search('Patient', '_id=p1&_revinclude=Observation:subject')),
    'tất cả của một người': async () => textOf(await store.everything(blinkered, 'Patient', 'p1', query(''))),
    'xuất người bệnh': () => exported('Patient'),
    'xuất kết quả': () => exported('Observation'),
    'gói câu hỏi': async () =>
      JSON.stringify(await store.bundle(blinkered, batch('Patient/p1'), { returnBodies: true })),
    'sửa một phần': async () =>
      (await store.patch(blinkered, 'Patient', 'p1', jsonPatch([{ op: 'add', path: '/active', value: true }]))).text,
    'ghi lại': async () =>
      (
        await store.update(blinkered, {
          resourceType: 'Patient',
          id: 'p1',
          name: [{ text: 'Nguyễn Thử Thấy' }],
          telecom: [{ system: 'phone', value: '0000000000' }],
        })
      ).text,
    'tạo có điều kiện, đã có': async () =>
      (await store.create(blinkered, { resourceType: 'Patient' }, { ifNoneExist: '_id=p1' })).text,
  };

  test.each(Object.entries(ways))('%s', async (_name, way) => {
    const text = await way();
    expect(text).toMatch(/thấy/i);
    expect(text).not.toMatch(SECRETS);
  });

  test('và vẫn còn nguyên sau mọi lần ghi', async () => {
    const { text } = await store.read(everybody, 'Patient', 'p1');
    for (const secret of ['0000000909', '1977-07-07', 'bs-kin']) expect(text).toContain(secret);
  });
});

/** The answer, or the refusal, without the guess itself. */
const said = async (asked: Promise<unknown>, guess: string): Promise<string> =>
  JSON.stringify(await asked.catch((thrown) => ({ status: thrown.status, outcome: thrown.outcome }))).replaceAll(
    guess,
    'GUESS',
  );

describe('đoán đúng hay sai phần bị che: một câu trả lời', () => {
  test.each([
    ['Patient', 'phone=', '0000000909', '0000000908'],
    ['Patient', 'telecom=', '0000000909', '0000000908'],
    ['Patient', 'birthdate=', '1977-07-07', '1977-07-08'],
    ['Patient', 'birthdate=lt', '1970-01-01', '1980-01-01'],
    ['Patient', 'general-practitioner=Practitioner/', 'bs-kin', 'bs-khac'],
    ['Patient', 'general-practitioner.name=', 'Bác', 'Xyz'],
    ['Patient', '_content=', '0000000909', '0000000908'],
    ['Observation', 'value-quantity=', '4242', '4243'],
    ['Observation', 'value-quantity=gt', '4000', '5000'],
    ['Observation', 'code-value-quantity=8867-4$', '4242', '4243'],
    ['Observation', 'combo-value-quantity=', '4242', '4243'],
    ['Observation', 'performer=Practitioner/', 'bs-kin', 'bs-khac'],
    ['Observation', 'subject:Patient.phone=', '0000000909', '0000000908'],
    ['Observation', 'patient.birthdate=', '1977-07-07', '1977-07-08'],
    ['Patient', '_has:Observation:patient:value-quantity=', '4242', '4243'],
    ['Practitioner', '_has:Observation:performer:code=', '8867-4', '8867-5'],
    ['Practitioner', '_has:Patient:general-practitioner:_id=', 'p1', 'p9'],
  ] as const)('%s?%s…', async (type, name, right, wrong) => {
    const ask = (guess: string) => said(search(type, `${name}${encodeURIComponent(guess)}&_total=accurate`), guess);
    expect(await ask(right)).toBe(await ask(wrong));
  });

  test.each(['birthdate', '-birthdate', 'phone', 'general-practitioner'])('xếp theo %s bị từ chối', async (sort) => {
    await expect(search('Patient', `_sort=${sort}`)).rejects.toMatchObject({ status: 400 });
  });

  test.each([
    ['Patient', '_include=Patient:general-practitioner'],
    ['Observation', '_include=Observation:performer'],
    ['Practitioner', '_revinclude=Observation:performer'],
    ['Practitioner', '_revinclude=Patient:general-practitioner'],
  ] as const)('%s?%s bị từ chối', async (type, include) => {
    await expect(search(type, include)).rejects.toMatchObject({ status: 400 });
  });

  test('kéo theo ngược mọi loại không đi qua dẫn chiếu bị che', async () => {
    expect((await search('Practitioner', '_id=bs-kin&_revinclude=*')).included).toEqual([]);
  });

  const replacing = (path: string): Parameters => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: path },
          { name: 'value', valueString: 'en' },
        ],
      },
    ],
  });

  test.each([
    ['0000000909', '0000000908'],
    ['1977-07-07', '1977-07-08'],
  ])('sửa từng phần không thử được %s', async (right, wrong) => {
    const patch = (guess: string) =>
      said(
        store.patch(
          blinkered,
          'Patient',
          'p1',
          jsonPatch([{ op: 'test', path: guess.startsWith('0') ? '/telecom/0/value' : '/birthDate', value: guess }]),
        ),
        guess,
      );
    expect(await patch(right)).toBe(await patch(wrong));
    expect(await patch(right)).toContain('"status":422');
    const path = (guess: string) =>
      said(
        store.patch(
          blinkered,
          'Patient',
          'p1',
          fhirPathPatch(
            replacing(
              guess.startsWith('0')
                ? `Patient.telecom.where(value='${guess}').value`
                : `Patient.where(birthDate=@${guess}).language`,
            ),
          ),
        ),
        guess,
      );
    expect(await path(right)).toBe(await path(wrong));
  });

  test('điều kiện ghi không tìm theo phần bị che', async () => {
    const ask = (guess: string) =>
      said(store.patchWhere(blinkered, 'Patient', query(`phone=${guess}`), jsonPatch([])), guess);
    expect(await ask('0000000909')).toBe(await ask('0000000908'));
    const remove = (guess: string) => said(store.deleteWhere(blinkered, 'Patient', query(`phone=${guess}`)), guess);
    expect(await remove('0000000909')).toBe(await remove('0000000908'));
    expect((await store.read(everybody, 'Patient', 'p1')).text).toContain('0000000909');
  });
});
