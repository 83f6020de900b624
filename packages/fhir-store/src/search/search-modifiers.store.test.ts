import type { Composition, FhirResource, MessageHeader } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Caller, CodeBook, FhirStore, ResourceType } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';

const UCUM = 'http://unitsofmeasure.org';
const ICD = 'http://hl7.org/fhir/sid/icd-10';
const ucum = (value: number, code: string, unit = code) => ({ value, unit, system: UCUM, code });
const pressure = (value: number, code: string) => ({
  code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
  valueQuantity: ucum(value, code),
});

const composition: Composition = {
  resourceType: 'Composition',
  id: 'c1',
  status: 'final',
  type: {},
  date: '2026',
  author: [],
  title: 't',
};
const header: MessageHeader = {
  resourceType: 'MessageHeader',
  id: 'm1',
  eventUri: 'urn:e',
  source: { endpoint: 'urn:s' },
};

const resources: readonly FhirResource[] = [
  {
    resourceType: 'Patient',
    id: 'p1',
    identifier: [
      {
        type: { text: 'Số hồ sơ', coding: [{ system: 'urn:loai', code: 'MR' }] },
        system: 'urn:bv',
        value: '12|3',
      },
      { system: 'urn:cccd', value: '12|3' },
    ],
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><b>Ông</b> Đặng&#160;Văn Hải</div>' },
    generalPractitioner: [{ display: 'Bác sĩ ở quê' }],
  },
  { resourceType: 'Patient', id: 'p2', identifier: [{ system: 'urn:bv', value: '12|3' }], gender: 'male' },
  {
    resourceType: 'Observation',
    id: 'mmol',
    status: 'final',
    code: { text: 'Đường huyết lúc đói' },
    subject: { reference: 'Patient/p1' },
    valueQuantity: ucum(5.4, 'mmol/L'),
  },
  {
    resourceType: 'Observation',
    id: 'umol',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: 'Glucose máu' }] },
    subject: { reference: 'Patient/p2' },
    valueQuantity: ucum(5500, 'umol/L'),
  },
  {
    resourceType: 'Observation',
    id: 'gram',
    status: 'preliminary',
    code: { text: 'x' },
    subject: { display: 'người không rõ' },
    valueQuantity: ucum(1, 'g', 'gam'),
  },
  { resourceType: 'Observation', id: 'mg', status: 'final', code: { text: 'x' }, valueQuantity: ucum(1000, 'mg') },
  {
    resourceType: 'Observation',
    id: 'la',
    status: 'final',
    code: { text: 'x' },
    valueQuantity: { value: 1000, unit: 'mg' },
  },
  {
    resourceType: 'Observation',
    id: 'ha',
    status: 'final',
    code: { text: 'huyết áp' },
    component: [pressure(16, 'kPa')],
  },
  {
    resourceType: 'Observation',
    id: 'song',
    status: 'final',
    code: { text: 'điện tim' },
    valueSampledData: {
      origin: { ...ucum(0, 'uV') },
      period: 4,
      dimensions: 1,
      data: '-300 0 900',
    },
  },
  {
    resourceType: 'Condition',
    id: 'i10',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: ICD, code: 'I10' }] },
  },
  {
    resourceType: 'Condition',
    id: 'i101',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: ICD, code: 'I10.1' }] },
  },
  {
    resourceType: 'Condition',
    id: 'e11',
    subject: { reference: 'Patient/p2' },
    code: { coding: [{ system: 'urn:khac', code: 'I10' }] },
  },
  { resourceType: 'Location', id: 'vien', name: 'Viện', position: { latitude: 21.0245, longitude: 105.8412 } },
  {
    resourceType: 'Location',
    id: 'khoa',
    partOf: { reference: 'Location/vien' },
    position: { latitude: 21.0345, longitude: 105.8412 },
  },
  { resourceType: 'Location', id: 'phong', partOf: { reference: 'Location/khoa' } },
  { resourceType: 'Location', id: 'sg', position: { latitude: 10.7769, longitude: 106.7009 } },
  {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    class: { code: 'AMB' },
    location: [{ location: { reference: 'Location/phong' } }],
  },
  {
    resourceType: 'Encounter',
    id: 'e2',
    status: 'planned',
    class: { code: 'AMB' },
    location: [{ location: { reference: 'Location/vien' } }],
    subject: { reference: 'Patient/p2' },
  },
  {
    resourceType: 'List',
    id: 'l1',
    status: 'current',
    mode: 'working',
    subject: { reference: 'Patient/p1' },
    entry: [
      { item: { reference: 'Patient/p2' } },
      { item: { reference: 'Patient/p1' }, deleted: true },
      { item: { reference: 'Observation/mg' } },
    ],
  },
  {
    resourceType: 'Bundle',
    id: 'hs',
    type: 'document',
    entry: [
      {
        fullUrl: 'urn:uuid:7d0b6d0c-0000-4000-8000-000000000001',
        resource: composition,
      },
    ],
  },
  {
    resourceType: 'Bundle',
    id: 'tin',
    type: 'message',
    entry: [
      {
        resource: header,
      },
    ],
  },
];

const book: CodeBook = {
  async valueSet(_caller, url) {
    if (url === 'http://vs/tang-huyet-ap')
      return [
        { system: ICD, code: 'I10' },
        { system: ICD, code: 'I10.1' },
      ];
    if (url === 'http://vs/loinc') return [{ system: 'http://loinc.org' }];
    if (url === 'http://vs/xong') return [{ system: 'http://hl7.org/fhir/observation-status', code: 'final' }];
    return url === 'http://vs/rong' ? [] : undefined;
  },
  async hierarchy({ system, code, direction }) {
    if (system !== ICD) return undefined;
    return direction === 'below' ? [code, `${code}.1`] : [code, code.split('.')[0] ?? ''];
  },
};

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, { zone: '+07:00', codes: book });
  for (const resource of resources) await store.update(everyone, resource);
});
afterAll(() => record.close());

const ask = (query: string, caller: Caller = everyone) => {
  const [type = '', parameters = ''] = query.split('?', 2);
  return store.search(caller, type as ResourceType, new URLSearchParams(parameters));
};

async function find(query: string, caller?: Caller): Promise<string[]> {
  const page = await ask(query, caller);
  expect(page.ignored).toEqual([]);
  return page.matches.map(({ id }) => id);
}

const finds = (cases: [query: string, ids: string[]][]) =>
  test.each(cases)('%s', async (query, ids) => {
    expect((await find(query)).toSorted()).toEqual(ids.toSorted());
  });

describe('số lượng qua đơn vị UCUM', () => {
  finds([
    [`Observation?value-quantity=gt5.4|${UCUM}|mmol/L`, ['umol']],
    [`Observation?value-quantity=ge5.4|${UCUM}|mmol/L`, ['mmol', 'umol']],
    [`Observation?value-quantity=5.4|${UCUM}|mmol/L`, ['mmol']],
    [`Observation?value-quantity=lt5500|${UCUM}|umol/L`, ['mmol']],
    [`Observation?value-quantity=1|${UCUM}|g`, ['gram', 'mg']],
    [`Observation?value-quantity=1000|${UCUM}|mg`, ['gram', 'mg']],
    [`Observation?value-quantity=ne1000|${UCUM}|mg`, []],
    [`Observation?value-quantity=0.001|${UCUM}|kg`, ['gram', 'mg']],
    ['Observation?value-quantity=1000||mg', ['mg', 'la']],
    ['Observation?value-quantity=1||gam', ['gram']],
    ['Observation?value-quantity=1||g', ['gram']],
    ['Observation?value-quantity=1', ['gram']],
    ['Observation?value-quantity=0.001', []],
    [`Observation?value-quantity=1000|${UCUM}|khong-co`, []],
    [`Observation?combo-value-quantity=gt100|${UCUM}|mm[Hg]`, ['ha']],
    [`Observation?component-code-value-quantity=8480-6$gt119|${UCUM}|mm[Hg]`, ['ha']],
    [`Observation?component-code-value-quantity=8480-6$gt121|${UCUM}|mm[Hg]`, []],
    ['Observation?component-code-value-quantity=8480-6$16', ['ha']],
    ['Observation?component-code-value-quantity=8480-6$16000000', []],
    [`Observation?value-quantity=gt0.8|${UCUM}|mV`, ['song']],
    [`Observation?value-quantity=lt-0.4|${UCUM}|mV`, []],
    ['Observation?value-quantity=gt4&_sort=-value-quantity', ['umol', 'mg', 'la', 'mmol', 'song']],
  ]);
});

describe('bổ ngữ của mã', () => {
  finds([
    ['Patient?identifier:of-type=urn:loai|MR|12\\|3', ['p1']],
    ['Patient?identifier:of-type=urn:loai|XX|12\\|3', []],
    ['Patient?identifier=12\\|3', ['p1', 'p2']],
    ['Observation?code:text=duong huyet', ['mmol']],
    ['Observation?code:text=GLUCOSE', ['umol']],
    ['Observation?code:text=mau', []],
    ['Patient?identifier:text=so ho so', ['p1']],
    ['Condition?code:in=http://vs/tang-huyet-ap', ['i10', 'i101']],
    ['Condition?code:not-in=http://vs/tang-huyet-ap', ['e11']],
    ['Condition?code:in=http://vs/rong', []],
    ['Condition?code:not-in=http://vs/rong', ['i10', 'i101', 'e11']],
    ['Observation?code:in=http://vs/loinc', ['umol']],
    ['Observation?status:in=http://vs/xong', ['mmol', 'umol', 'mg', 'la', 'ha', 'song']],
    ['Observation?status:not-in=http://vs/xong', ['gram']],
    [`Condition?code:below=${ICD}|I10`, ['i10', 'i101']],
    [`Condition?code:above=${ICD}|I10.1`, ['i10', 'i101']],
    [`Condition?code:above=${ICD}|I10`, ['i10']],
    ['Patient?_has:Condition:subject:code:in=http://vs/tang-huyet-ap', ['p1']],
    [`Observation?patient._has:Condition:patient:code:below=${ICD}|I10`, ['mmol']],
  ]);
});

describe('có hay không', () => {
  finds([
    ['Observation?code:missing=true', []],
    ['Observation?code:missing=false&_id=mmol', ['mmol']],
    ['Observation?subject:missing=true', ['mg', 'la', 'ha', 'song']],
    ['Observation?subject:missing=false', ['mmol', 'umol', 'gram']],
    ['Observation?patient:missing=false', ['mmol', 'umol']],
    ['Patient?general-practitioner:missing=false', ['p1']],
    ['Patient?general-practitioner:missing=true', ['p2']],
    ['Observation?component-code-value-quantity:missing=false', ['ha']],
    ['Observation?code-value-quantity:missing=true', ['ha']],
    ['Location?near:missing=true', ['phong']],
    ['Patient?_id:missing=true', []],
    ['Patient?_lastUpdated:missing=false', ['p1', 'p2']],
  ]);
});

describe('nơi chốn, danh sách, từ ngữ, gói', () => {
  finds([
    ['Location?near=21.0245|105.8412|2|km', ['vien', 'khoa']],
    ['Location?near=21.0245|105.8412|500|m', ['vien']],
    ['Location?near=21.0245|105.8412', ['vien', 'khoa']],
    ['Location?near=10.8|106.7|1|[mi_i],21.0245|105.8412|1|m', ['vien']],
    ['Location?near=10.8|106.7|5|[mi_i]', ['sg']],
    ['Encounter?location:below=Location/vien', ['e1', 'e2']],
    ['Encounter?location:below=Location/khoa', ['e1']],
    ['Encounter?location:above=Location/phong', ['e1', 'e2']],
    ['Encounter?location:above=Location/vien', ['e2']],
    ['Patient?_list=l1', ['p2']],
    ['Observation?_list=List/l1', ['mg']],
    ['Patient?_list=khong-co', []],
    ['Patient?_text=dang van hai', ['p1']],
    ['Patient?_text=nbsp', []],
    ['Patient?_text=so ho so', []],
    ['Patient?_content=số hồ sơ', ['p1']],
    ['Patient?_content=male', ['p2']],
    ['Patient?_content=khong,male', ['p2']],
    ['Observation?_content=huyet', ['mmol', 'ha']],
    ['Observation?_content=5500', ['umol']],
    ['Observation?patient._text=hai', ['mmol']],
    ['Bundle?composition=Composition/c1', ['hs']],
    ['Bundle?composition=c1', ['hs']],
    ['Bundle?composition=urn:uuid:7d0b6d0c-0000-4000-8000-000000000001', ['hs']],
    ['Bundle?message=m1', ['tin']],
    ['Bundle?message=c1', []],
  ]);

  test('từ ngữ theo kịp bản mới và bản bị xóa', async () => {
    const made = await store.create(everyone, { resourceType: 'Basic', code: { text: 'Giấy hẹn' } });
    expect(await find('Basic?_content=giay hen')).toEqual([made.id]);
    expect(await find('Basic?code:text=giay')).toEqual([made.id]);
    await store.update(everyone, { resourceType: 'Basic', id: made.id, code: { text: 'Đơn thuốc' } });
    expect(await find('Basic?_content=hen')).toEqual([]);
    expect(await find('Basic?code:text=don thuoc')).toEqual([made.id]);
    await store.delete(everyone, 'Basic', made.id);
    expect(await find('Basic?_content=thuoc')).toEqual([]);
    expect(await find('Basic?code:text=don')).toEqual([]);
  });
});

describe('quyền của người hỏi', () => {
  const ofP2 = testCaller((type) => (type === 'ValueSet' ? 'all' : { patients: ['p2'] }));

  test('từ ngữ, danh sách và cấp bậc không chỉ ra điều ngoài quyền', async () => {
    expect(await find('Patient?_content=hai', ofP2)).toEqual([]);
    expect(await find('Observation?code:text=duong', ofP2)).toEqual([]);
    expect(await find('Condition?code:in=http://vs/tang-huyet-ap', ofP2)).toEqual([]);
    // danh sách của người khác
    expect(await find('Patient?_list=l1', ofP2)).toEqual([]);
    expect(await find('Encounter?location:below=Location/khoa', ofP2)).toEqual([]);
  });

  test('ai không được thấy mọi phần của hồ sơ thì không tìm được theo từ', async () => {
    const blind: Caller = { ...everyone, reach: { limit: () => 'all', hidden: () => ['text'] } };
    expect((await ask('Patient?_content=hai', blind)).ignored).toEqual(['_content']);
    expect((await ask('Patient?_text=hai', blind)).ignored).toEqual(['_text']);
  });
});

describe('từ chối', () => {
  test.each([
    'Condition?code:in=http://vs/khong-biet',
    'Condition?code:below=urn:khac|I10',
    'Condition?code:below=I10',
    'Patient?identifier:of-type=urn:loai|MR',
    'Patient?identifier:exact=1',
    'Patient?_text:exact=a',
    'Patient?_content=...',
    'Patient?_list=$current-allergies',
    'Patient?_contained=true',
    'Patient?_contained=both',
    'Patient?_query=x',
    'Location?near=91|0',
    'Location?near=21',
    'Location?near=21|105|1|kg',
    'Encounter?patient:below=Patient/p1',
  ])('%s', async (query) => {
    await expect(ask(query)).rejects.toMatchObject({ status: 400 });
  });

  test('chuỗi nối quá dài hay rẽ quá nhiều: 413', async () => {
    const long = `Encounter?${'part-of.'.repeat(9)}status=finished`;
    await expect(ask(long)).rejects.toMatchObject({ status: 413 });
    const wide = `Observation?${'based-on.'.repeat(6)}_id=1`;
    await expect(ask(wide)).rejects.toMatchObject({ status: 413 });
  });

  test('không có sổ mã thì không trả lời thay', async () => {
    const plain = openStore(record.sql, { zone: '+07:00' });
    const asked = plain.search(everyone, 'Condition', new URLSearchParams('code:in=http://vs/loinc'));
    await expect(asked).rejects.toMatchObject({ status: 400 });
  });
});

test('nối bốn lần', async () => {
  expect(await find('Encounter?location.partof.partof.name=vien')).toEqual(['e1']);
  expect(await find('Encounter?location:Location.partof:Location.partof:Location.name=khoa')).toEqual([]);
});
