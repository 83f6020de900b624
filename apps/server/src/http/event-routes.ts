import type { ServerResponse } from 'node:http';
import type { Visitor } from '@lienmach/access';
import type { Caller } from '@lienmach/fhir-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { callerOf, visitorOf } from './caller.ts';
import { ChangeFeed } from './change-feed.ts';
import { changesWithin, criteriaOf } from './event-criteria.ts';
import { EventStream } from './event-stream.ts';
import type { House } from './house.ts';
import { queryOf } from './query-of.ts';
import { visibleChanges } from './visible-changes.ts';

/** milliseconds that requests under way have at the end */
const GRACE = 3_000;
/** open streams of one person or program, and of the house */
const MOST_OF_ONE = 50;
const MOST_OF_ALL = 2_000;

const tokenOf = ({ headers }: FastifyRequest): string => (headers.authorization ?? '').slice('Bearer '.length);

/** The stream ends when its token does; the browser comes back with a new one and the last id. */
async function secondsLeft(house: House, request: FastifyRequest): Promise<number> {
  const claims = await house.access().verifier.inspect(tokenOf(request));
  return Math.max(1, (claims?.exp ?? 0) - house.now().getTime() / 1000);
}

/** Who listens, and who each of them is. */
class Audience {
  readonly all = new Map<ServerResponse, string>();

  /** @throws http.tooManyStreams */
  admit(key: string): void {
    const own = [...this.all.values()].filter((one) => one === key).length;
    if (own >= MOST_OF_ONE || this.all.size >= MOST_OF_ALL) throw errors.tooManyStreams();
  }
}

function begin(reply: FastifyReply): ServerResponse {
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
  return out;
}

/** What was missed since the position the reader stands at; too much: `reset`, the reader reads everything anew. */
async function catchUp(feed: ChangeFeed, stream: EventStream, position: string): Promise<ReadonlySet<number>> {
  if (position === '') return new Set();
  const missed = await feed.since(position);
  if (missed === undefined) stream.reset();
  for (const event of missed ?? []) await stream.tell(event);
  return new Set(missed?.map(({ seq }) => seq));
}

async function serve(
  house: House,
  feed: ChangeFeed,
  audience: Audience,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { who, client } = visitorOf(request);
  const caller = callerOf(request);
  const criteria = await criteriaOf(house.store, caller, queryOf(request));
  const left = await secondsLeft(house, request);
  audience.admit(`${who} ${client}`);
  // what somebody may see can change while they listen
  const visitorNow = async (): Promise<Visitor> => {
    const { verifier } = house.access();
    const token = tokenOf(request);
    return verifier.known(token) ?? verifier.verify(token);
  };
  const stream = new EventStream(begin(reply), async (event) => {
    const { reach } = await visitorNow();
    if (criteria === undefined) return visibleChanges(house.sql, event, reach);
    const now: Caller = { ...caller, reach };
    return changesWithin(house.store, now, criteria, event.changes);
  });
  audience.all.set(stream.out, `${who} ${client}`);
  try {
    await listen(feed, stream, String(request.headers['last-event-id'] ?? ''), left * 1000);
  } finally {
    stream.cut();
    audience.all.delete(stream.out);
  }
}

/** Nothing new is said before what was missed. */
async function listen(feed: ChangeFeed, stream: EventStream, from: string, milliseconds: number): Promise<void> {
  const { promise: caughtUp, resolve: open } = Promise.withResolvers<void>();
  void stream.after(() => caughtUp);
  const deaf = await feed.listen((event) => stream.hear(event));
  try {
    const { position } = feed;
    stream.caughtUp = await catchUp(feed, stream, from);
    stream.ready(position);
    open();
    await stream.live(milliseconds);
  } finally {
    open();
    deaf();
  }
}

/**
 * `GET /events`: server-sent events, only types and ids; who wants the content asks the record for it. With `criteria` or
 * `subscription` only what lies within them.
 */
export function mountEvents(app: FastifyInstance, house: House): void {
  const feed = new ChangeFeed(house.sql);
  const audience = new Audience();
  app.get('/events', { config: { activity: 'events' }, logLevel: 'silent' }, (request, reply) =>
    serve(house, feed, audience, request, reply),
  );
  app.addHook('preClose', async () => {
    for (const out of audience.all.keys()) {
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
