import type { ServerResponse } from 'node:http';
import type { Visitor } from '@lienmach/access';
import { type Reach, reachableIds, type Sql } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { visitorOf } from './caller.ts';
import { type ChangeEvent, ChangeFeed } from './change-feed.ts';
import type { House } from './house.ts';

/** milliseconds between two signs of life; proxies cut lines that are silent */
const HEARTBEAT = 15_000;

/** milliseconds that requests under way have at the end */
const GRACE = 3_000;

type Changes = ChangeEvent['changes'];

/** One event is looked at once for all who see the same: a hundred screens of one role are one question to the record. */
const judged = new WeakMap<ChangeEvent, Map<Reach, Promise<Changes>>>();

/** Only what the caller may see is named: a reference alone can already say too much. */
export function visibleChanges(sql: Sql, event: ChangeEvent, reach: Reach): Promise<Changes> {
  const known = judged.get(event) ?? new Map<Reach, Promise<Changes>>();
  judged.set(event, known);
  const before = known.get(reach);
  if (before !== undefined) return before;
  const now = judge(sql, event, reach);
  known.set(reach, now);
  return now;
}

/** Who sees all of a type hears of it, whoever sees a part of it only of what lies in it and is not deleted. */
async function judge(sql: Sql, { changes }: ChangeEvent, reach: Reach): Promise<Changes> {
  const visible = new Set(changes.filter(({ type }) => reach.limit(type, 'search') === 'all'));
  const narrow = changes.filter(({ type }) => typeof reach.limit(type, 'search') === 'object');
  for (const type of new Set(narrow.map((one) => one.type))) {
    const mine = narrow.filter((one) => one.type === type);
    const ids = mine.map(({ id }) => id);
    const found = await reachableIds(sql, { reach }, type, ids);
    for (const one of mine) if (found.has(one.id)) visible.add(one);
  }
  return changes.filter((one) => visible.has(one));
}

/** What could not be judged may have been anything: the browser reads everything anew. */
async function send(sql: Sql, out: ServerResponse, event: ChangeEvent, visitor: () => Promise<Visitor>): Promise<void> {
  const changes = await visitor()
    .then(({ reach }) => visibleChanges(sql, event, reach))
    .catch(() => undefined);
  if (changes === undefined) out.write('event: reset\ndata: {}\n\n');
  else if (changes.length > 0) out.write(`id: ${event.seq}\nevent: change\ndata: ${JSON.stringify({ changes })}\n\n`);
}

/** What was missed since the id the browser saw last; too much: `reset`, the browser reads everything anew. */
async function catchUp(
  feed: ChangeFeed,
  tell: (event: ChangeEvent) => Promise<void>,
  lastId: string,
): Promise<boolean> {
  if (!/^\d{1,15}$/.test(lastId)) return true;
  const missed = await feed.since(Number(lastId));
  for (const event of missed ?? []) await tell(event);
  return missed !== undefined;
}

const tokenOf = ({ headers }: FastifyRequest): string => (headers.authorization ?? '').slice('Bearer '.length);

/** The stream ends when its token does; the browser comes back with a new one and the last id. */
async function secondsLeft(house: House, request: FastifyRequest): Promise<number> {
  const claims = await house.access().verifier.inspect(tokenOf(request));
  return Math.max(1, (claims?.exp ?? 0) - house.now().getTime() / 1000);
}

async function stream(
  house: House,
  feed: ChangeFeed,
  open: Set<ServerResponse>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  visitorOf(request);
  const left = await secondsLeft(house, request);
  // what somebody may see can change while they listen
  const visitorNow = async (): Promise<Visitor> => {
    const { verifier } = house.access();
    const token = tokenOf(request);
    return verifier.known(token) ?? verifier.verify(token);
  };
  reply.hijack();
  const out = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) out.setHeader(name, value);
  out.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  out.write(': here\n\n');
  open.add(out);
  const gone = new Promise<void>((left) => out.once('close', left));
  // in their order, each after the one before was judged
  let told = Promise.resolve();
  const tell = (event: ChangeEvent): Promise<void> => {
    told = told.then(() => send(house.sql, out, event, visitorNow));
    return told;
  };
  const deaf = await feed.listen((event) => void tell(event));
  const isComplete = await catchUp(feed, tell, String(request.headers['last-event-id'] ?? ''));
  if (!isComplete) out.write('event: reset\ndata: {}\n\n');
  out.write(`id: ${feed.newest}\nevent: ready\ndata: {}\n\n`);
  const beat = setInterval(() => out.write(': beat\n\n'), HEARTBEAT);
  const end = setTimeout(() => out.end(), left * 1000);
  await gone;
  clearInterval(beat);
  clearTimeout(end);
  open.delete(out);
  deaf();
}

/** `GET /events`: server-sent events, only types and ids; who wants the content asks the record for it. */
export function mountEvents(app: FastifyInstance, house: House): void {
  const feed = new ChangeFeed(house.sql);
  const open = new Set<ServerResponse>();
  app.get('/events', { config: { activity: 'events' }, logLevel: 'silent' }, (request, reply) =>
    stream(house, feed, open, request, reply),
  );
  app.addHook('preClose', async () => {
    for (const out of open) {
      // after `end` the response lets go of its socket, and a socket that is not idle keeps the server from closing
      const { socket } = out;
      out.end();
      socket?.destroy();
    }
    // a reader that went away without a word still counts as a connection
    setTimeout(() => app.server.closeAllConnections(), GRACE).unref();
    await feed.close();
  });
}
