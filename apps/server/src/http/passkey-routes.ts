import type { FastifyInstance } from 'fastify';
import type { House } from './house.ts';
import { checkOrigin, formOf, reasonOf } from './sign-in-answer.ts';
import { arrive, recordFailedSignIn, uidOf, waitingLogin } from './sign-in-steps.ts';

const open = { config: { public: true, activity: 'sign-in' } };

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A key in the device of a person: after the password, or instead of it (the device has verified the person). */
export function mountPasskeySignIn(app: FastifyInstance, house: House): void {
  app.post('/sign-in/:uid/passkey/ask', open, async (request, reply) => {
    const visit = { house, request, reply };
    checkOrigin(house, request);
    const uid = await uidOf(visit);
    const asked = await house.access().passkeys.beginSignIn(uid, await waitingLogin(visit, uid));
    return reply.header('cache-control', 'no-store').send(asked);
  });
  app.post('/sign-in/:uid/passkey', open, async (request, reply) => {
    const visit = { house, request, reply };
    checkOrigin(house, request);
    const uid = await uidOf(visit);
    const waiting = await waitingLogin(visit, uid);
    try {
      const login = await house.access().passkeys.signIn(uid, parse(formOf(request).get('response') ?? ''));
      return await arrive(visit, login, waiting === undefined ? ['hwk', 'user'] : ['pwd', 'hwk']);
    } catch (thrown) {
      const reason = reasonOf(thrown);
      if (reason === undefined) throw thrown;
      await recordFailedSignIn(visit, waiting ?? '', 'hwk');
      return reply.code(401).send({ problem: reason });
    }
  });
}
