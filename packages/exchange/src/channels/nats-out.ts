import { createHash } from 'node:crypto';
import { errors } from '../errors.ts';
import type { Delivery } from '../outgoing.ts';
import type { NatsSession } from './nats-session.ts';

interface Place {
  readonly channel: string;
  readonly subject: string;
  /** that has to keep it; absent: whichever takes the subject */
  readonly stream?: string;
  /** milliseconds that the acknowledgement may take */
  readonly within: number;
}

/** @source NATS server 2.9 `server/errors.json`: the message is larger than the stream takes (from memory) */
const TOO_LARGE = 10_054;

/**
 * The stream drops what comes again under one id, whoever sent it: the content counts too, or the message of another house
 * that numbers as we do would be taken for a repeat and lost.
 */
const idOf = (channel: string, { bytes, controlId }: Delivery): string => {
  const print = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return `${channel}.${controlId.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100)}.${print}`;
};

const isTooLarge = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === TOO_LARGE;

/**
 * Delivered is what the stream has acknowledged.
 *
 * @returns stream and number of the message there
 * @throws exchange.refusedByPartner: final; what the session throws: tried again
 */
export function publishToNats(session: NatsSession, place: Place, message: Delivery): Promise<string> {
  const { channel, subject, stream, within } = place;
  return session.use(async (line) => {
    const most = line.info?.max_payload ?? Number.POSITIVE_INFINITY;
    if (message.bytes.length > most) throw errors.refusedByPartner({ detail: `max_payload ${most}` });
    const { jetstream } = await import('@nats-io/jetstream');
    try {
      const kept = await jetstream(line).publish(subject, message.bytes, {
        msgID: idOf(channel, message),
        timeout: within,
        ...(stream === undefined ? {} : { expect: { streamName: stream } }),
      });
      return `${kept.stream} ${kept.seq}`;
    } catch (error) {
      if (isTooLarge(error)) throw errors.refusedByPartner({ detail: 'max_msg_size' });
      throw error;
    }
  });
}
