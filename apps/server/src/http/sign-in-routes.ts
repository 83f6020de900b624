import { isFhirError } from '@lienmach/outcome';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordAct } from './audit.ts';
import { consentPageFor, mountConsent } from './consent-routes.ts';
import type { House } from './house.ts';
import { mountPasskeySignIn } from './passkey-routes.ts';
import { errorHandler } from './send-error.ts';
import { checkOrigin, formOf, reasonOf, show, wantsJson } from './sign-in-answer.ts';
import { linkForm, problem, signInForm } from './sign-in-forms.ts';
import { answerCode, confirmEnrolment, signIn } from './sign-in-steps.ts';
import { mountUpstream } from './upstream-routes.ts';

const open = { config: { public: true, activity: 'sign-in' } };

async function redeem(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkOrigin(house, request);
  const { token } = request.params as { token: string };
  try {
    await house.access().links.redeem(token, formOf(request).get('password') ?? '');
  } catch (thrown) {
    const reason = reasonOf(thrown);
    if (reason === undefined) throw thrown;
    recordAct(house, request, 'first-password', { action: 'E', outcome: 4 });
    return show(house, reply, 'Đặt mật khẩu', linkForm(reason), 400);
  }
  recordAct(house, request, 'first-password', { action: 'E' });
  return reply.redirect('/', 303);
}

/** The page where people say who they are, and the one where they choose their first password. */
export function signInRoutes(house: House, webPage?: (reply: FastifyReply) => FastifyReply) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    const options = { parseAs: 'string', bodyLimit: 16_384 } as const;
    app.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, text, done) => done(null, text));
    app.setErrorHandler((thrown, request, reply) => {
      const reason = reasonOf(thrown);
      if (reason === undefined || !isFhirError(thrown)) return errorHandler(house)(thrown, request, reply);
      if (wantsJson(request)) return reply.code(thrown.status).send({ problem: reason });
      // an old address of the sign-in page: start again from the first one
      if (webPage !== undefined && request.method === 'GET' && thrown.code === 'http.signInExpired')
        return reply.redirect('/', 303);
      const main = `<section class="card narrow">${problem(reason)}<p><a href="/">Về trang đầu</a></p></section>`;
      return show(house, reply, 'Đăng nhập', main, thrown.status);
    });
    app.get('/sign-in/:uid', open, async (request, reply) => {
      const consent = await consentPageFor({ house, request, reply });
      if (consent !== undefined) return consent;
      return webPage?.(reply) ?? show(house, reply, 'Đăng nhập', signInForm());
    });
    app.post('/sign-in/:uid', open, async (request, reply) => signIn({ house, request, reply }));
    app.post('/sign-in/:uid/code', open, async (request, reply) => answerCode({ house, request, reply }));
    app.post('/sign-in/:uid/enrol/confirm', open, async (request, reply) =>
      confirmEnrolment({ house, request, reply }),
    );
    mountPasskeySignIn(app, house);
    mountConsent(app, house);
    mountUpstream(app, house);
    app.get('/sign-in/first/:token', open, async (_request, reply) => show(house, reply, 'Đặt mật khẩu', linkForm()));
    app.post('/sign-in/first/:token', open, async (request, reply) => redeem(house, request, reply));
  };
}
