import { createHmac } from 'node:crypto';
import type { Account } from '@lienmach/access';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordAct } from './audit.ts';
import { deviceOf, rememberDevice } from './device-cookie.ts';
import type { House } from './house.ts';
import { checkOrigin, formOf, reasonOf, show, wantsJson } from './sign-in-answer.ts';
import { codeForm, enrolForm, recoveryPage, signInForm } from './sign-in-forms.ts';

/** One request of one sign-in. */
export interface Visit {
  readonly house: House;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Who has shown a password and what is still missing. Kept under the id of the sign-in, known to one browser only. */
interface Waiting {
  readonly login: string;
  readonly missing: 'factor' | 'enrolment';
}

const STEP = 'SignInStep';
const MINUTES = 10;

/** The sign-in that this browser has begun. @throws http.signInExpired */
export async function uidOf({ house, request, reply }: Visit): Promise<string> {
  const details = await house
    .access()
    .provider.interactionDetails(request.raw, reply.raw)
    .catch(() => {
      throw errors.signInExpired();
    });
  return details.uid;
}

/** @throws http.signInExpired when no password was shown in this sign-in, or something else is missing */
export async function waitingFor(visit: Visit, missing: Waiting['missing']): Promise<{ uid: string; login: string }> {
  const uid = await uidOf(visit);
  const waiting = await visit.house.access().tickets.find<Waiting>(STEP, uid);
  if (waiting?.missing !== missing) throw errors.signInExpired();
  return { uid, login: waiting.login };
}

/** who waits for a second factor in this sign-in; undefined: nobody has shown a password yet */
export async function waitingLogin(visit: Visit, uid: string): Promise<string | undefined> {
  const waiting = await visit.house.access().tickets.find<Waiting>(STEP, uid);
  return waiting?.missing === 'factor' ? waiting.login : undefined;
}

/** Signed in, by these means (RFC 8176). @returns where the browser goes */
export async function finish(visit: Visit, login: string, amr: readonly string[]): Promise<string> {
  const { house, request, reply } = visit;
  const { accounts, provider, tickets } = house.access();
  const account = await accounts.find(login);
  if (account === undefined) throw errors.signInExpired();
  await tickets.take(STEP, await uidOf(visit));
  await rememberDevice(house, request, reply, login);
  recordAct(house, request, 'sign-in', { action: 'E', what: [account.reference], query: `amr=${amr.join(' ')}` });
  const result = { login: { accountId: login, amr: [...amr] } };
  return provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
}

export async function arrive(visit: Visit, login: string, amr: readonly string[]): Promise<FastifyReply> {
  const { request, reply } = visit;
  const next = await finish(visit, login, amr);
  return wantsJson(request) ? reply.send({ next }) : reply.redirect(next, 303);
}

/** A password that an administrator gave opens only the page on which the person chooses their own. */
async function askForOwnPassword({ house, request, reply }: Visit, account: Account): Promise<FastifyReply> {
  recordAct(house, request, 'sign-in', { action: 'E', what: [account.reference], query: 'one-time' });
  const next = `/sign-in/first/${await house.access().links.create(account.login)}`;
  return wantsJson(request) ? reply.send({ next }) : reply.redirect(next, 303);
}

/** The password was right, or another house vouched: what else does this person have, or need? */
export async function afterFirstFactor(visit: Visit, account: Account, means: string): Promise<FastifyReply> {
  const { house, request, reply } = visit;
  const { factors, needsSecondFactor, tickets } = house.access();
  const ways = await factors.ways(account.login);
  const uid = await uidOf(visit);
  const wait = (missing: Waiting['missing']) => tickets.put(STEP, { login: account.login, missing }, MINUTES, uid);
  if (ways.totp || ways.passkey) {
    await wait('factor');
    if (wantsJson(request)) return reply.send({ step: 'code', ways });
    return show(house, reply, 'Xác nhận đăng nhập', codeForm(uid));
  }
  if (!needsSecondFactor(account.roles)) return arrive(visit, account.login, [means]);
  await wait('enrolment');
  const offer = await factors.beginTotp(account.login, house.site.name, 'Ứng dụng xác thực');
  if (wantsJson(request)) return reply.send({ step: 'enrol', offer });
  return show(house, reply, 'Xác nhận đăng nhập', enrolForm(uid, offer));
}

/**
 * Whose account was tried. A name that is nobody's may be a password in the wrong field: only its keyed digest is kept,
 * enough to see that the same was tried again.
 */
export async function recordFailedSignIn({ house, request }: Visit, login: string, means: string): Promise<void> {
  const known = await house.access().accounts.find(login.slice(0, 64));
  const digest = createHmac('sha256', house.draftSecret()).update(`sign-in:${login}`).digest('hex').slice(0, 16);
  const told =
    known === undefined ? { query: `unknown-login:${digest}` } : { what: [known.reference], query: `amr=${means}` };
  recordAct(house, request, 'sign-in', { action: 'E', outcome: 4, ...told });
}

/** Stays on the page and says why; anything else than a refusal goes on. */
async function stay(
  visit: Visit,
  thrown: unknown,
  failed: { readonly login: string; readonly means: string; readonly form: (reason: string) => string },
): Promise<FastifyReply> {
  const reason = reasonOf(thrown);
  if (reason === undefined) throw thrown;
  const { house, request, reply } = visit;
  await recordFailedSignIn(visit, failed.login, failed.means);
  if (wantsJson(request)) return reply.code(401).send({ problem: reason });
  return show(house, reply, 'Đăng nhập', failed.form(reason), 401);
}

export async function signIn(visit: Visit): Promise<FastifyReply> {
  const { house, request } = visit;
  checkOrigin(house, request);
  await uidOf(visit);
  const { accounts, devices } = house.access();
  const form = formOf(request);
  const login = form.get('login') ?? '';
  try {
    const known = await devices.lockFor(login, deviceOf(request));
    const account = await accounts.signIn(login, form.get('password') ?? '', known);
    return await (account.mustChange === true
      ? askForOwnPassword(visit, account)
      : afterFirstFactor(visit, account, 'pwd'));
  } catch (thrown) {
    return stay(visit, thrown, { login, means: 'pwd', form: signInForm });
  }
}

export async function answerCode(visit: Visit): Promise<FastifyReply> {
  checkOrigin(visit.house, visit.request);
  const { uid, login } = await waitingFor(visit, 'factor');
  try {
    const how = await visit.house.access().factors.check(login, formOf(visit.request).get('code') ?? '');
    return await arrive(visit, login, ['pwd', how === 'totp' ? 'otp' : 'recovery']);
  } catch (thrown) {
    return stay(visit, thrown, { login, means: 'pwd otp', form: (reason) => codeForm(uid, reason) });
  }
}

/** Whose role needs a second factor sets one up before the first door opens. */
export async function confirmEnrolment(visit: Visit): Promise<FastifyReply> {
  const { house, request, reply } = visit;
  checkOrigin(house, request);
  const { uid, login } = await waitingFor(visit, 'enrolment');
  const { factors } = house.access();
  const form = formOf(request);
  try {
    const codes = await factors.confirmTotp(login, form.get('id') ?? '', form.get('code') ?? '');
    const next = await finish(visit, login, ['pwd', 'otp']);
    if (wantsJson(request)) return reply.send({ next, recovery: codes });
    return show(house, reply, 'Mã dự phòng', recoveryPage(codes, next));
  } catch (thrown) {
    if (wantsJson(request) || reasonOf(thrown) === undefined)
      return stay(visit, thrown, { login, means: 'pwd otp', form: () => '' });
    const offer = await factors.beginTotp(login, house.site.name, 'Ứng dụng xác thực');
    return stay(visit, thrown, { login, means: 'pwd otp', form: (reason) => enrolForm(uid, offer, reason) });
  }
}
