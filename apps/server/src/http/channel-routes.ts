import { createHash, timingSafeEqual } from 'node:crypto';
import { type ChannelEngine, type Inbound, mediaTypes } from '@lienmach/exchange';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import type { House } from './house.ts';

/** bytes of one message */
const MOST = 8_388_608;

export interface ChannelEntrance {
  readonly engine: ChannelEngine;
  readonly inbound: Inbound;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isShown = (request: FastifyRequest, credential: string): boolean =>
  timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${credential}`));

/** What a partner is told by the status: kept for a person is kept, and need not be sent again. */
const statusOf = { applied: 200, received: 202, parked: 202, refused: 400, lost: 503 } as const;

/** An unknown channel and a wrong credential look the same from outside. */
async function take(
  { engine, inbound }: ChannelEntrance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { channel: id } = request.params as { channel: string };
  const door = engine.httpDoor(id);
  if (door === undefined || !isShown(request, door.credential)) throw errors.channelUnknown();
  if (door.gate.isFull) throw errors.tooManyRequests();
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { channel } = door;
  const { answer, state } = await door.gate.pass(() => inbound.take(raw, channel.partner, channel));
  const { codec = 'hl7v2' } = channel;
  const type = codec === 'hl7v2' || codec === 'astm' ? mediaTypes[codec] : mediaTypes.fhir;
  return reply.code(statusOf[state]).type(type).send(Buffer.from(answer));
}

/** `POST /channels/<id>`: a message of a partner, answered when it is in the log and, where it can be, in the record. */
export async function mountChannels(app: FastifyInstance, house: House): Promise<void> {
  await app.register(async (inside) => {
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
    inside.post(
      '/channels/:channel',
      { bodyLimit: MOST, config: { public: true, activity: 'channel' } },
      (request, reply) => take(house.channels(), request, reply),
    );
  });
}
