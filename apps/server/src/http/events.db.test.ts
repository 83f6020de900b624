import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer();
});
afterAll(() => house.close());

interface Listening {
  readonly status: number;
  /** everything heard so far */
  heard(): string;
  changes(): string[];
  /** what a browser would send as Last-Event-ID */
  lastId(): string;
  stop(): Promise<void>;
}

async function listen(role: string, query: Record<string, string | string[]>, lastId = ''): Promise<Listening> {
  const abort = new AbortController();
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const answer = await fetch(`${house.base}/events?${asked}`, {
    headers: { authorization: `Bearer ${await house.token(role)}`, ...(lastId && { 'last-event-id': lastId }) },
    signal: abort.signal,
  });
  let text = '';
  const reading = (async () => {
    for await (const bytes of answer.body ?? []) text += Buffer.from(bytes).toString('utf8');
  })().catch(() => undefined);
  if (answer.ok) await vi.waitFor(() => expect(text).toContain('event: ready'), { timeout: 30_000 });
  return {
    status: answer.status,
    heard: () => text,
    changes: () =>
      [...text.matchAll(/^data: (\{"changes".*)$/gm)].flatMap(([, data = '{}']) =>
        (JSON.parse(data) as { changes: { type: string; id: string }[] }).changes.map(
          ({ type, id }) => `${type}/${id}`,
        ),
      ),
    lastId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '',
    async stop() {
      abort.abort();
      await reading;
    },
  };
}

const put = async (type: string, id: string, more: object) => {
  const answer = await house.fhir('tool', 'PUT', `/${type}/${id}`, { resourceType: type, id, ...more });
  expect(answer.ok).toBe(true);
  await answer.text();
};
const result = (id: string, status: string, more: object = {}) =>
  put('Observation', id, { status, code: { text: 'Kali' }, ...more });
const hears = (listening: Listening, ids: readonly string[]) =>
  vi.waitFor(() => expect(listening.changes()).toEqual(ids), { timeout: 30_000 });

describe('luồng tin theo điều kiện', () => {
  test('chỉ những gì đang khớp điều kiện; một luồng nghe được nhiều điều kiện', async () => {
    const one = await listen('doctor', { criteria: ['Observation?status=final', 'Patient?gender=female'] });
    await result('dk-1', 'preliminary');
    await put('Patient', 'dk-nam', { gender: 'male' });
    await result('dk-2', 'final');
    await put('Patient', 'dk-nu', { gender: 'female' });
    // looked at when it is told: what becomes final a moment later would be heard at once
    await hears(one, ['Observation/dk-2', 'Patient/dk-nu']);
    await result('dk-1', 'final');
    await hears(one, ['Observation/dk-2', 'Patient/dk-nu', 'Observation/dk-1']);
    expect(one.heard()).not.toContain('Kali');
    await one.stop();
  });

  test('đứt rồi nối lại bằng mã cuối: đúng phần đã lỡ, không lặp, kể cả sau những tin không khớp', async () => {
    const before = await listen('doctor', { criteria: 'Observation?status=amended' });
    await result('lo-1', 'amended');
    await hears(before, ['Observation/lo-1']);
    await before.stop();
    await result('lo-2', 'amended');
    await result('lo-3', 'final');
    await result('lo-4', 'amended');
    const after = await listen('doctor', { criteria: 'Observation?status=amended' }, before.lastId());
    await result('lo-5', 'amended');
    await hears(after, ['Observation/lo-2', 'Observation/lo-4', 'Observation/lo-5']);
    await after.stop();
  });

  test('giao dịch chậm, số nhỏ mà xong sau: nối lại vẫn nghe được', async () => {
    const [slow] = await house.database.sql.query<{ seq: string }>({
      text: "select nextval(pg_get_serial_sequence('outbox', 'seq'))::text as seq",
    });
    const before = await listen('doctor', { criteria: 'Observation?status=corrected' });
    await result('cham-1', 'corrected');
    await hears(before, ['Observation/cham-1']);
    await before.stop();
    await result('cham-2', 'corrected');
    const entries = JSON.stringify([{ type: 'Observation', id: 'cham-1', version: 1, method: 'PUT' }]);
    await house.database.sql.query({
      text: 'insert into outbox (seq, at, entries) overriding system value values ($1, now(), $2)',
      values: [slow?.seq, entries],
    });
    const after = await listen('doctor', { criteria: 'Observation?status=corrected' }, before.lastId());
    await hears(after, ['Observation/cham-1', 'Observation/cham-2']);
    await after.stop();
  });

  test('lỡ quá nhiều, đã dọn mất, hay mã không phải của mình: được bảo đọc lại từ đầu', async () => {
    for (const lastId of ['khong-phai-ma', '0']) {
      if (lastId === '0')
        await house.database.sql.query({ text: 'delete from outbox where seq <= (select min(seq) from outbox)' });
      const again = await listen('doctor', { criteria: 'Observation' }, lastId);
      expect(again.heard()).toContain('event: reset');
      await again.stop();
    }
  });

  test('theo điều kiện của một Subscription mình đọc được', async () => {
    await put('Subscription', 'theo', {
      status: 'off',
      reason: 'thử',
      criteria: 'Observation?status=cancelled',
      channel: { type: 'rest-hook' },
    });
    const mine = await listen('tool', { subscription: 'theo' });
    await result('sub-1', 'cancelled');
    await hears(mine, ['Observation/sub-1']);
    await mine.stop();
    expect((await listen('doctor', { subscription: 'theo' })).status).toBe(403);
  });

  test.each([
    ['loại không có', 'KhongCo?x=1', 400],
    ['nhật ký truy cập', 'AuditEvent', 400],
    ['tham số lạ', 'Observation?khong-co=1', 400],
    ['tham số của trang kết quả', 'Observation?_sort=date', 400],
    ['kèm loại khác', 'Observation?_include=Observation:subject', 400],
    ['giá trị hỏng', 'Observation?date=khong', 400],
    ['loại ngoài quyền', 'Claim', 403],
  ])('không mở: %s', async (_title, criteria, status) => {
    const role = status === 403 ? 'nurse' : 'doctor';
    expect((await listen(role, { criteria })).status).toBe(status);
  });

  test('quá năm điều kiện thì không mở', async () => {
    expect((await listen('doctor', { criteria: Array.from({ length: 6 }, () => 'Observation') })).status).toBe(400);
  });
});

describe('luồng tin theo điều kiện: ai không nghe được gì', () => {
  test('điều kín không tới người không được thấy, dù điều kiện gọi đúng tên nó', async () => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }];
    const condition = (id: string, meta: object) =>
      put('Condition', id, { ...meta, subject: { reference: 'Patient/dk-nu' }, code: { text: 'x' } });
    const [cashier, doctor] = await Promise.all([
      listen('cashier', { criteria: ['Condition?_id=kin-1,ho-1', 'Condition?_security=HIV'] }),
      listen('doctor', { criteria: 'Condition' }),
    ]);
    await condition('kin-1', { meta: { security } });
    await condition('ho-1', {});
    await hears(doctor, ['Condition/kin-1', 'Condition/ho-1']);
    await hears(cashier, ['Condition/ho-1']);
    await Promise.all([cashier.stop(), doctor.stop()]);
  });

  test('không có thẻ thì không có luồng', async () => {
    expect((await fetch(`${house.base}/events?criteria=Patient`)).status).toBe(401);
  });

  test('quá nhiều luồng của một chương trình: 429, đóng bớt thì lại mở được', async () => {
    const open = await Promise.all(Array.from({ length: 50 }, () => listen('registrar', { criteria: 'Patient' })));
    expect((await listen('registrar', { criteria: 'Patient' })).status).toBe(429);
    await Promise.all(open.map((one) => one.stop()));
    await vi.waitFor(
      async () => {
        const again = await listen('registrar', { criteria: 'Patient' });
        await again.stop();
        expect(again.status).toBe(200);
      },
      { timeout: 30_000 },
    );
  });
});
