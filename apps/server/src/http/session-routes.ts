import { createHmac } from 'node:crypto';
import { isFhirError } from '@lienmach/outcome';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { visitorOf } from './caller.ts';
import type { House } from './house.ts';
import { checkOrigin } from './sign-in-answer.ts';

/** Opens what this person left unsaved in a browser: the same at every sign-in, different for everybody. */
const draftKeyOf = (house: House, who: string): string =>
  createHmac('sha256', house.draftSecret()).update(`drafts:${who}`).digest('base64');

/** Ends the session that would sign the next visitor in without a password. */
async function signOut(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkOrigin(house, request);
  const { provider } = house.access();
  const context = provider.createContext(request.raw, reply.raw);
  const session = await provider.Session.get(context);
  await session.destroy();
  return reply.code(204).header('clear-site-data', '"cache"').send();
}

/** The person who locked the screen shows that it is still the same one; wrong passwords count as at sign-in. */
async function unlock(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { accounts, verifier } = house.access();
  const token = (request.headers.authorization ?? '').slice('Bearer '.length);
  const { password = '' } = (request.body ?? {}) as { password?: unknown };
  const claims = await verifier.inspect(token);
  try {
    await accounts.signIn(claims?.sub ?? '', String(password).slice(0, 128));
    return reply.code(204).send();
  } catch (thrown) {
    const problem = isFhirError(thrown) ? thrown.outcome.issue[0]?.details?.text : undefined;
    if (problem === undefined) throw thrown;
    return reply.code(403).send({ problem });
  }
}

/** Who am I, still me, and good bye. */
export function mountSession(app: FastifyInstance, house: House): void {
  app.get('/session', { config: { activity: 'session' } }, async (request, reply) => {
    const { who, display, roles } = visitorOf(request);
    return reply.header('cache-control', 'no-store').send({
      who,
      display,
      roles,
      site: house.site,
      now: house.now().toISOString(),
      draftKey: draftKeyOf(house, who),
    });
  });
  app.post('/session/unlock', { config: { activity: 'unlock' }, bodyLimit: 2_048 }, async (request, reply) =>
    unlock(house, request, reply),
  );
  app.post('/sign-out', { config: { public: true } }, async (request, reply) => signOut(house, request, reply));
}
