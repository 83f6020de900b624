import type { Actor } from '@lienmach/system-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import type { WebhookCaller } from '../webhook-partners.ts';
import type { House } from './house.ts';
import { isSigned } from './webhook-signature.ts';

/** bytes; what a partner tells fits many times */
const MOST = 65_536;

const header = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

function readBody(bytes: Buffer): object {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw errors.webhookUnreadable();
  }
  if (typeof body !== 'object' || body === null) throw errors.webhookUnreadable();
  return body;
}

/** An unknown partner and a wrong signature look the same from outside. */
function callerOf(house: House, request: FastifyRequest, body: Buffer): WebhookCaller | undefined {
  const { partner } = request.params as { partner: string };
  const caller = house.webhookCallers.find(({ id }) => id === partner);
  const [timestamp, signature] = [header(request, 'x-lienmach-timestamp'), header(request, 'x-lienmach-signature')];
  const isGood = caller !== undefined && isSigned({ timestamp, signature, body }, caller.secret, house.now());
  return isGood ? caller : undefined;
}

async function take(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const caller = callerOf(house, request, bytes);
  if (caller === undefined) return reply.code(401).send({ success: false });
  const { operation, at, input } = caller.mapping.map(readBody(bytes));
  const actor: Actor = {
    reference: `Device/${caller.id}`,
    display: caller.id,
    roles: caller.mapping.actAs,
    client: caller.id,
    address: request.ip,
  };
  await house.host.call(actor, operation, at, input);
  return reply.send({ success: true });
}

/** `POST /webhooks/<partner>`: no token, but a signature over time and bytes; answered when the record holds it. */
export async function mountWebhooks(app: FastifyInstance, house: House): Promise<void> {
  await app.register(async (inside) => {
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) =>
      done(null, bytes),
    );
    inside.post(
      '/webhooks/:partner',
      { bodyLimit: MOST, config: { public: true, activity: 'webhook' } },
      (request, reply) => take(house, request, reply),
    );
  });
}
