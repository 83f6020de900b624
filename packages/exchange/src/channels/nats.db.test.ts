import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSelfSignedCertificate } from '@lienmach/documents';
import { type Caller, openStore } from '@lienmach/fhir-store';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { AckPolicy, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, nanos, nkeys } from '@nats-io/transport-node';
import type { Basic, Bundle } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Inbound, openInbound, type Taken } from '../inbound.ts';
import type { InboundMapping } from '../message-mapping.ts';
import { outgoingQueue } from '../outgoing.ts';
import type { Channel, ChannelDefinition } from './channel-definition.ts';
import { type ChannelEngine, openChannelEngine } from './channel-engine.ts';
import { openNatsIn } from './nats-in.ts';
import { openNatsSession } from './nats-session.ts';
import { type NatsTestServer, openNatsTestServer, whyNoNats } from './open-nats-test-server.ts';

if (whyNoNats !== undefined) console.log(`skipped: channels over NATS: ${whyNoNats}`);

const password = 'khoa-chi-de-thu';
const key = nkeys.createUser();
// what docs/integration/operating.md says that an account needs, and no more
const api = ['INFO', 'MSG.NEXT', 'DURABLE.CREATE'].map((verb) => `$JS.API.CONSUMER.${verb}.KETQUA.lis`);
const reads = JSON.stringify([...api, '$JS.API.CONSUMER.CREATE.KETQUA.lis.>', '$JS.ACK.KETQUA.lis.>']);
const inbox = 'subscribe: ["_INBOX.>"]';
const users = `authorization { users = [
  { nkey: "${key.getPublicKey()}", permissions: { publish: ${reads}, ${inbox} } },
  { user: "nha", password: "${password}" },
  { user: "gui", password: "${password}", permissions: { publish: ["ketqua.gui"], ${inbox} } },
  { user: "khach", password: "${password}", permissions: { publish: ["vang.>"], ${inbox} } } ] }`;
const now = () => new Date('2026-03-02T01:00:00Z');
const caller: Caller = {
  agent: { who: 'Device/may', display: 'Máy', client: 'may', roles: ['integration'] },
  reach: { limit: () => 'all' },
};
const mapping: InboundMapping = {
  on: 'ZTE^Z01',
  needs: () => ({}),
  map(message): Bundle {
    const resource: Basic = { resourceType: 'Basic', code: { text: message.segment('NTE')?.get(3) ?? '' } };
    const entry = [{ resource, request: { method: 'POST' as const, url: 'Basic' } }];
    return { resourceType: 'Bundle', type: 'transaction', entry };
  },
};
const message = (id: string) => `MSH|^~\\&|MAY||||20260302||ZTE^Z01|${id}|P|2.5.1\rPID|1||A1\rNTE|1||${id}`;

describe.skipIf(whyNoNats !== undefined)('kênh qua NATS', () => {
  let server: NatsTestServer;
  let database: TestSql;
  let inbound: Inbound;
  let engine: ChannelEngine;
  const troubles: unknown[] = [];
  const papers = new Map([
    ['a.sai', 'khong-phai'],
    ['khoa.nk', new TextDecoder().decode(key.getSeed())],
  ]);
  let line: NatsConnection;
  const dial = () => connect({ servers: `127.0.0.1:${server.port}`, user: 'nha', pass: password });

  const openHouse = (): Inbound => {
    const store = openStore(database.sql, { now });
    return openInbound({ sql: database.sql, store, mappings: [mapping], caller: () => caller, now });
  };

  const folder = mkdtempSync(join(tmpdir(), 'lienmach-nats-giay-'));

  beforeAll(async () => {
    database = await openTestSql();
    server = await openNatsTestServer(users);
    line = await dial();
    await (await jetstreamManager(line)).streams.add({ name: 'KETQUA', subjects: ['ketqua.>'] });
    inbound = openHouse();
    engine = openChannelEngine({
      inbound,
      folder: '',
      secrets: () => (name) => papers.get(name) ?? password,
      onTrouble: (_channel, error) => troubles.push(error),
    });
  });
  afterAll(async () => {
    await engine?.close();
    await line?.close();
    await server?.close();
    await database?.close();
    rmSync(folder, { recursive: true });
  });

  const channel = (
    id: string,
    direction: 'in' | 'out',
    transport: Partial<ChannelDefinition['transport']>,
    more: Partial<ChannelDefinition> = {},
  ): Channel => ({
    id,
    name: id,
    status: 'active',
    definition: {
      direction,
      transport: { kind: 'nats', port: server.port, user: 'nha', password: `${id}.txt`, ...transport },
      partner: { id },
      ...more,
    },
  });
  const publish = async (subject: string, text: string) => {
    const { jetstream } = await import('@nats-io/jetstream');
    return jetstream(line).publish(subject, text);
  };
  const logged = async (partner: string): Promise<string[]> => {
    const text = 'select control_id, state from message_in where partner = $1 order by id';
    const rows = await database.sql.query<{ control_id: string; state: string }>({ text, values: [partner] });
    return rows.map(({ control_id, state }) => `${control_id} ${state}`);
  };
  const written = async (): Promise<number> =>
    (await openStore(database.sql).search(caller, 'Basic', new URLSearchParams('_summary=count'))).total ?? 0;
  const reader = async (name: string) => (await jetstreamManager(line)).consumers.info('KETQUA', name);
  const settled = (name: string, number: number) =>
    expect
      .poll(async () => {
        const { ack_floor, num_ack_pending } = await reader(name).catch(() => ({
          ack_floor: undefined,
          num_ack_pending: 0,
        }));
        return [ack_floor?.stream_seq, num_ack_pending];
      })
      .toEqual([number, 0]);
  const reasonOf = (id: string) =>
    engine.runs().find((one) => one.id === id)?.reason?.issue[0]?.details?.coding?.[0]?.code;

  test('bản tin vào một lần, đúng thứ tự; bản hỏng nằm chờ, không chặn bản sau; máy NATS tắt rồi bật lại thì nối lại, không mất', async () => {
    const before = await written();
    const { consumers } = await jetstreamManager(line);
    // a server that was cut off forgets the newest acknowledgements: it brings those again after this long
    const ack_wait = nanos(1000);
    await consumers.add('KETQUA', { durable_name: 'lis', ack_policy: AckPolicy.Explicit, ack_wait });
    await publish('ketqua.huyethoc', message('N0'));
    for (const one of [message('N1'), message('N2'), 'không phải HL7', message('N2'), message('N3')])
      await publish('ketqua.sinhhoa', one);
    await engine.apply([channel('lis', 'in', { stream: 'KETQUA', subject: 'ketqua.sinhhoa', identity: 'khoa.nk' })]);
    await settled('lis', 6);
    expect(await logged('lis')).toEqual(['N1 applied', 'N2 applied', ' refused', 'N3 applied']);
    expect(await written()).toBe(before + 3);
    expect((await reader('lis')).config).toMatchObject({ max_ack_pending: 1, filter_subject: 'ketqua.sinhhoa' });

    await line.close();
    await server.kill();
    await expect.poll(() => reasonOf('lis')).toBe('exchange.notConnected');
    await server.start();
    line = await dial();
    await publish('ketqua.sinhhoa', message('N4'));
    await settled('lis', 7);
    expect((await logged('lis')).at(-1)).toBe('N4 applied');
    expect(engine.runs()).toMatchObject([{ id: 'lis', state: 'open' }]);
  });

  test('nhà tắt giữa lúc đã ghi và lúc xác nhận: bản tin tới lần nữa là bản lặp; chưa ghi được thì trả lại và tới sau', async () => {
    const { consumers } = await jetstreamManager(line);
    await consumers.add('KETQUA', {
      durable_name: 'tat',
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(1000),
      filter_subject: 'ketqua.tat',
    });
    await publish('ketqua.tat', message('T1'));
    const before = await written();
    const known = { id: 'tat', partner: 'tat' };
    const open = (take: (raw: Uint8Array) => Promise<Taken>) =>
      openNatsIn({
        session: openNatsSession(
          { host: '127.0.0.1', port: server.port, user: 'nha', password, within: 5000 },
          'KETQUA',
        ),
        stream: 'KETQUA',
        consumer: 'tat',
        inHand: 1,
        take,
        retry: { first: 50, longest: 50 },
      });
    let wake = (): void => undefined;
    const asleep = new Promise<void>((done) => {
      wake = done;
    });
    const dying = open(async (raw) => {
      const taken = await inbound.take(raw, 'tat', known);
      await asleep;
      return taken;
    });
    await expect.poll(() => logged('tat')).toEqual(['T1 applied']);
    const again = openHouse();
    let isAway = true;
    const states: string[] = [];
    const next = open(async (raw) => {
      const taken: Taken = isAway ? { state: 'lost', answer: new Uint8Array() } : await again.take(raw, 'tat', known);
      states.push(taken.state);
      isAway = false;
      return taken;
    });
    await expect.poll(() => states).toEqual(['lost', 'applied']);
    await expect.poll(async () => (await reader('tat')).num_ack_pending).toBe(0);
    expect(await logged('tat')).toEqual(['T1 applied']);
    expect(await written()).toBe(before + 1);
    wake();
    await Promise.all([dying.close(), next.close()]);
  });

  test('không cần thứ tự: cùng lúc xử lý đúng số bản tin đã khai, các bản khác đợi ở máy NATS', async () => {
    const arrived: (() => void)[] = [];
    const door = openNatsIn({
      session: openNatsSession({ host: '127.0.0.1', port: server.port, user: 'nha', password, within: 5000 }, 'KETQUA'),
      stream: 'KETQUA',
      consumer: 'nhieu',
      subject: 'ketqua.nhieu',
      inHand: 3,
      take: async () => {
        await new Promise<void>((done) => arrived.push(done));
        return { state: 'applied', answer: new Uint8Array() };
      },
    });
    for (const id of ['S1', 'S2', 'S3', 'S4', 'S5']) await publish('ketqua.nhieu', message(id));
    await expect.poll(() => arrived.length).toBe(3);
    expect(await reader('nhieu')).toMatchObject({ num_ack_pending: 3, num_pending: 2 });
    arrived.shift()?.();
    await expect.poll(() => arrived.length).toBe(3);
    expect(await reader('nhieu')).toMatchObject({ num_pending: 1 });
    const closed = door.close();
    for (const done of arrived) done();
    await closed; // what was in hand is acknowledged first, the rest waits for the next start
    await expect.poll(async () => (await reader('nhieu')).num_ack_pending).toBe(0);
    expect(await reader('nhieu')).toMatchObject({ num_pending: 1 });
  });

  test('khóa sai, luồng không có, đầu đọc không hợp: nói rõ ở kênh, không lộ khóa', async () => {
    const { consumers } = await jetstreamManager(line);
    await consumers.add('KETQUA', { durable_name: 'bo-qua', ack_policy: AckPolicy.None });
    await engine.apply([
      channel('a', 'in', { stream: 'KETQUA', password: 'a.sai' }),
      channel('b', 'in', { stream: 'KHONGCO' }),
      channel('c', 'in', { stream: 'KETQUA', consumer: 'bo-qua' }),
      channel('d', 'in', { stream: 'KETQUA', user: 'khach' }),
      channel('e', 'in', { stream: 'KETQUA', identity: 'e.creds' }),
      channel('f', 'in', { stream: 'KETQUA', tls: 'server' }),
      channel('g', 'in', { stream: 'KETQUA', host: '203.0.113.5' }),
    ]);
    await expect
      .poll(() => engine.runs().map(({ id }) => reasonOf(id)?.replace('exchange.', '')))
      .toEqual([
        'notAdmitted',
        'noStream',
        'readerUnfit',
        'notAdmitted',
        'channelPaper',
        'notConnected',
        'channelHost',
      ]);
    expect(JSON.stringify([engine.runs(), troubles.map(String)])).not.toMatch(/khong-phai|khoa-chi/);
  });

  test('TLS hai bên: máy NATS trình chứng thư mang tên của nó, kênh trình chứng thư của kênh; tên khác thì không nói gì', async () => {
    const { privateKey, certificate } = await makeSelfSignedCertificate('localhost', new Date(), 1);
    for (const [name, text] of [
      ['t.pem', certificate],
      ['t.key', privateKey],
    ] as const) {
      papers.set(name, text);
      writeFileSync(join(folder, name), text);
    }
    const own = `cert_file: "${folder}/t.pem", key_file: "${folder}/t.key", ca_file: "${folder}/t.pem"`;
    const secured = await openNatsTestServer(`tls { ${own}, verify: true }`);
    try {
      const over = (id: string, host: string) => {
        const { user: _user, password: _none, ...transport } = channel(id, 'out', {}).definition.transport;
        const tls = { tls: 'mutual', certificate: 't.pem', key: 't.key', authorities: 't.pem' } as const;
        const definition = { transport: { ...transport, ...tls, host, port: secured.port, subject: 'khong.co' } };
        return { ...channel(id, 'out', {}), definition: { ...channel(id, 'out', {}).definition, ...definition } };
      };
      await engine.apply([over('ten', 'localhost'), over('so', '127.0.0.1')]);
      const codes = engine
        .outgoing()
        .map(({ deliver }) => deliver?.({ bytes: Buffer.from('x'), controlId: '1' }).catch(({ code }) => code));
      // what was let in hears that there is no stream
      expect(await Promise.all(codes)).toEqual(['exchange.noStream', 'exchange.notConnected']);
    } finally {
      await secured.close();
    }
  });

  test('gửi: luồng xác nhận thì coi là đã tới, gửi lại không sinh bản thứ hai; chưa gửi được thì chờ, quá lớn thì dừng', async () => {
    await engine.apply([
      channel('gui', 'out', { subject: 'ketqua.gui', stream: 'KETQUA', user: 'gui' }, { retry: { first: 100 } }),
      channel('lac', 'out', { subject: 'khac.gui' }),
      channel('khach', 'out', { subject: 'ketqua.gui', user: 'khach' }),
    ]);
    let at = now();
    const queue = outgoingQueue({ sql: database.sql, channels: () => engine.outgoing(), now: () => at });
    const stateOf = async (channelId: string) => {
      const text = 'select control_id, state, reason from message_out where channel = $1 order by id';
      const rows = await database.sql.query<{ control_id: string; state: string; reason: string | null }>({
        text,
        values: [channelId],
      });
      return rows.map(
        ({ control_id, state, reason }) => `${control_id} ${state} ${/exchange\.\w+/.exec(reason ?? '')?.[0] ?? ''}`,
      );
    };
    const kept = async () => (await (await jetstreamManager(line)).streams.info('KETQUA')).state.messages;
    const send = (to: string, controlId: string, content = message(controlId)) =>
      queue.send(to, { key: controlId, controlId, content });
    const before = await kept();
    await send('gui', 'G1');
    await send('gui', 'G2', `${message('G2')}${'x'.repeat(70_000)}`);
    await send('lac', 'L1');
    await send('khach', 'K1');
    expect(await queue.flush()).toBe(1);
    expect(await stateOf('gui')).toEqual(['G1 sent ', 'G2 refused exchange.refusedByPartner']);
    expect(await stateOf('lac')).toEqual(['L1 waiting exchange.noStream']);
    expect(await stateOf('khach')).toEqual(['K1 waiting exchange.notAdmitted']);
    // the acknowledgement was lost on its way: the house sends again
    await database.sql.query({
      text: "update message_out set state = 'waiting', due = $1 where control_id = 'G1'",
      values: [at],
    });
    expect(await queue.flush()).toBe(1);
    expect(await kept()).toBe(before + 1);

    await line.close();
    await server.kill();
    await send('gui', 'G3');
    expect(await queue.flush()).toBe(0);
    expect((await stateOf('gui')).at(-1)).toBe('G3 waiting exchange.notConnected');
    await server.start();
    line = await dial();
    at = new Date(at.getTime() + 1000);
    expect(await queue.flush()).toBe(1);
    expect(await kept()).toBe(before + 2);
    await queue.stop();
  });
});
