import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { once } from 'node:events';
import { codeSystems, LEGAL_HOLD, visitByNumber } from '@lienmach/core';
import { checkRecord, type FhirStore } from '@lienmach/fhir-store';
import { openRecord, systems } from '@lienmach/server';
import { openTestSql, type TestSql } from '@lienmach/testing';
import type { FhirResource, List } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findOldFiles, retentionCaller } from './find-files.ts';
import { type Minutes, signMinutes } from './minutes.ts';
import { closeList, type PurgeOrder, purgeList } from './purge-list.ts';
import { saveList } from './save-list.ts';

let database: TestSql;
let store: FhirStore;
const children: ChildProcess[] = [];
const now = () => new Date('2026-11-22T03:00:00Z');
const caller = retentionCaller('Người thử');

beforeAll(async () => {
  database = await openTestSql();
  store = openRecord(database.sql, systems, now).store;
  await write(
    { resourceType: 'Patient', id: 'an' },
    { resourceType: 'Patient', id: 'mat', deceasedDateTime: '2014-03-05' },
  );
  await write({ resourceType: 'Practitioner', id: 'luu-tru' }, { resourceType: 'Practitioner', id: 'du-lieu' });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.close();
});

const write = async (...resources: FhirResource[]) => {
  for (const resource of resources) await store.update(caller, resource);
};
const visit = (id: string, end: string, more: object = {}): FhirResource => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: 'Patient/an' },
  period: { start: end, end },
  ...more,
});
const diagnosis = (id: string, at: string, code: string): FhirResource => ({
  resourceType: 'Condition',
  id,
  subject: { reference: 'Patient/an' },
  encounter: { reference: `Encounter/${at}` },
  code: { coding: [{ system: codeSystems.icd10, code }] },
});
const hold = (id: string, more: Partial<List>): List => ({
  resourceType: 'List',
  id,
  status: 'current',
  mode: 'working',
  code: { coding: [LEGAL_HOLD] },
  ...more,
});
const look = async () => {
  const standings = await findOldFiles(database.sql, store, now(), { most: 100 });
  return new Map(standings.map(({ file, kept }) => [file.visit.slice('Encounter/'.length), kept]));
};
const readList = async (id: string) => JSON.parse((await store.read(caller, 'List', id)).text) as List;
/** as `List/$approve-destruction` writes it */
const approve = async (id: string, who: string) => {
  const list = await readList(id);
  const note = {
    authorReference: { reference: `Practitioner/${who}`, display: who },
    time: '2026-11-22T10:00:00+07:00',
    text: 'Đồng ý',
  };
  await store.update(caller, { ...list, note: [...(list.note ?? []), note] });
};
const order = (list: string): PurgeOrder => ({ list, decision: '12/QĐ-BV ngày 20/11/2026', by: 'Trần Thị Lưu Trữ' });
const propose = async () =>
  (await saveList(store, await findOldFiles(database.sql, store, now(), { most: 100 }), 'Người lập', now())).id;
const approved = async () => {
  const id = await propose();
  await approve(id, 'luu-tru');
  await approve(id, 'du-lieu');
  return id;
};
const purge = (id: string) => purgeList(database.sql, store, order(id), { now });

/** The same in a process of its own. */
function startPurge(id: string): ChildProcess {
  const code = `const { openPostgres, openStore } = await import(${JSON.stringify(import.meta.resolve('@lienmach/fhir-store'))});
    const { purgeList } = await import(${JSON.stringify(new URL('./purge-list.ts', import.meta.url).href)});
    const sql = openPostgres({ url: process.env.URL_OF_TEST, max: 3 });
    await purgeList(sql, openStore(sql), ${JSON.stringify(order(id))}, { now: () => new Date('2026-11-22T03:00:00Z') });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, URL_OF_TEST: database.url },
    stdio: 'ignore',
  });
  children.push(child);
  return child;
}

describe('hồ sơ nào hết thời hạn lưu trữ', () => {
  test('theo năm kết thúc, theo loại dài nhất, trừ hồ sơ đang giữ và hồ sơ còn được chỉ vào', async () => {
    await write(
      visit('cu', '2015-12-31T23:59:00+07:00'),
      diagnosis('cu-cd', 'cu', 'I10'),
      visit('moi', '2016-01-01T00:10:00+07:00'),
      visit('dang', '2014-01-01T08:00:00+07:00', { status: 'in-progress' }),
      visit('tam-than', '2012-05-05T08:00:00+07:00'),
      diagnosis('tam-than-cd', 'tam-than', 'F20'),
      visit('su-co', '2001-05-05T08:00:00+07:00'),
      diagnosis('su-co-cd', 'su-co', 'Y62'),
      visit('tu-vong', '2014-03-03T08:00:00+07:00', { subject: { reference: 'Patient/mat' } }),
      visit('bi-giu', '2013-03-03T08:00:00+07:00'),
      hold('giu-1', { entry: [{ item: visitByNumber('bi-giu') }], subject: { reference: 'Patient/an' } }),
      visit('con-dung', '2013-04-03T08:00:00+07:00'),
      {
        resourceType: 'AllergyIntolerance',
        id: 'di-ung',
        patient: { reference: 'Patient/an' },
        encounter: { reference: 'Encounter/con-dung' },
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
        },
      },
    );
    const found = await look();
    expect([...found.keys()].sort()).toEqual(['bi-giu', 'con-dung', 'cu', 'su-co', 'tam-than', 'tu-vong']);
    expect(found.get('cu')).toBeUndefined();
    expect(found.get('tam-than')).toContain('psychiatric');
    expect(found.get('tu-vong')).toContain('death');
    expect(found.get('su-co')).toContain('vĩnh viễn');
    expect(found.get('bi-giu')).toContain('List/giu-1');
    expect(found.get('con-dung')).toContain('AllergyIntolerance/di-ung');
  });

  test('giữ cả người bệnh thì không lượt nào của họ đi; bỏ lệnh giữ thì lại được', async () => {
    await write(hold('giu-an', { subject: { reference: 'Patient/an' } }));
    expect((await look()).get('cu')).toContain('List/giu-an');
    await expect(propose()).rejects.toMatchObject({ code: 'retention.nothingDue' });
    await write(hold('giu-an', { subject: { reference: 'Patient/an' }, status: 'retired' }));
    expect((await look()).get('cu')).toBeUndefined();
  });
});

describe('tiêu hủy theo danh mục', () => {
  test('chưa đủ hai người duyệt, cùng một người duyệt hai lần, thiếu quyết định, không có danh mục: không làm gì', async () => {
    const id = await propose();
    await approve(id, 'luu-tru');
    await approve(id, 'luu-tru');
    await expect(purge(id)).rejects.toMatchObject({ code: 'retention.notApproved', status: 403 });
    await approve(id, 'du-lieu');
    await expect(purgeList(database.sql, store, { ...order(id), decision: ' ' }, { now })).rejects.toMatchObject({
      code: 'retention.whoAndWhy',
    });
    await expect(purge('khong-co')).rejects.toMatchObject({ code: 'retention.unknownList' });
    await expect(purge('giu-1')).rejects.toMatchObject({ code: 'retention.unknownList' });
    expect((await store.read(caller, 'Encounter', 'cu')).version).toBe(1);
  });

  test('bị giữ, hay đã sửa, sau khi duyệt: không hồ sơ nào của danh mục bị động tới', async () => {
    await write(visit('cu-2', '2014-06-01T08:00:00+07:00'));
    const id = await approved();
    await write(hold('giu-2', { entry: [{ item: visitByNumber('cu-2') }] }));
    await expect(purge(id)).rejects.toMatchObject({ code: 'retention.mustStay' });
    await write(hold('giu-2', { entry: [{ item: visitByNumber('cu-2') }], status: 'retired' }));
    await write(diagnosis('cu-cd', 'cu', 'J06'));
    await expect(purge(id)).rejects.toMatchObject({
      code: 'retention.mustStay',
      message: expect.stringContaining('cu'),
    });
    for (const one of ['cu', 'cu-2']) expect((await store.read(caller, 'Encounter', one)).version).toBe(1);
  });

  test('bị kill -9 giữa chừng rồi chạy lại: làm tiếp, không làm hai lần; dấu vết trong hàng chờ cũng đi; phần còn lại nguyên vẹn', async () => {
    await write(visit('cu-3', '2014-07-01T08:00:00+07:00'), diagnosis('cu-3-cd', 'cu-3', 'I10'));
    await database.sql.query({
      text: `insert into job (handler, key, subject, payload, run_at, state) values ('thu/x', 'k', 'Condition/cu-3-cd/_history/1', '{}', now(), 1)`,
    });
    const id = await approved();
    const kept = (await checkRecord(database.sql)).danglingReferences;
    const gone = async () =>
      (await Promise.allSettled(['cu', 'cu-2', 'cu-3'].map((one) => store.read(caller, 'Encounter', one)))).filter(
        ({ status }) => status === 'rejected',
      ).length;
    // somebody holds a part of the second file: the work stands still there, and is killed
    await database.sql.transaction(async (tx) => {
      await tx.query({ text: "select 1 from resource where id = 'cu-3' for update" });
      const child = startPurge(id);
      const ended = once(child, 'exit');
      await vi.waitFor(async () => expect(await gone()).toBe(1), { timeout: 50_000, interval: 100 });
      child.kill('SIGKILL');
      await ended;
    });
    expect(await gone()).toBe(1);
    const minutes = await purge(id);
    await closeList(store, order(id), now());
    expect(await gone()).toBe(3);
    expect(minutes.files.map((one) => one.visit).sort()).toEqual(['cu', 'cu-2', 'cu-3']);
    const traces = await database.sql.query({
      text: `select 1 from job where subject like 'Condition/cu-3-cd/%' union all
        select 1 from outbox where entries like '%"cu-3-cd","version":1%'`,
    });
    expect(traces).toEqual([]);
    const check = await checkRecord(database.sql);
    expect(check.findings).toEqual([]);
    expect(check.danglingReferences).toBe(kept);
    const log = await database.sql.query<{ purpose: string; agent_name: string }>({
      text: "select purpose, agent_name from audit where activity = 'retention-destroy'",
    });
    expect(log).toHaveLength(3);
    expect(log[0]).toEqual({ purpose: 'Tiêu hủy theo 12/QĐ-BV ngày 20/11/2026', agent_name: 'Trần Thị Lưu Trữ' });
    await expect(purge(id)).rejects.toMatchObject({ code: 'retention.finished' });
    expect((await readList(id)).status).toBe('retired');
  });

  test('danh mục đã lập thì không sửa được nữa, kể cả người quản trị hồ sơ', async () => {
    await write(visit('cu-4', '2014-08-01T08:00:00+07:00'));
    const list = await readList(await propose());
    await expect(store.update(caller, { ...list, entry: [{ item: visitByNumber('moi') }] })).rejects.toMatchObject({
      code: 'medical-record.listKept',
    });
  });
});

test('biên bản được ký: đổi một chữ là chữ ký sai', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const minutes: Minutes = {
    kind: 'lienmach-destruction-minutes',
    list: 'List/x',
    decision: '12/QĐ-BV',
    by: 'A',
    approved: [],
    proposedAt: '',
    finishedAt: '',
    files: [],
    remaining: '',
  };
  const signed = signMinutes(minutes, privateKey);
  const isGenuine = (one: Minutes) =>
    verify(null, Buffer.from(JSON.stringify(one)), publicKey, Buffer.from(signed.signature, 'base64'));
  expect(isGenuine(signed.minutes)).toBe(true);
  expect(isGenuine({ ...signed.minutes, by: 'B' })).toBe(false);
});
