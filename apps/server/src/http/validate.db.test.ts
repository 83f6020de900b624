import { codeSystems, extensions, identifierSystems, VN, vnCoverage, vnPatient } from '@lienmach/core';
import type { OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer({});
});
afterAll(() => house.close());

const send = (method: string, path: string, body?: unknown) => house.fhir('tool', method, path, body);

async function found(path: string, body?: unknown, method = 'POST'): Promise<(string | undefined)[][]> {
  const answer = await send(method, path, body);
  expect(answer.status).toBe(200);
  const { issue } = (await answer.json()) as OperationOutcome;
  return issue.map(({ severity, expression, details }) => [
    severity,
    expression?.[0],
    details?.coding?.[0]?.code?.replace(/^\w+\./, ''),
  ]);
}

const patient = (change: object = {}) => ({ resourceType: 'Patient', name: [{ text: 'Người Thử' }], ...change });

test('bản ghi đúng: 200, một thông báo không có lỗi', async () => {
  expect(await found('/Patient/$validate', patient())).toEqual([['information', undefined, 'nothingWrong']]);
});

test('sai R4 và sai hồ sơ mẫu VN Core được nói cùng lúc, kèm đúng chỗ sai', async () => {
  const wrong = patient({
    gender: 'nam',
    identifier: [{ value: 'a' }, { system: identifierSystems.personalNumber }],
    extension: [
      { url: extensions.ethnicity, valueString: 'Kinh' },
      { url: extensions.ethnicity, valueString: 'Tày' },
    ],
  });
  const issues = await found(`/Patient/$validate?profile=${vnPatient.url}`, wrong);
  expect(issues.filter(([severity]) => severity === 'error')).toEqual([
    ['error', 'Patient.gender', 'invalidCode'],
    ['error', 'Patient.extension', 'tooManyItems'],
    ['error', 'Patient.extension[0].valueString', 'wrongType'],
    ['error', 'Patient.extension[1].valueString', 'wrongType'],
    ['error', 'Patient.identifier[1].value', 'tooFewItems'],
  ]);
});

test('Parameters với mode và profile; lượt khám không phải thẻ BHYT', async () => {
  const parameter = [
    { name: 'mode', valueCode: 'create' },
    { name: 'profile', valueUri: vnCoverage.url },
    { name: 'resource', resource: patient() },
  ];
  expect(await found('/Patient/$validate', { resourceType: 'Parameters', parameter })).toEqual([
    ['error', 'Patient.meta.profile', 'profileOfOtherType'],
  ]);
});

test('hồ sơ mẫu lạ: hỏi đích danh thì là lỗi, chỉ tự nhận thì là lưu ý', async () => {
  const unknown = 'https://noi.khac/StructureDefinition/la';
  expect(await found(`/Patient/$validate?profile=${unknown}`, patient())).toEqual([
    ['error', 'Patient', 'unknownProfile'],
  ]);
  expect(await found('/Patient/$validate', patient({ meta: { profile: [unknown] } }))).toEqual([
    ['warning', 'Patient', 'unknownProfile'],
  ]);
});

test('ghi: tự nhận hồ sơ mẫu nhà biết mà không đúng thì bị từ chối; không biết hay không nhận thì như trước', async () => {
  const coverage = {
    resourceType: 'Coverage',
    status: 'active',
    beneficiary: { display: 'Người Thử' },
    payor: [{ display: 'BHXH' }],
    subscriberId: 'DN4019912345678',
    identifier: [{ system: identifierSystems.insuranceCard, value: 'TE1019900000001' }],
  };
  const refused = await send('POST', '/Coverage', { ...coverage, meta: { profile: [vnCoverage.url] } });
  expect(refused.status).toBe(422);
  const { issue } = (await refused.json()) as OperationOutcome;
  expect(issue[0]).toMatchObject({
    severity: 'error',
    details: { text: 'Số người tham gia phải trùng với số thẻ BHYT.' },
    diagnostics: 'vn-coverage-subscriberid-consistency: subscriberId agrees with the BHYT identifier',
    expression: ['Coverage'],
  });
  expect((await send('POST', '/Coverage', coverage)).status).toBe(201);
  const elsewhere = { profile: ['https://noi.khac/StructureDefinition/la'] };
  expect((await send('POST', '/Coverage', { ...coverage, meta: elsewhere })).status).toBe(201);
});

test('sinh hiệu: nền của HL7 và phần của Việt Nam cùng được kiểm', async () => {
  const code = (value: string) => ({ coding: [{ system: codeSystems.loinc, code: value }] });
  const mmHg = { value: 120, system: codeSystems.ucum, code: 'mm[Hg]' };
  const pressure = {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: codeSystems.observationCategory, code: 'vital-signs' }] }],
    code: code('85354-9'),
    subject: { reference: 'Patient/x' },
    effectiveDateTime: '2026-03-02',
    component: [{ code: code('8480-6'), valueQuantity: mmHg }, { code: code('8462-4') }],
  };
  const profile = `${VN}/StructureDefinition/vn-core-observation-blood-pressure`;
  const issues = await found(`/Observation/$validate?profile=${profile}`, pressure);
  expect(issues.filter(([severity]) => severity === 'error')).toEqual([
    ['error', 'Observation.component[1]', 'invariant'],
  ]);
  const { effectiveDateTime: _, ...undated } = pressure;
  expect(await found(`/Observation/$validate?profile=${profile}`, { ...undated, category: [{ text: 'x' }] })).toEqual(
    expect.arrayContaining([
      ['error', 'Observation.category', 'tooFewItems'],
      ['error', 'Observation.effective', 'tooFewItems'],
    ]),
  );
});

test('bản đã lưu: GET; sửa và xóa hỏi trước; chưa có thì 404', async () => {
  await send('PUT', '/Patient/da-luu', patient({ id: 'da-luu' }));
  expect(await found('/Patient/da-luu/$validate', undefined, 'GET')).toEqual([
    ['information', undefined, 'nothingWrong'],
  ]);
  expect(await found('/Patient/da-luu/$validate?mode=update', patient({ id: 'khac' }))).toEqual([
    ['error', 'Patient.id', 'idMismatch'],
  ]);
  expect(await found('/Patient/da-luu/$validate?mode=delete')).toEqual([['information', undefined, 'nothingWrong']]);
  expect((await send('POST', '/Patient/khong-co/$validate?mode=delete')).status).toBe(404);
});

test('hỏi sai cách: kiểu lạ, sửa mà không nói bản nào, thiếu nội dung, nội dung khác loại', async () => {
  for (const path of ['/Patient/$validate?mode=la', '/Patient/$validate?mode=update'])
    expect((await send('POST', path, patient())).status).toBe(400);
  expect((await send('POST', '/Patient/$validate')).status).toBe(400);
  expect((await send('POST', '/Encounter/$validate', patient())).status).toBe(400);
});

test('không đăng nhập thì không hỏi được', async () => {
  const answer = await fetch(`${house.base}/fhir/R4/Patient/$validate`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(patient()),
  });
  expect(answer.status).toBe(401);
});
