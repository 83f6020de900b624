import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';
import { chance, type KnownOperation, type NaughtyRequest, naughtyRequest } from './naughty.ts';

const isLong = process.env.LIENMACH_TEST_LONG !== undefined;
const REQUESTS = isLong ? 10_000 : 300;
const SEED = 20_261_122;
const AT_ONCE = 4;

let house: TestServer;
let token: string;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

beforeAll(async () => {
  house = await openTestServer();
  token = await house.token('tool');
});

const known = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  name: [{ text: 'Nguyễn Thử', given: ['Thử'] }],
  extension: [{ url: 'urn:x', valueString: 'x' }],
};
afterAll(async () => {
  agent.destroy();
  await house.close();
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const send = ({ method, path, headers, body }: NaughtyRequest): Promise<Answer> =>
  new Promise((answered) => {
    const url = new URL(house.base);
    const options = { agent, host: url.hostname, port: url.port, method, path };
    const asked = request(
      {
        ...options,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-length': body.length }),
          ...headers,
        },
      },
      (answer: IncomingMessage) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          answered({
            status: answer.statusCode ?? 0,
            type: String(answer.headers['content-type'] ?? ''),
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    asked.on('error', (thrown) => answered({ status: 0, type: '', text: String(thrown) }));
    asked.end(body);
  });

/** Bytes that are no HTTP at all: the line is closed or refused, and nothing else happens. */
const shout = (bytes: Buffer): Promise<string> =>
  new Promise((heard) => {
    const url = new URL(house.base);
    let text = '';
    const socket = connect(Number(url.port), url.hostname, () => socket.end(bytes));
    socket.on('data', (part) => {
      text += part.toString('latin1');
    });
    socket.on('error', () => heard(text));
    socket.on('close', () => heard(text));
  });

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 1_048_576;
}

test(`${REQUESTS} yêu cầu không ai nên gửi: không lần nào máy chủ lỗi, lời từ chối luôn là OperationOutcome`, async () => {
  const next = chance(SEED);
  const operations = knownOperations();
  expect(operations.length).toBeGreaterThan(60);
  const counts = new Map<string, Map<number, number>>();
  const wrong: string[] = [];
  const run = async (count: number): Promise<void> => {
    const waiting = Array.from({ length: count }, () => naughtyRequest(next, operations));
    const worker = async (): Promise<void> => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const answer = await send(one);
        const ofKind = counts.get(one.kind) ?? new Map<number, number>();
        counts.set(one.kind, ofKind.set(answer.status, (ofKind.get(answer.status) ?? 0) + 1));
        if (!isAsPromised(one, answer))
          wrong.push(
            `${one.kind}: ${one.method} ${one.path.slice(0, 200)} → ${answer.status} ${answer.text.slice(0, 200)}`,
          );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  const piece = REQUESTS / 10;
  let before = 0;
  for (let done = 0; done < REQUESTS; done += piece) {
    // there is always something to ask for, whatever became of it
    await house.fhir('tool', 'PUT', '/Patient/p1', known);
    await run(piece);
    if (done === 0) before = heap();
  }
  const after = heap();
  for (const bytes of [
    '\0\0\0',
    'GET / HTTP/9.9\r\n\r\n',
    `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    'GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nzz',
  ])
    expect(await shout(Buffer.from(bytes, 'latin1'))).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
  // found by this test: a body behind the refusal of a HEAD
  const headOnly = await shout(Buffer.from(`HEAD /${'a'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 'latin1'));
  expect(headOnly).toMatch(/^$|^HTTP\/1\.1 431 [^{]*$/);
  if (isLong) console.log(report(counts, before, after));
  expect(wrong).toEqual([]);
  expect((await house.fhir('tool', 'GET', '/metadata')).status).toBe(200);
  expect((await house.fhir('doctor', 'GET', '/Patient?_count=1')).status).toBe(200);
  // what is remembered on purpose (statements, types, headers) has its bounds: nothing grows with the number of requests
  expect(after - before).toBeLessThan(isLong ? 120 : 200);
}, 1_800_000);

/** Every operation where it is mounted, with the names of what goes in. */
function knownOperations(): KnownOperation[] {
  const below = { system: () => '', type: (on: string) => `/${on}`, instance: (on: string) => `/${on}/p1` };
  return house.server.host.operations.flatMap(({ definition: { code, level, parameter, resource } }) =>
    (resource ?? ['']).map((on) => ({
      path: `${below[level](on)}/$${code}`,
      names: parameter.filter(({ use }) => use === 'in').map(({ name }) => name),
    })),
  );
}

/** No bug, and a refusal in the words of FHIR. 503 would be a database that gave up. */
function isAsPromised({ method }: NaughtyRequest, { status, type, text }: Answer): boolean {
  if (status === 0 || status >= 500) return false;
  if (text.includes('root:x:0')) return false; // a file of the machine
  if (status < 400 || method === 'HEAD') return true;
  return type.startsWith('application/fhir+') && text.includes('OperationOutcome');
}

function report(counts: ReadonlyMap<string, ReadonlyMap<number, number>>, before: number, after: number): string {
  const rows = [...counts].sort().map(([kind, statuses]) => {
    const list = [...statuses].sort().map(([status, count]) => `${status}: ${count}`);
    return `| ${kind} | ${list.join(', ')} |`;
  });
  const memory = `heap after a tenth ${before.toFixed(0)} MB, at the end ${after.toFixed(0)} MB`;
  return ['', `${REQUESTS} requests, seed ${SEED}; ${memory}`, '', '| kind | answers |', '|---|---|', ...rows, ''].join(
    '\n',
  );
}
