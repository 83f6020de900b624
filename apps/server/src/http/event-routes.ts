import type { ServerResponse } from 'node:http';
import type { Visitor } from '@lienmach/access';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { visitorOf } from './caller.ts';
import { type ChangeEvent, ChangeFeed } from './change-feed.ts';
import type { House } from './house.ts';

/** milliseconds between two signs of life; proxies cut lines that are silent */
const HEARTBEAT = 15_000;

/** milliseconds that requests under way have at the end */
const GRACE = 3_000;

/** Only what the caller may search without limits is named: a reference alone can already say too much. */
export const visibleChanges = ({ changes }: ChangeEvent, { reach }: Pick<Visitor, 'reach'>): ChangeEvent['changes'] =>
  changes.filter(({ type }) => reach.limit(type, 'search') === 'all');

function send(out: ServerResponse, event: ChangeEvent, visitor: Visitor): void {
  const changes = visibleChanges(event, visitor);
  if (changes.length > 0) out.write(`id: ${event.seq}\nevent: change\ndata: ${JSON.stringify({ changes })}\n\n`);
}

/** What was missed since the id the browser saw last; too much: `reset`, the browser reads everything anew. */
async function catchUp(feed: ChangeFeed, out: ServerResponse, visitor: Visitor, lastId: string): Promise<void> {
  if (!/^\d{1,15}$/.test(lastId)) return;
  const missed = await feed.since(Number(lastId));
  if (missed === undefined) out.write('event: reset\ndata: {}\n\n');
  for (const event of missed ?? []) send(out, event, visitor);
}

/** The stream ends when its token does; the browser comes back with a new one and the last id. */
async function secondsLeft(house: House, request: FastifyRequest): Promise<number> {
  const token = (request.headers.authorization ?? '').slice('Bearer '.length);
  const claims = await house.access().verifier.inspect(token);
  return Math.max(1, (claims?.exp ?? 0) - house.now().getTime() / 1000);
}

async function stream(
  house: House,
  feed: ChangeFeed,
  open: Set<ServerResponse>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const visitor = visitorOf(request);
  const left = await secondsLeft(house, request);
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
  const deaf = await feed.listen((event) => send(out, event, visitor));
  await catchUp(feed, out, visitor, String(request.headers['last-event-id'] ?? ''));
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
