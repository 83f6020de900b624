import { importCatalog } from '@lienmach/terminology';
import type { Bundle, FhirResource, ValueSetComposeInclude } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const ICD = 'urn:thu:icd';
const KHOA = 'urn:thu:khoa';
const coded = (id: string, system: string, code: string): FhirResource => ({
  resourceType: 'Basic',
  id,
  code: { coding: [{ system, code }] },
});
const valueSet = (id: string, include: ValueSetComposeInclude[], exclude?: ValueSetComposeInclude[]): FhirResource => ({
  resourceType: 'ValueSet',
  id,
  status: 'active',
  url: `urn:thu:${id}`,
  compose: { include, ...(exclude ? { exclude } : {}) },
});

const resources: readonly FhirResource[] = [
  coded('i10', ICD, 'I10'),
  coded('i101', ICD, 'I10.1'),
  coded('i11', ICD, 'I11'),
  coded('tim', KHOA, 'tim'),
  coded('noi', KHOA, 'noi'),
  { resourceType: 'Flag', id: 'f1', status: 'active', code: { text: 'cảnh báo' }, subject: { reference: 'Patient/p' } },
  { resourceType: 'Patient', id: 'p', meta: { tag: [{ code: 'chung' }] } },
  { resourceType: 'Group', id: 'g', type: 'person', actual: true, meta: { tag: [{ code: 'chung' }] } },
  valueSet('mot', [{ system: ICD, concept: [{ code: 'I11' }] }]),
  valueSet('gop', [{ valueSet: ['urn:thu:mot'] }, { system: KHOA }]),
  valueSet('cay', [{ system: ICD, filter: [{ property: 'concept', op: 'is-a', value: 'I10' }] }]),
  valueSet(
    'tru',
    [{ system: ICD, concept: [{ code: 'I10' }, { code: 'I11' }] }],
    [{ system: ICD, concept: [{ code: 'I11' }] }],
  ),
  valueSet('kho', [{ system: 'urn:thu:he-la', filter: [{ property: 'x', op: 'regex', value: '.*' }] }]),
  {
    resourceType: 'CodeSystem',
    id: 'khoa',
    status: 'active',
    content: 'complete',
    url: KHOA,
    concept: [{ code: 'noi', concept: [{ code: 'tim' }] }, { code: 'ngoai' }],
  },
];

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer();
  const rows = ['I10', 'I10.1', 'I11'].map((code) => ({ code, display: code, properties: {} }));
  await importCatalog(house.database.sql, { system: ICD, version: '1', source: 'thử', rows, now: new Date() });
  for (const resource of resources) {
    const { status } = await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
    expect(status, `${resource.resourceType}/${resource.id}`).toBe(201);
  }
});
afterAll(() => house.close());

const ask = (path: string, headers?: Record<string, string>) => house.fhir('tool', 'GET', path, undefined, headers);

async function find(path: string): Promise<string[]> {
  const answer = await ask(path, { prefer: 'handling=strict' });
  expect(answer.status, path).toBe(200);
  const bundle = (await answer.json()) as Bundle;
  return (bundle.entry ?? []).map(({ resource }) => resource?.id ?? '').toSorted();
}

describe('mã theo danh sách và theo cấp bậc, hỏi danh mục của nhà', () => {
  test.each([
    ['/Basic?code:in=urn:thu:mot', ['i11']],
    ['/Basic?code:in=ValueSet/mot', ['i11']],
    ['/Basic?code:in=urn:thu:gop', ['i11', 'noi', 'tim']],
    ['/Basic?code:in=urn:thu:cay', ['i10', 'i101']],
    ['/Basic?code:in=urn:thu:tru', ['i10']],
    ['/Basic?code:not-in=urn:thu:gop', ['i10', 'i101']],
    [`/Basic?code:in=${KHOA}?fhir_vs`, ['noi', 'tim']],
    [`/Basic?code:below=${KHOA}%7Cnoi`, ['noi', 'tim']],
    [`/Basic?code:above=${KHOA}%7Ctim`, ['noi', 'tim']],
    [`/Basic?code:below=${ICD}%7CI10`, ['i10', 'i101']],
    [`/Basic?code:above=${ICD}%7CI10.1`, ['i10', 'i101']],
    ['/ValueSet?status:in=http://hl7.org/fhir/ValueSet/publication-status', ['cay', 'gop', 'kho', 'mot', 'tru']],
  ])('%s', async (path, ids) => {
    expect(await find(path)).toEqual(ids);
  });

  test('$subsumes nói cùng một cấp bậc như :below, cũng với mã có dấu chấm của danh mục', async () => {
    const query = new URLSearchParams({ system: ICD, codeA: 'I10', codeB: 'I10.1' });
    const answer = await house.fhir('doctor', 'GET', `/CodeSystem/$subsumes?${query}`);
    expect(await answer.json()).toMatchObject({ parameter: [{ name: 'outcome', valueCode: 'subsumes' }] });
  });

  test.each(['/Basic?code:in=urn:thu:khong-co', '/Basic?code:in=urn:thu:kho', `/Basic?code:below=${ICD}%7CZ99`])(
    'không biết thì nói không biết: %s',
    async (path) => {
      expect((await ask(path)).status).toBe(400);
    },
  );
});

describe('tìm trên nhiều loại', () => {
  test('GET và POST _search với _type; liên kết self giữ _type', async () => {
    expect(await find('/?_type=Patient,Group&_tag=chung')).toEqual(['g', 'p']);
    expect(await find('?_tag=chung')).toEqual(['g', 'p']);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await house.fhir('tool', 'POST', '/_search', '_type=Patient,Group&_tag=chung', form);
    expect(answer.status).toBe(200);
    const { link = [], entry = [] } = (await answer.json()) as Bundle;
    expect(entry.map(({ resource }) => resource?.id).toSorted()).toEqual(['g', 'p']);
    expect(link[0]?.url).toBe(`${house.base}/fhir/R4?_type=Patient%2CGroup&_tag=chung`);
  });

  test('từng trang qua các loại, mỗi bản ghi một lần; tổng số của tất cả', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${house.base}/fhir/R4?_type=Basic,Flag,Patient&_count=2&_total=accurate`;
    for (let pages = 0; next !== undefined && pages < 9; pages += 1) {
      const bundle: Bundle = (await (await ask(next.slice(`${house.base}/fhir/R4`.length))).json()) as Bundle;
      expect(bundle.total).toBe(7);
      seen.push(...(bundle.entry ?? []).map(({ resource }) => resource?.id ?? ''));
      next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    }
    expect(seen.toSorted()).toEqual(['f1', 'i10', 'i101', 'i11', 'noi', 'p', 'tim']);
  });

  test('tham số chỉ vài loại hiểu bị từ chối; tham số không loại nào hiểu: strict 400, lenient bỏ ra khỏi self', async () => {
    expect((await ask('/?_type=Patient,Basic&birthdate=2000')).status).toBe(400);
    expect((await ask('/?_type=Patient,KhongCo')).status).toBe(400);
    expect((await ask('/?_type=Patient&_sort=name')).status).toBe(400);
    expect((await ask('/?_type=Patient&mau=den', { prefer: 'handling=strict' })).status).toBe(400);
    const { link = [] } = (await (await ask('/?_type=Patient&mau=den')).json()) as Bundle;
    expect(link[0]?.url).toBe(`${house.base}/fhir/R4?_type=Patient`);
  });

  test('không có quyền với loại được nêu thì 403, không nêu thì không thấy', async () => {
    const clerk = (path: string) => house.fhir('patient', 'GET', path);
    expect((await clerk('/?_type=Basic')).status).toBe(403);
  });
});
