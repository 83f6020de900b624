import { accessErrors } from '@lienmach/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import type { House } from './house.ts';

const local = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** A request that a proxy passed on is not local, whatever address it came in by. */
const isLocal = ({ raw }: FastifyRequest): boolean =>
  local.has(raw.socket.remoteAddress ?? '') &&
  raw.headers['x-forwarded-for'] === undefined &&
  raw.headers.forwarded === undefined;

async function checkMetricsReader(house: House, request: FastifyRequest): Promise<void> {
  if (isLocal(request)) return;
  const token = /^Bearer (\S{1,8000})$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw accessErrors.tokenMissing();
  const { roles } = await house.access().verifier.verify(token);
  if (!roles.some((role) => role === 'administrator' || role === 'tool'))
    throw accessErrors.roleForbidden({ what: '/metrics' });
}

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: numbers, on loopback or with an administrator's token. */
export function mountHealth(app: FastifyInstance, house: House): void {
  const open = { config: { public: true }, logLevel: 'silent' } as const;
  app.get('/healthz', open, async () => ({ status: 'ok', version: house.version }));
  app.get('/readyz', open, async () => {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(errors.notReady()), 2_000).unref();
    });
    await Promise.race([house.sql.query({ text: 'select 1' }), late]).catch(() => {
      throw errors.notReady();
    });
    return { status: 'ready' };
  });
  app.get('/metrics', open, async (request, reply) => {
    await checkMetricsReader(house, request);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(house.metrics.text());
  });
}
