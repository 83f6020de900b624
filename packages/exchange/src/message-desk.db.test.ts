import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errors } from './errors.ts';
import { openInbound } from './inbound.ts';
import { openMessageDesk } from './message-desk.ts';
import { outgoingQueue } from './outgoing.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());
const now = () => new Date('2026-03-02T01:00:00Z');
const nobody = { id: 'may', host: '127.0.0.1', port: 1 };

const desk = () => {
  const { store, caller } = { store: {}, caller: () => ({}) };
  const inbound = openInbound({
    sql: database.sql,
    store: store as never, // nothing here is handled
    caller: caller as never,
    mappings: [],
    now,
  });
  return openMessageDesk(database.sql, inbound, now);
};

test('bản gửi đi không tới: thấy lý do và kênh, gửi lại hoặc bỏ; kênh nói ai đang chờ từ bao giờ', async () => {
  const queue = outgoingQueue({ sql: database.sql, now, channels: [nobody], answerWithin: 500 });
  for (const controlId of ['1', '2']) await queue.send('may', { key: controlId, controlId, content: 'MSH|^~\\&|' });
  await queue.flush();
  await queue.stop();
  const [first] = await desk().outgoing();
  expect(first).toMatchObject({ channel: 'may', controlId: '1', state: 'waiting', attempts: 1 });
  expect(first?.reason?.issue[0]?.details?.text).toBe('Không kết nối được tới đối tác.');
  expect(await desk().links(['may'])).toMatchObject([{ channel: 'may', waiting: 2, attempts: 1, waitingSince: now() }]);
  await desk().sendAgain(first?.id ?? '');
  expect(await desk().outgoing()).toEqual([]);
  await desk().giveUp(first?.id ?? '', errors.notConnected().outcome);
  expect(await desk().links(['may'])).toMatchObject([{ waiting: 1 }]);
  await expect(desk().sendAgain(first?.id ?? '')).rejects.toMatchObject({ code: 'exchange.notWaiting', status: 409 });
  await expect(desk().giveUp('x', errors.notConnected().outcome)).rejects.toMatchObject({
    code: 'exchange.notWaiting',
  });
});

/** a minute apart, five numbers of patients in turn, every tenth waits for one of two reasons */
async function fill(count: number): Promise<void> {
  const reason = (code: string) =>
    JSON.stringify(errors.unknownCode({ at: 'OBX-3', code, detail: JSON.stringify([code, null]) }).outcome);
  await database.sql.query({
    text: `insert into message_in (partner, channel, control_id, hash, raw, received, patient_key, order_key, state, reason, answered)
      select 'p' || n % 2, 'k' || n % 2, 'C' || n, 'h' || n, '\\x00', $1::timestamptz - make_interval(mins => $2::int - n),
        'BN' || n % 5, 'O' || n, case when n % 10 = 0 then 'parked' else 'applied' end,
        case when n % 20 = 0 then $3 when n % 10 = 0 then $4 end, n % 100
      from generate_series(1, $2::int) n`,
    values: [now(), count, reason('K+2'), reason('GLU^x')],
  });
}

test('sổ bản tin: tìm theo số, kênh, giờ; từng trang nối nhau không sót không lặp; nhóm theo lý do; số liệu theo ngày', async () => {
  await fill(2000);
  const { search, groups, inGroup, days, pulses } = desk();
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await search({ patientKey: 'BN3', limit: 150, after });
    seen.push(...page.items.map(({ controlId }) => controlId));
    after = page.next;
  } while (after !== undefined);
  expect([seen.length, new Set(seen).size, seen[0], seen.at(-1)]).toEqual([400, 400, 'C1998', 'C3']);
  expect((await search({ orderKey: 'O77' })).items).toMatchObject([
    { controlId: 'C77', patientKey: 'BN2', channel: 'k1' },
  ]);
  expect((await search({ controlId: 'C77', partner: 'p0' })).items).toEqual([]);
  expect((await search({ channel: 'k1', state: 'parked' })).items).toEqual([]);
  expect((await search({ state: 'parked', limit: 2 })).items.map(({ controlId }) => controlId)).toEqual([
    'C2000',
    'C1990',
  ]);
  expect((await search({ state: 'refused' })).items).toEqual([]);
  expect((await search({ state: 'khac' as never })).items).toEqual([]);
  const hour = { from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-02T00:02:00Z') };
  expect((await search(hour)).items.map(({ controlId }) => controlId)).toEqual(['C1941', 'C1940']);

  const found = await groups();
  expect(found).toMatchObject([
    { channel: 'k0', count: 100, unknown: [{ at: 'OBX-3', code: 'K+2' }] },
    { channel: 'k0', count: 100, unknown: [{ code: 'GLU^x' }] },
  ]);
  const { key = '', example } = found[0] ?? {};
  const ids = await inGroup(key, '0', 60);
  expect([ids.length, (await inGroup(key, ids.at(-1) ?? '', 60)).length]).toEqual([60, 40]);
  expect((await search({ group: key, limit: 1 })).items).toMatchObject([{ id: example, state: 'parked' }]);

  // turned down, it waits in no group any more
  await database.sql.query({ text: `update message_in set state = 'refused' where id = $1`, values: [example] });
  expect((await groups()).find((one) => one.key === key)?.count).toBe(99);
  expect((await search({ state: 'refused', channel: 'k0' })).items.map(({ id }) => id)).toEqual([example]);
  await database.sql.query({ text: `update message_in set state = 'parked' where id = $1`, values: [example] });

  const range = [new Date('2026-03-01T17:00:00Z'), new Date('2026-03-02T17:00:00Z')] as const;
  const partners = await desk().partners(...range, 420);
  // an even and an odd partner; every hundredth answer is as slow as the hundredth
  expect(partners.map(({ partner, day }) => [partner, day ?? 'cả khoảng']).sort()).toEqual([
    ['p0', '2026-03-02'],
    ['p0', 'cả khoảng'],
    ['p1', '2026-03-02'],
    ['p1', 'cả khoảng'],
  ]);
  const whole = partners.find(({ partner, day }) => partner === 'p1' && day === undefined);
  expect(whole).toMatchObject({ count: 240, applied: 240, parked: 0, refused: 0 });
  expect(whole?.median).toBeGreaterThan(40);
  expect(whole?.p95).toBeGreaterThan(90);
  await database.sql.query({
    text: `insert into message_out (channel, key, control_id, content, state, queued, due, settled)
      select 'ra', n::text, n::text, 'x', case when n > 3 then 'waiting' else 'sent' end, $1, $1, case when n > 3 then null else $1::timestamptz end
      from generate_series(1, 5) n`,
    values: [now()],
  });
  expect([...(await desk().sent(['ra', 'khac'], ...range))]).toEqual([
    ['ra', 3],
    ['khac', 0],
  ]);
  const [today] = await days(new Date('2026-03-01T17:00:00Z'), new Date('2026-03-02T17:00:00Z'), 420);
  expect(today).toMatchObject({ channel: 'k0', day: '2026-03-02', count: 241, parked: 49, applied: 192 });
  expect(today?.p95).toBeGreaterThan(90);
  const pulse = await pulses(5, 12);
  expect(pulse.map(({ channel, steps }) => [channel, steps.length, steps.reduce((sum, one) => sum + one, 0)])).toEqual([
    ['k0', 12, 31],
    ['k1', 12, 30],
  ]);
});
