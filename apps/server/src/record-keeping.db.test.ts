import { DESTRUCTION_LIST, LEGAL_HOLD, visitByNumber } from '@lienmach/core';
import type { List } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer();
  await put('Patient', 'an', {});
  for (const id of ['records-clerk', 'data-officer']) await put('Practitioner', id, {});
  await put('Encounter', 'e1', {
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/an' },
  });
});
afterAll(() => house.close());

const put = async (type: string, id: string, more: object) =>
  expect((await house.fhir('tool', 'PUT', `/${type}/${id}`, { resourceType: type, id, ...more })).ok).toBe(true);
const call = (role: string, operation: string, at: string, input: Record<string, unknown> = {}) =>
  house.server.host.call<object>(
    { reference: `Practitioner/${role}`, display: role, roles: [role], client: 'test' },
    operation,
    at,
    input,
  );
const statusOf = async (role: string, method: string, path: string, body?: object) =>
  (await house.fhir(role, method, path, body)).status;
const hold: List = {
  resourceType: 'List',
  status: 'current',
  mode: 'working',
  code: { coding: [LEGAL_HOLD] },
  entry: [{ item: visitByNumber('e1') }],
};

test('với quyền thật của từng vai trò: lưu trữ đặt lệnh giữ, cán bộ dữ liệu bỏ, không ai ghi thẳng', async () => {
  await call('records-clerk', 'Encounter/$hold-record', 'Encounter/e1', { reason: 'Công văn 45/CQĐT' });
  await expect(
    call('records-clerk', 'Encounter/$release-hold', 'Encounter/e1', { reason: 'Thôi' }),
  ).rejects.toMatchObject({
    status: 403,
  });
  for (const role of ['records-clerk', 'data-officer', 'doctor', 'administrator'])
    expect([role, await statusOf(role, 'POST', '/List', hold)]).toEqual([role, 403]);
  for (const role of ['doctor', 'nurse', 'cashier', 'administrator'])
    expect([role, await statusOf(role, 'GET', '/List')]).toEqual([role, 403]);
  expect(await statusOf('data-officer', 'GET', '/List?subject=Patient/an')).toBe(200);
  // whoever lifts a hold still sees nothing clinical
  expect(await statusOf('data-officer', 'GET', '/Encounter/e1')).toBe(403);
  expect(
    await call('data-officer', 'Encounter/$release-hold', 'Encounter/e1', { reason: 'Vụ việc đã kết thúc' }),
  ).toEqual({ released: 1 });
});

test('với quyền thật: hai người duyệt danh mục; ai khác thì không', async () => {
  await put('List', 'dm', {
    status: 'current',
    mode: 'snapshot',
    code: { coding: [DESTRUCTION_LIST] },
    entry: hold.entry,
  });
  await expect(call('administrator', 'List/$approve-destruction', 'List/dm')).rejects.toMatchObject({ status: 403 });
  expect(await call('records-clerk', 'List/$approve-destruction', 'List/dm')).toEqual({ approvals: 1 });
  expect(await call('data-officer', 'List/$approve-destruction', 'List/dm')).toEqual({ approvals: 2 });
  expect(await statusOf('tool', 'DELETE', '/List/dm')).toBe(403);
});
