import { isFhirError } from '@lienmach/outcome';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { errors } from '../errors.ts';
import type { House } from './house.ts';
import { queryOf } from './query-of.ts';
import { show } from './sign-in-answer.ts';
import { signInForm } from './sign-in-forms.ts';
import { afterFirstFactor, recordFailedSignIn, uidOf, type Visit } from './sign-in-steps.ts';

const open = { config: { public: true, activity: 'sign-in' } };

/** Back at our own page with the reason; a password may still do. A house that is down is no fault of ours. */
async function refuse(visit: Visit, thrown: unknown): Promise<FastifyReply> {
  if (!isFhirError(thrown) || thrown.status === 404 || (thrown.status >= 500 && thrown.status !== 503)) throw thrown;
  await recordFailedSignIn(visit, '', 'fed');
  const form = signInForm(thrown.outcome.issue[0]?.details?.text, `/sign-in/${await uidOf(visit)}`);
  return show(visit.house, visit.reply, 'Đăng nhập', form, 401);
}

/** Sign-in by another house: away, and back by one address that the other house knows. */
export function mountUpstream(app: FastifyInstance, house: House): void {
  app.get('/sign-in/:uid/with/:house', open, async (request, reply) => {
    const visit = { house, request, reply };
    const uid = await uidOf(visit);
    const { house: id } = request.params as { house: string };
    try {
      return reply.redirect(await house.access().upstream.begin(id, uid), 303);
    } catch (thrown) {
      return refuse(visit, thrown);
    }
  });
  // the other house knows one address; only the browser that began has the cookie of its sign-in
  app.get('/sign-in/upstream/:house', open, async (request, reply) => {
    const query = queryOf(request);
    const uid = await house.access().upstream.signInOf(query.get('state') ?? '');
    return reply.redirect(`/sign-in/${uid}/back?${query}`, 303);
  });
  app.get('/sign-in/:uid/back', open, async (request, reply) => {
    const visit = { house, request, reply };
    const { accounts, upstream } = house.access();
    try {
      const login = await upstream.arrive(await uidOf(visit), queryOf(request));
      const account = await accounts.find(login);
      if (account === undefined) throw errors.signInExpired();
      return await afterFirstFactor(visit, account, 'fed');
    } catch (thrown) {
      return refuse(visit, thrown);
    }
  });
}
