import { testSite } from '@lienmach/testing';
import type { AuditEvent, Bundle, FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const ORGANIZATION = 'Organization/benh-vien';
const number = [{ system: 'urn:so', value: 'an-1' }];
let house: TestServer;
let citizen = '';

const sign = (id: string, patient: string): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'Mạch' },
  subject: { reference: `Patient/${patient}` },
});

/** Ẩn, a stranger, and Ẩn's child. */
const world: readonly FhirResource[] = [
  { resourceType: 'Patient', id: 'an', name: [{ text: 'Nguyễn Thị Thử An' }], identifier: number },
  { resourceType: 'Patient', id: 'kin', name: [{ text: 'Lý Văn Thử Kín' }] },
  { resourceType: 'Patient', id: 'con', name: [{ text: 'Trần Thử Con' }], birthDate: '2020-05-05' },
  {
    resourceType: 'RelatedPerson',
    id: 'me',
    active: true,
    identifier: number,
    patient: { reference: 'Patient/con' },
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH' }] }],
  },
  sign('o-an', 'an'),
  sign('o-kin', 'kin'),
  sign('o-con', 'con'),
];

beforeAll(async () => {
  house = await openTestServer({ site: { facility: { ...testSite.facility, organization: ORGANIZATION } } });
  for (const resource of world) await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  const secret = await house.server.access.clients.create({
    id: 'cong-dan',
    display: 'Người dân',
    reference: 'Patient/an',
    roles: ['citizen'],
    scope: 'system/*.cruds',
  });
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'cong-dan', client_secret: secret });
  const answer = await fetch(`${house.base}/oauth2/token`, { method: 'POST', body });
  citizen = ((await answer.json()) as { access_token: string }).access_token;
  for (const path of ['/Patient/an', '/Observation/o-an', '/Observation/o-kin', '/Observation/o-con', '/Patient/kin'])
    await house.fhir('doctor', 'GET', path);
  await house.fhir('nurse', 'GET', '/Patient?name:contains=Thử');
});
afterAll(() => house.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${house.base}/fhir/R4${path}`, { ...init, headers: { authorization: `Bearer ${citizen}`, ...init.headers } });

async function events(path: string, init?: RequestInit): Promise<AuditEvent[]> {
  const answer = await ask(path, init);
  expect([path, answer.status]).toEqual([path, 200]);
  return ((await answer.json()) as Bundle).entry?.map(({ resource }) => resource as AuditEvent) ?? [];
}
const touched = ({ entity = [] }: AuditEvent) => entity.map(({ what }) => what?.reference);
const rows = async (where: string) => {
  await house.server.access.audit.flush();
  return house.database.sql.query<{ seq: string }>({
    text: `select seq::text as seq from audit where ${where} order by audit.seq`,
  });
};

describe('người dân xem ai đã mở hồ sơ của mình', () => {
  test('thấy người xem, giờ, việc; không thấy câu hỏi và địa chỉ máy của nhân viên', async () => {
    const all = await events('/AuditEvent?agent=client:test-doctor');
    expect(all.map(touched)).toEqual([
      ['Patient/con', 'Observation/o-con'],
      ['Patient/an', 'Observation/o-an'],
      ['Patient/an'],
    ]);
    expect(all[2]).toMatchObject({
      recorded: expect.stringContaining('Z'),
      subtype: [{ code: 'read' }],
      agent: [{ who: { identifier: { value: 'client:test-doctor' }, display: 'test-doctor' } }],
    });
    const text = JSON.stringify(await events('/AuditEvent?_count=1000'));
    expect(text).not.toContain('"network"');
    expect(text).not.toContain('"query"');
    expect(text).not.toContain('kin');
  });

  test('một lần tìm ra nhiều người: chỉ thấy phần của mình và của con', async () => {
    const [found] = await events('/AuditEvent?agent=client:test-nurse');
    expect(found && touched(found).toSorted()).toEqual(['Patient/an', 'Patient/con']);
    const mixed = await rows(`client = 'test-nurse' and activity = 'search'`);
    expect(await events(`/AuditEvent?_id=${mixed[0]?.seq}&patient=kin`)).toEqual([]);
    expect(await events(`/AuditEvent?_id=${mixed[0]?.seq}&entity=Patient/kin`)).toEqual([]);
    expect(await events(`/AuditEvent?_id=${mixed[0]?.seq}&entity=Patient/an`)).toEqual([]);
    expect(await events(`/AuditEvent?_id=${mixed[0]?.seq}&patient=an`)).toHaveLength(1);
  });

  test('của người khác: như không có, hỏi cách nào cũng vậy', async () => {
    const [theirs] = await rows(`'Observation/o-kin' = any(what) and client = 'test-doctor'`);
    const nothing = await ask('/AuditEvent/999999999');
    const hidden = await ask(`/AuditEvent/${theirs?.seq}`);
    expect([hidden.status, await hidden.text()]).toEqual([nothing.status, await nothing.text()]);
    for (const query of [
      'patient=kin',
      'patient=Patient/kin',
      'entity=Observation/o-kin',
      'entity=Patient/kin',
      `_id=${theirs?.seq}`,
    ])
      expect([query, await events(`/AuditEvent?${query}`)]).toEqual([query, []]);
    expect(await events('/Patient/kin/AuditEvent')).toEqual([]);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await events('/AuditEvent/_search', { method: 'POST', body: 'patient=kin', headers: form })).toEqual([]);
  });

  test('hỏi bằng biểu mẫu, hỏi dưới người bệnh, đọc theo số: cùng một câu trả lời', async () => {
    const own = await events('/AuditEvent?patient=an&agent=client:test-doctor');
    expect(own).toHaveLength(2);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'patient=an&agent=client:test-doctor';
    expect(await events('/AuditEvent/_search', { method: 'POST', body, headers: form })).toEqual(own);
    expect(await events('/Patient/an/AuditEvent?agent=client:test-doctor')).toEqual(own);
    expect(await (await ask(`/AuditEvent/${own[0]?.id}`)).json()).toEqual(own[0]);
  });

  test('từng trang một, không sót không trùng', async () => {
    const seen: (string | undefined)[] = [];
    let path: string | undefined = '/AuditEvent?agent=client:test-doctor&_count=1';
    while (path !== undefined && seen.length < 20) {
      const bundle = (await (await ask(path)).json()) as Bundle;
      seen.push(...(bundle.entry ?? []).map(({ resource }) => resource?.id));
      path = bundle.link?.find(({ relation }) => relation === 'next')?.url.slice(`${house.base}/fhir/R4`.length);
    }
    expect(seen).toEqual((await events('/AuditEvent?agent=client:test-doctor')).map(({ id }) => id));
  });

  test('tham số lạ bị từ chối, không bị bỏ qua', async () => {
    expect((await ask('/AuditEvent?name=an')).status).toBe(400);
    expect(
      (await ask('/AuditEvent/_search', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }))
        .status,
    ).toBe(415);
  });
});

describe('nhân viên', () => {
  test.each([
    'registrar',
    'nurse',
    'doctor',
    'lab-doctor',
    'cashier',
    'claims-clerk',
    'records-clerk',
    'data-exporter',
  ])('%s không xem được nhật ký', async (role) => {
    for (const path of ['/AuditEvent', '/AuditEvent?patient=an', '/AuditEvent/1', '/Patient/an/AuditEvent'])
      expect([path, (await house.fhir(role, 'GET', path)).status]).toEqual([path, 403]);
  });

  test.each(['administrator', 'data-officer', 'tool'])(
    '%s xem được cả, cả khi có người từ chối cơ sở này',
    async (role) => {
      const refusal: FhirResource = {
        resourceType: 'Consent',
        id: 'tu-choi',
        status: 'active',
        scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
        category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
        patient: { reference: 'Patient/kin' },
        policyRule: { text: 'Từ chối' },
        provision: { type: 'deny', actor: [{ role: { text: 'nơi nhận' }, reference: { reference: ORGANIZATION } }] },
      };
      await house.fhir('tool', 'PUT', '/Consent/tu-choi', refusal);
      expect((await house.fhir('doctor', 'GET', '/Patient/kin')).status).toBe(404);
      const answer = await house.fhir(role, 'GET', '/AuditEvent?patient=kin&agent=client:test-doctor');
      const found =
        ((await answer.json()) as Bundle).entry?.map(({ resource }) => touched(resource as AuditEvent)) ?? [];
      expect(found).toContainEqual(['Patient/kin', 'Observation/o-kin']);
      await house.fhir('tool', 'DELETE', '/Consent/tu-choi');
    },
  );
});
