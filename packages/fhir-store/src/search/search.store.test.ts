import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Sql } from '../sql.ts';
import type { Caller, FhirStore, ResourceType } from '../store-contract.ts';
import { openTestRecord, type TestRecord, testCaller } from '../test-record.ts';
import { ward } from './search-ward.ts';

let record: TestRecord;
let store: FhirStore;
const everyone = testCaller();

beforeAll(async () => {
  record = await openTestRecord();
  store = openStore(record.sql, { zone: '+07:00' });
  for (const resource of ward) await store.update(everyone, resource);
});
afterAll(() => record.close());

/** Ids found, in the order of the answer. */
async function find(query: string, caller: Caller = everyone): Promise<string[]> {
  const [type = '', parameters = ''] = query.split('?', 2);
  const page = await store.search(caller, type as ResourceType, new URLSearchParams(parameters));
  expect(page.ignored).toEqual([]);
  return page.matches.map(({ id }) => id);
}

const refused = (query: string) => expect(find(query), query).rejects.toMatchObject({ status: 400 });

describe('tên người, có dấu hay không dấu', () => {
  test.each([
    ['Patient?name=nguyen van a', ['a']],
    ['Patient?name=Nguyễn Văn Á', ['a']],
    [`Patient?name=${'Nguyễn Văn Á'.normalize('NFD')}`, ['a']],
    ['Patient?name=NGUYEN', ['a', 'b']],
    ['Patient?family=nguyễn', ['a', 'b']],
    ['Patient?given=dao', ['b']],
    ['Patient?given=đào', ['b']],
    ['Patient?given:exact=Đào', ['b']],
    ['Patient?given:exact=đào', []],
    ['Patient?given:exact=Dao', []],
    [`Patient?given:exact=${'Đào'.normalize('NFD')}`, ['b']],
    ['Patient?name:contains=ao', ['b']],
    ['Patient?name=ran', []],
    ['Patient?name:contains=%25', []],
    ['Patient?name=nguyen&given=dao', ['b']],
    ['Patient?given=dao,van', ['b', 'a']],
    ['Patient?address-city=ha noi', ['a']],
    ['Patient?name:missing=true', ['c']],
    ['Patient?name:missing=false', ['a', 'b']],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

test('nối tới tên người: câu lệnh được tính lại theo tên mỗi lần, không giữ cách đọc của tên khác; nối theo số thì giữ', async () => {
  const named: (string | undefined)[] = [];
  const heard: Sql = {
    ...record.sql,
    query: (statement) => {
      named.push(statement.name);
      return record.sql.query(statement);
    },
  };
  const watched = openStore(heard, { zone: '+07:00' });
  const ask = async (query: string) => {
    for (let time = 0; time < 3; time += 1) await watched.search(everyone, 'Observation', new URLSearchParams(query));
    return named.splice(0).at(-1);
  };
  expect(await ask('patient.name=nguyen')).toBeUndefined();
  expect(await ask('patient.identifier=urn:cccd|099000000001')).toBeDefined();
});

describe('mã và định danh', () => {
  test.each([
    ['Patient?identifier=urn:cccd|099000000001', ['a']],
    ['Patient?identifier=099000000001', ['a']],
    ['Patient?identifier=urn:cccd|', ['a', 'b']],
    ['Patient?identifier=urn:other|099000000001', []],
    ['Patient?identifier=|099000000001', []],
    ['Patient?identifier=|noi-bo\\|1', ['c']],
    ['Patient?identifier=urn:cccd|099000000001,urn:cccd|099000000002', ['a', 'b']],
    ['Patient?identifier=urn:cccd|099000000002,urn:cccd|không-có,urn:cccd|099000000002', ['b']],
    ['Patient?identifier=urn:cccd|099000000001,urn:other|099000000002', ['a']],
    ['Patient?identifier=urn:cccd|099000000001,099000000002', ['a', 'b']],
    ['Patient?identifier=099000000001,urn:cccd|099000000002', ['a', 'b']],
    ['Patient?identifier=urn:cccd|099000000001,|noi-bo\\|1', ['a', 'c']],
    ['Patient?identifier:not=urn:cccd|099000000001,urn:cccd|099000000002&_sort=_id', ['c']],
    ['Observation?subject.identifier=urn:cccd|099000000001,urn:cccd|099000000002&_sort=-date', ['o3', 'o2', 'o1']],
    ['Patient?gender=female', ['b']],
    ['Patient?gender:not=female', ['a', 'c']],
    ['Patient?gender:not=female,male', ['c']],
    ['Patient?gender:missing=true', ['c']],
    ['Patient?active=true', ['a']],
    ['Patient?phone=0000000001', ['a']],
    ['Observation?code=http://loinc.org|8867-4', ['o1', 'o2', 'o4']],
    ['Observation?code=8867-4&status=final', ['o1', 'o4']],
    ['Observation?code=8867-4&status=final,preliminary', ['o1', 'o2', 'o4']],
    ['Observation?code=8867-4&code=noi-bo', ['o1']],
    ['Observation?_tag=urn:tag|khan', ['o2']],
    ['Observation?_security=http://terminology.hl7.org/CodeSystem/v3-Confidentiality|R', ['o2']],
    ['Observation?_id=o1,o3', ['o1', 'o3']],
    ['Observation?_id=o1,khong-co', ['o1']],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

describe('ngày giờ, theo độ chính xác đã ghi', () => {
  test.each([
    ['Patient?birthdate=1980-05-02', ['a']],
    ['Patient?birthdate=1980', ['a']],
    ['Patient?birthdate=ne1980', ['b', 'c']],
    ['Patient?birthdate=lt1990', ['a', 'c']],
    // người sinh năm 1975, không rõ ngày
    ['Patient?birthdate=1975-03', []],
    ['Patient?birthdate=1975', ['c']],
    ['Patient?birthdate=gt1975-06-30', ['a', 'b', 'c']],
    ['Patient?birthdate=sa1975-06-30', ['a', 'b']],
    ['Patient?birthdate=eb1980-05-02', ['c']],
    ['Patient?birthdate=ge1980-05-02', ['a', 'b']],
    ['Patient?birthdate=le1980-05-02', ['a', 'c']],
    ['Observation?date=2026-03-02', ['o1', 'o2']],
    // 00:30 giờ Việt Nam vẫn là ngày 3
    ['Observation?date=2026-03-03', ['o3']],
    ['Observation?date=2026-03-02T08:00:00%2B07:00', ['o1']],
    ['Observation?date=2026-03-02T08:00:00+07:00', ['o1']],
    ['Observation?date=2026-03-02T01:00:00Z', ['o1']],
    ['Observation?date=ge2026-03-02&date=lt2026-03-03', ['o1', 'o2']],
    ['Observation?date=ap2026-03-02', ['o1', 'o2', 'o3']],
    ['Encounter?date=ge2026-03-02', ['e1', 'e2']],
    ['Encounter?date=2026-03-02', ['e1']],
    ['Encounter?date=gt2030', ['e2']],
    ['Observation?_lastUpdated=gt2000', ['o1', 'o2', 'o3', 'o4']],
    ['Observation?_lastUpdated=lt2000', []],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

describe('số lượng, số và địa chỉ', () => {
  test.each([
    ['Observation?value-quantity=6.8', ['o3']],
    ['Observation?value-quantity=6.80', ['o3']],
    ['Observation?value-quantity=7', ['o3']],
    ['Observation?value-quantity=6.81', []],
    ['Observation?value-quantity=gt6.7|http://unitsofmeasure.org|mmol/L', ['o3']],
    ['Observation?value-quantity=gt6.8|http://unitsofmeasure.org|mmol/L', []],
    ['Observation?value-quantity=ge6.8||mmol/L', ['o3']],
    ['Observation?value-quantity=lt100', ['o1', 'o3']],
    ['Observation?value-quantity=ap70||/min', ['o1']],
    ['Observation?value-quantity=ge80|http://unitsofmeasure.org|/min', ['o2']],
    ['RiskAssessment?probability=gt0.5', ['r1']],
    ['RiskAssessment?probability=0.8', ['r1']],
    ['RiskAssessment?probability=0.80', ['r1']],
    ['RiskAssessment?probability=0.805', []],
    ['ValueSet?url=http://example.org/vs/a', ['v1']],
    ['ValueSet?url:below=http://example.org/vs', ['v1', 'v2']],
    ['ValueSet?url:below=http://example.org/v', []],
    ['ValueSet?url:above=http://example.org/vs/a/b/c', ['v1', 'v2']],
    ['Observation?_source=urn:may-xet-nghiem', ['o2']],
    ['Observation?_profile=http://example.org/profile/mach', ['o2']],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

describe('dẫn chiếu, nối và _has', () => {
  test.each([
    ['Observation?subject=Patient/a', ['o1', 'o3']],
    ['Observation?patient=a', ['o1', 'o3']],
    ['Observation?patient=Patient/a', ['o1', 'o3']],
    ['Observation?subject:Patient=a', ['o1', 'o3']],
    ['Observation?subject=a', ['o1', 'o3']],
    ['Observation?subject=Group/a', []],
    ['Observation?patient=Group/a', []],
    ['Observation?patient=Patient/a,Patient/b', ['o1', 'o2', 'o3']],
    ['Observation?subject=https://other.example/fhir/Patient/9', ['o4']],
    ['Observation?subject:identifier=urn:cccd|099000000009', ['o4']],
    ['Observation?subject:Patient.identifier=urn:cccd|099000000001', ['o1', 'o3']],
    ['Observation?patient.name=nguyen van a', ['o1', 'o3']],
    ['Observation?subject.identifier=099000000002', ['o2']],
    ['Observation?patient.name=khong co ai', []],
    ['Observation?encounter.patient.family=nguyen', ['o1']],
    ['Observation?patient.birthdate=lt1985&code=8867-4', ['o1']],
    ['Patient?_has:Observation:patient:code=8867-4', ['a', 'b']],
    ['Patient?_has:Observation:patient:code=8867-4&gender=male', ['a']],
    ['Patient?_has:Observation:patient:_has:RiskAssessment:subject:probability=gt0.5', []],
    ['Patient?_has:RiskAssessment:subject:probability=gt0.5', ['b']],
    ['Practitioner?_has:Encounter:practitioner:patient=Patient/a', ['p1']],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

describe('cặp giá trị', () => {
  test.each([
    ['Observation?code-value-quantity=http://loinc.org|8867-4$lt100', ['o1']],
    ['Observation?code-value-quantity=8867-4$ge100', ['o2']],
    ['Observation?code-value-quantity=8867-4$lt100,2823-3$gt6', ['o1', 'o3']],
    ['Observation?component-code-value-quantity=8480-6$gt130', ['o4']],
    ['Observation?component-code-value-quantity=8462-4$gt130', []],
    ['Observation?component-code-value-quantity=http://loinc.org|8480-6$140|http://unitsofmeasure.org|mm[Hg]', ['o4']],
    ['Observation?combo-code-value-quantity=8480-6$gt130', ['o4']],
    ['Observation?combo-code-value-quantity=8867-4$lt100', ['o1']],
    ['Observation?combo-code=8462-4', ['o4']],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

describe('thứ tự', () => {
  test.each([
    ['Observation?patient=a&_sort=-date', ['o3', 'o1']],
    ['Observation?patient=a&_sort=date', ['o1', 'o3']],
    ['Observation?status=final,preliminary&_sort=-date', ['o3', 'o2', 'o1', 'o4']],
    ['Observation?_sort=code,-_id', ['o3', 'o4', 'o2', 'o1']],
    ['Patient?_sort=given', ['a', 'b', 'c']],
    ['Patient?_sort=-birthdate', ['b', 'a', 'c']],
    ['Patient?_sort=gender,-birthdate', ['b', 'a', 'c']],
    ['Patient?_sort=-_id', ['c', 'b', 'a']],
    ['Observation?_sort=-_lastUpdated', ['o4', 'o3', 'o2', 'o1']],
    ['Encounter?date=ge2026&_sort=-date', ['e2', 'e1']],
    ['Encounter?_sort=-date', ['e2', 'e1']],
    ['Observation?_sort=date', ['o4', 'o1', 'o2', 'o3']],
    ['Observation?patient=a&code=8867-4&_sort=-date', ['o1']],
    ['Observation?patient=a&code=8867-4,2823-3&_sort=-date', ['o3', 'o1']],
    ['Observation?patient=a&code:not=8867-4&_sort=-date', ['o3']],
    ['Observation?code=8867-4&code:not=noi-bo&_sort=-date', ['o2', 'o4']],
  ])('%s', async (query, ids) => {
    expect(await find(query)).toEqual(ids);
  });
});

describe('kèm theo', () => {
  const withIncluded = async (query: string, caller: Caller = everyone) => {
    const [type = '', parameters = ''] = query.split('?', 2);
    const page = await store.search(caller, type as ResourceType, new URLSearchParams(parameters));
    return page.included.map((stored) => `${stored.type}/${stored.id}`).sort();
  };

  test.each([
    ['Observation?_id=o1&_include=Observation:patient', ['Patient/a']],
    ['Observation?_id=o1&_include=Observation:subject&_include=Observation:encounter', ['Encounter/e1', 'Patient/a']],
    [
      'Observation?_id=o1&_include=Observation:encounter&_include:iterate=Encounter:practitioner',
      ['Encounter/e1', 'Practitioner/p1'],
    ],
    ['Observation?_id=o1&_include=Observation:subject:Group', []],
    ['Observation?_id=o1&_include=*', ['Encounter/e1', 'Patient/a']],
    ['Patient?_id=a&_revinclude=Observation:patient', ['Observation/o1', 'Observation/o3']],
    [
      'Patient?_id=a&_revinclude=Encounter:patient&_revinclude:iterate=Observation:encounter',
      ['Encounter/e1', 'Observation/o1'],
    ],
    ['Patient?_id=khong-co&_revinclude=Observation:patient', []],
    ['Patient?_id=a&_revinclude=*', ['Encounter/e1', 'Observation/o1', 'Observation/o3']],
    ['Patient?_id=b&_revinclude=*', ['Encounter/e2', 'Observation/o2', 'RiskAssessment/r1']],
  ])('%s', async (query, keys) => {
    expect(await withIncluded(query)).toEqual(keys);
  });

  test('không kèm hồ sơ ngoài quyền của người hỏi', async () => {
    const reach = testCaller((type) => (type === 'Patient' || type === 'Encounter' ? { patients: ['b'] } : 'all'));
    expect(await withIncluded('Observation?_include=Observation:patient', reach)).toEqual(['Patient/b']);
    expect(await withIncluded('Practitioner?_revinclude=Encounter:practitioner', reach)).toEqual(['Encounter/e2']);
    const none = testCaller((type) => (type === 'Patient' ? 'none' : 'all'));
    expect(await withIncluded('Observation?_include=Observation:patient', none)).toEqual([]);
  });
});

describe('quyền nằm trong câu hỏi', () => {
  const limited = testCaller((type) => (type === 'Practitioner' ? 'all' : { patients: ['a'] }));

  test.each([
    ['Patient', ['a']],
    ['Observation', ['o1', 'o3']],
    ['Observation?patient=b', []],
    ['Observation?patient=a,b&_sort=-date', ['o3', 'o1']],
    ['Observation?_id=o1,o2', ['o1']],
    ['Observation?code=8867-4&_sort=-date', ['o1']],
    ['ValueSet', []],
    ['Practitioner?_has:Encounter:practitioner:patient=b', []],
    ['Practitioner?_has:Encounter:practitioner:patient=a', ['p1']],
  ])('%s', async (query, ids) => {
    expect(await find(query, limited)).toEqual(ids);
  });

  test('không dò được người khác qua nối, qua tổng số hay qua phủ định', async () => {
    const all = testCaller((type) => (type === 'Patient' ? { patients: ['a'] } : 'all'));
    expect(await find('Observation?patient.name=nguyen thi dao', all)).toEqual([]);
    expect(await find('Observation?patient.name=nguyen', all)).toEqual(['o1', 'o3']);
    const page = await store.search(limited, 'Observation', new URLSearchParams('_summary=count'));
    expect(page).toMatchObject({ total: 2, matches: [] });
    expect(await find('Patient?gender:not=female', limited)).toEqual(['a']);
  });

  test('loại hồ sơ bị cấm thì từ chối 403', async () => {
    await expect(find('Patient', testCaller('none'))).rejects.toMatchObject({ status: 403 });
    expect(await find('Observation', testCaller({ patients: [] }))).toEqual([]);
  });
});

describe('câu hỏi sai được từ chối 400', () => {
  test.each([
    'Patient?birthdate=hom-nay',
    'Patient?birthdate=2026-02-30',
    'Patient?gender:exact=male',
    'Patient?name:not=a',
    'Patient?name:missing=co',
    'Patient?_count=-1',
    'Patient?_count=ba',
    'Patient?_sort=khong-co',
    'Patient?_sort=_id:asc',
    'Patient?_total=nhieu',
    'Patient?_summary=tat-ca',
    'Patient?_cursor=%00',
    'Patient?_cursor=abc',
    'Patient?_include=Patient',
    'Patient?_include=Patient:name',
    'Patient?_include=Khong:patient',
    'Observation?value-quantity=nhieu',
    'Observation?value-quantity=1|a|b|c',
    'Observation?code-value-quantity=8867-4',
    'Observation?code=a|b|c',
    'Observation?code=|',
    'Observation?subject=Patient/a b',
    'Observation?subject:Khong=a',
    'Observation?subject.khong-co=1',
    'Observation?code.text=1',
    'Patient?_has:Observation:code:status=final',
    'Patient?_has:Khong:patient:status=final',
    'Patient?_has:Observation=1',
    'Patient?name=%00',
  ])('%s', refused);

  test('quá nhiều lựa chọn hay điều kiện: 413', async () => {
    const many = Array.from({ length: 600 }, (_, n) => n).join(',');
    await expect(find(`Patient?_id=${many}`)).rejects.toMatchObject({ status: 413 });
    const long = Array.from({ length: 70 }, () => 'gender=male').join('&');
    await expect(find(`Patient?${long}`)).rejects.toMatchObject({ status: 413 });
  });

  test('trang tiếp của câu hỏi khác, hay bị sửa, không dùng được', async () => {
    const page = await store.search(everyone, 'Patient', new URLSearchParams('_count=1'));
    await refused(`Observation?_cursor=${page.next}`);
    await refused(`Patient?_sort=-_id&_cursor=${page.next}`);
    const forged = Buffer.from(JSON.stringify(['Observation?-date@', "'; drop table resource", 'x'])).toString(
      'base64url',
    );
    await refused(`Observation?patient=a&_sort=-date&_cursor=${forged}`);
  });
});

test('tham số lạ được nêu tên, không âm thầm bỏ qua', async () => {
  const page = await store.search(everyone, 'Patient', new URLSearchParams('mau-toc=den&gender=male&mau-da=x'));
  expect(page.ignored.toSorted()).toEqual(['mau-da', 'mau-toc']);
  expect(page.self).toBe('gender=male');
  expect(page.matches.map(({ id }) => id)).toEqual(['a']);
});

test('chữ giống câu lệnh SQL chỉ là chữ', async () => {
  const hostile = [
    "a'; drop table resource; --",
    "' or 1=1 --",
    '$1',
    '\\',
    "\\'",
    '%',
    '_',
    '"',
    '\u{10FFFF}',
    '#{x}',
  ];
  for (const text of hostile) {
    const value = encodeURIComponent(text.replace(/[\\,$|]/g, '\\$&'));
    for (const name of ['name', 'name:exact', 'name:contains', 'identifier', '_id', 'address-city']) {
      expect(await find(`Patient?${name}=${value}`)).toEqual([]);
    }
    expect(await find(`ValueSet?url:below=${value}`)).toEqual([]);
    const page = await store.search(everyone, 'Patient', new URLSearchParams([[text, 'x']]));
    expect(page.ignored).toEqual([text]);
  }
  expect(await find('Patient')).toEqual(['a', 'b', 'c']);
});

describe('tổng số và phần hồ sơ', () => {
  const textOf = async (query: string) => {
    const [type = '', parameters = ''] = query.split('?', 2);
    const page = await store.search(everyone, type as ResourceType, new URLSearchParams(parameters));
    return { ...page, resources: page.matches.map(({ text }): FhirResource => JSON.parse(text)) };
  };

  test('_total và _summary=count đếm đúng, cả khi trang ngắn hơn', async () => {
    expect((await textOf('Observation?_total=accurate&_count=1')).total).toBe(4);
    expect((await textOf('Observation?_summary=count')).total).toBe(4);
    expect((await textOf('Observation?status=final,final&_total=accurate')).total).toBe(3);
    expect((await textOf('Observation?_count=1')).total).toBeUndefined();
  });

  test('_elements giữ phần bắt buộc và đánh dấu SUBSETTED', async () => {
    const { resources } = await textOf('Observation?_id=o3&_elements=value');
    expect(resources[0]).toMatchObject({ id: 'o3', status: 'final', valueQuantity: { value: 6.8 } });
    expect(resources[0]).not.toHaveProperty('subject');
    expect(resources[0]?.meta?.tag?.map(({ code }) => code)).toEqual(['SUBSETTED']);
  });

  test('_summary: true giữ phần tóm tắt, text giữ lời văn, data bỏ lời văn, false giữ nguyên', async () => {
    const written: FhirResource = {
      resourceType: 'Patient',
      id: 'tom-tat',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
      name: [{ text: 'Lê Tóm', period: { start: '2020' } }],
      maritalStatus: { text: 'độc thân' },
      contact: [{ name: { text: 'Vợ' } }],
      link: [{ other: { reference: 'Patient/a' }, type: 'seealso' }],
    };
    await store.update(everyone, written);
    const ask = async (value: string) => (await textOf(`Patient?_id=tom-tat&_summary=${value}`)).resources[0];
    const short = await ask('true');
    expect(short).toMatchObject({ id: 'tom-tat', name: written.name, link: written.link });
    expect(Object.keys(short ?? {}).toSorted()).toEqual(['id', 'link', 'meta', 'name', 'resourceType']);
    expect(short?.meta?.tag?.[0]?.code).toBe('SUBSETTED');
    expect(Object.keys((await ask('text')) ?? {}).toSorted()).toEqual(['id', 'meta', 'resourceType', 'text']);
    const data = await ask('data');
    expect(data).not.toHaveProperty('text');
    expect(data).toMatchObject({ contact: written.contact });
    expect(await ask('false')).toMatchObject({ ...written, meta: { versionId: '1' } });
    await store.delete(everyone, 'Patient', 'tom-tat');
  });
});
