import { createHmac } from 'node:crypto';
import { isFhirError } from '@lienmach/outcome';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordAct } from './audit.ts';
import type { House } from './house.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { errorHandler } from './send-error.ts';

const HTML = 'text/html; charset=utf-8';
const open = { config: { public: true, activity: 'sign-in' } };

const problem = (text: string | undefined): string =>
  text === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(text)}</p>`;

const signInForm = (text?: string): string => `<section class="card narrow"><h1>Đăng nhập</h1>${problem(text)}
<form method="post" autocomplete="on">
<label>Tên đăng nhập<input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" autofocus></label>
<label>Mật khẩu<input name="password" type="password" autocomplete="current-password" required maxlength="128"></label>
<button>Đăng nhập</button></form></section>`;

const linkForm = (text?: string): string => `<section class="card narrow"><h1>Đặt mật khẩu lần đầu</h1>${problem(text)}
<p>Mật khẩu từ 12 ký tự trở lên. Liên kết này chỉ dùng được một lần.</p>
<form method="post"><label>Mật khẩu mới<input name="password" type="password" autocomplete="new-password" required minlength="12" maxlength="128" autofocus></label>
<button>Lưu mật khẩu</button></form></section>`;

function show(house: House, reply: FastifyReply, title: string, main: string, status = 200): FastifyReply {
  const { name: siteName, isDemo } = house.site;
  return reply
    .code(status)
    .type(HTML)
    .header('cache-control', 'no-store')
    .send(htmlPage({ title, siteName, isDemo, main }));
}

/** A form of ours comes from our own pages. Pages that send no referrer send forms with the origin `null`. */
export function checkOrigin(house: House, request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isUnnamed = origin === undefined || (origin === 'null' && site === 'same-origin');
  const isForeign = (!isUnnamed && origin !== house.baseUrl()) || site === 'cross-site';
  if (isForeign) throw errors.wrongOrigin();
}

/** our own sign-in page asks without leaving itself */
const wantsJson = (request: FastifyRequest): boolean => request.headers.accept === 'application/json';

const formOf = (request: FastifyRequest): URLSearchParams => new URLSearchParams(String(request.body ?? ''));

const reasonOf = (thrown: unknown): string | undefined =>
  isFhirError(thrown) && thrown.status < 500 ? thrown.outcome.issue[0]?.details?.text : undefined;

async function checkInteraction(house: House, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await house
    .access()
    .provider.interactionDetails(request.raw, reply.raw)
    .catch(() => {
      throw errors.signInExpired();
    });
}

/** A password that an administrator gave opens only the page on which the person chooses their own. */
async function askForOwnPassword(
  house: House,
  login: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const next = `/sign-in/first/${await house.access().links.create(login)}`;
  return wantsJson(request) ? reply.send({ next }) : reply.redirect(next, 303);
}

/**
 * Whose account was tried. A name that is nobody's may be a password in the wrong field: only its keyed digest is kept,
 * enough to see that the same was tried again.
 */
async function recordFailedSignIn(house: House, request: FastifyRequest, login: string): Promise<void> {
  const known = await house.access().accounts.find(login.slice(0, 64));
  const digest = createHmac('sha256', house.draftSecret()).update(`sign-in:${login}`).digest('hex').slice(0, 16);
  const told = known === undefined ? { query: `unknown-login:${digest}` } : { what: [known.reference] };
  recordAct(house, request, 'sign-in', { action: 'E', outcome: 4, ...told });
}

async function signIn(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  checkOrigin(house, request);
  await checkInteraction(house, request, reply);
  const { accounts, provider } = house.access();
  const form = formOf(request);
  const login = form.get('login') ?? '';
  try {
    const account = await accounts.signIn(login, form.get('password') ?? '');
    recordAct(house, request, 'sign-in', { action: 'E', what: [account.reference] });
    if (account.mustChange === true) return await askForOwnPassword(house, account.login, request, reply);
    const result = { login: { accountId: account.login } };
    const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
    return wantsJson(request) ? reply.send({ next }) : reply.redirect(next, 303);
  } catch (thrown) {
    const reason = reasonOf(thrown);
    if (reason === undefined) throw thrown;
    await recordFailedSignIn(house, request, login);
    if (wantsJson(request)) return reply.code(401).send({ problem: reason });
    return show(house, reply, 'Đăng nhập', signInForm(reason), 401);
  }
}

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
    const options = { parseAs: 'string', bodyLimit: 8_192 } as const;
    app.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, text, done) => done(null, text));
    app.setErrorHandler((thrown, request, reply) => {
      const reason = reasonOf(thrown);
      if (reason === undefined || !isFhirError(thrown)) return errorHandler(house)(thrown, request, reply);
      if (wantsJson(request)) return reply.code(thrown.status).send({ problem: reason });
      // an old address of the sign-in page: start again from the first one
      if (webPage !== undefined && request.method === 'GET') return reply.redirect('/', 303);
      const main = `<section class="card narrow">${problem(reason)}<p><a href="/">Về trang đầu</a></p></section>`;
      return show(house, reply, 'Đăng nhập', main, thrown.status);
    });
    app.get('/sign-in/:uid', open, async (request, reply) => {
      await checkInteraction(house, request, reply);
      return webPage?.(reply) ?? show(house, reply, 'Đăng nhập', signInForm());
    });
    app.post('/sign-in/:uid', open, async (request, reply) => signIn(house, request, reply));
    app.get('/sign-in/first/:token', open, async (_request, reply) => show(house, reply, 'Đặt mật khẩu', linkForm()));
    app.post('/sign-in/first/:token', open, async (request, reply) => redeem(house, request, reply));
  };
}
