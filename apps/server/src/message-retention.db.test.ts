import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifierSystems, LEGAL_HOLD } from '@lienmach/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retainMessages } from './message-retention.ts';
import { openRecord } from './open-record.ts';
import { openTestServer, type TestServer } from './open-test-server.ts';
import { systems } from './systems.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer();
});
afterAll(() => house.close());

const put = async (resource: { resourceType: string; id: string }, status = 201): Promise<void> => {
  const answer = await house.fhir('tool', 'PUT', `/${resource.resourceType}/${resource.id}`, resource);
  expect(answer.status, await answer.text()).toBe(status);
};
const save = async (id: string, definition: object): Promise<void> => {
  const given = { id, name: id, definition: JSON.stringify(definition), status: 'off' };
  const parameter = Object.entries(given).map(([name, value]) => ({
    name,
    ...(name === 'status' ? { valueCode: value } : { valueString: value }),
  }));
  const answer = await house.fhir('integrator', 'POST', '/Endpoint/$save-channel', {
    resourceType: 'Parameters',
    parameter,
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
};

test('tự chạy chỉ bỏ theo hạn kênh đã khai, người chạy thì cả hạn của luật; hồ sơ đang giữ thì bản tin của người đó, cả dưới số cũ đã gộp, còn tới khi hết giữ', async () => {
  await put({ resourceType: 'Organization', id: '99001', name: 'Bệnh viện Thử' } as never);
  const partner = { id: 'doi-tac' };
  const folder = { direction: 'in', transport: { kind: 'folder', folder: 'cu' }, partner, retention: { days: 90 } };
  await save('kenh-90', folder);
  await save('may-astm', { direction: 'in', codec: 'astm', transport: { kind: 'folder', folder: 'astm' }, partner });
  await save('kenh-luat', { direction: 'in', transport: { kind: 'folder', folder: 'luat' }, partner });
  const done = join(house.dataDir, 'exchange', 'cu', 'done');
  mkdirSync(done, { recursive: true });
  writeFileSync(join(done, 'a.hl7'), 'x');
  const row = (id: string, channel: string, on: string, patient: string) =>
    `('x', '${id}', '${id}', convert_to('MSH|' || chr(13) || 'PID|${patient}', 'UTF8'), '${on}', 'applied', '${on}', '${channel}', '${patient}')`;
  const rows = [
    row('R1', 'kenh-90', '2027-01-01', 'B1'),
    row('R2', 'kenh-90', '2027-09-01', 'B1'),
    row('R3', 'may-astm', '2024-12-31', 'B2'),
    row('R4', 'may-astm', '2025-01-02', 'B2'),
    row('R5', 'kenh-luat', '2017-02-01', 'B2'),
    row('R6', 'kenh-khong-con', '2016-06-01', 'B2'),
    row('R7', 'kenh-90', '2027-01-01', 'GIU'),
    row('R8', 'kenh-90', '2027-01-01', 'GIU-CU'),
  ];
  const { sql } = house.database;
  await sql.query({
    text: `insert into message_in (partner, control_id, hash, raw, received, state, settled, channel, patient_key) values ${rows.join(', ')}`,
  });
  await put({
    resourceType: 'Patient',
    id: 'giu',
    identifier: [{ system: identifierSystems.patientNumber, value: 'GIU' }],
  } as never);
  const before = { link: [{ other: { reference: 'Patient/giu' }, type: 'replaced-by' }], active: false };
  await put({
    resourceType: 'Patient',
    id: 'giu-cu',
    ...before,
    identifier: [{ system: identifierSystems.patientNumber, value: 'GIU-CU' }],
  } as never);
  const hold = { status: 'current', mode: 'working', code: { coding: [LEGAL_HOLD] } };
  await put({ resourceType: 'List', id: 'giu', ...hold, subject: { reference: 'Patient/giu' } } as never);
  const { store } = openRecord(sql, systems, () => new Date());
  const kept = { sql, store, folder: house.dataDir, now: () => new Date('2027-10-01T00:00:00Z') };
  const left = async () => {
    const text = "select control_id from message_in where control_id like 'R%' order by control_id";
    return (await sql.query<{ control_id: string }>({ text })).map(({ control_id }) => control_id).join(' ');
  };
  expect((await retainMessages(kept, { isTrial: true })).files).toBe(1);
  expect(await left()).toBe('R1 R2 R3 R4 R5 R6 R7 R8');
  expect((await retainMessages(kept, { onlyDeclared: true })).files).toBe(1);
  expect(await left()).toBe('R2 R3 R4 R5 R6 R7 R8');
  await retainMessages(kept);
  expect(await left()).toBe('R2 R4 R5 R7 R8');
  const lifted = { resourceType: 'List', id: 'giu', ...hold, status: 'retired', subject: { reference: 'Patient/giu' } };
  await put(lifted as never, 200);
  await retainMessages(kept);
  expect(await left()).toBe('R2 R4 R5');
});
