import { type Factor, type Place, type Ways, WEB_CLIENT } from '@lienmach/access';
import { isFhirError } from '@lienmach/outcome';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors.ts';
import { recordAct } from './audit.ts';
import { visitorOf } from './caller.ts';
import { beginLaunch } from './consent-routes.ts';
import type { House } from './house.ts';

/** What a person sees of their own account. */
interface OwnAccount {
  readonly login: string;
  readonly factors: readonly Factor[];
  readonly ways: Ways;
  readonly isRequired: boolean;
  readonly hasPasskeys: boolean;
  readonly sessions: readonly (Place & { readonly isHere: boolean })[];
}

type Body = Readonly<Record<string, unknown>>;

interface Call {
  readonly login: string;
  readonly display: string;
  readonly roles: readonly string[];
  readonly place: string | undefined;
  readonly body: Body;
  text(name: string): string;
}

/** People only, and only through our own pages: no program changes how somebody signs in. @throws http.ownPagesOnly */
function callOf(request: FastifyRequest): Call {
  const { login, place, display, roles, client } = visitorOf(request);
  if (login === undefined || client !== WEB_CLIENT) throw errors.ownPagesOnly();
  const body = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Body;
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name].slice(0, 256) : '');
  return { login, display, roles, place, body, text };
}

async function ownAccount(house: House, { login, roles, place }: Call): Promise<OwnAccount> {
  const { accountDesk, factors, passkeys, needsSecondFactor } = house.access();
  const sessions = await accountDesk.sessions(login);
  return {
    login,
    factors: await factors.list(login),
    ways: await factors.ways(login),
    isRequired: needsSecondFactor(roles),
    hasPasskeys: passkeys.isPossible,
    sessions: sessions.map((one) => ({ ...one, isHere: one.session === place })),
  };
}

/** Still the same person? Counted apart from sign-in, so that nobody outside can close it. */
const askPassword = (house: House, { login, text }: Call): Promise<unknown> =>
  house.access().accounts.signIn(login, text('password'), 'own');

type Answer = (house: House, call: Call) => Promise<unknown>;

/** @throws http.lastFactor */
async function removeFactor(house: House, call: Call): Promise<void> {
  await askPassword(house, call);
  const { factors, needsSecondFactor } = house.access();
  const isLast = (await factors.list(call.login)).length <= 1;
  if (isLast && needsSecondFactor(call.roles)) throw errors.lastFactor();
  await factors.remove(call.login, call.text('id'));
}

async function addPasskey(house: House, { login, body, text }: Call): Promise<unknown> {
  const { factors, passkeys } = house.access();
  await passkeys.add(login, text('label'), body.response);
  return { recovery: await factors.firstRecovery(login) };
}

const verbs: Readonly<Record<string, Answer>> = {
  async password(house, call) {
    await askPassword(house, call);
    await house.access().accounts.setPassword(call.login, call.text('next'));
  },
  async totp(house, call) {
    await askPassword(house, call);
    return house.access().factors.beginTotp(call.login, house.site.name, call.text('label'));
  },
  'totp-confirm': async (house, { login, text }) => ({
    recovery: await house.access().factors.confirmTotp(login, text('id'), text('code')),
  }),
  async recovery(house, call) {
    await askPassword(house, call);
    return { recovery: await house.access().factors.newRecovery(call.login) };
  },
  async passkey(house, call) {
    await askPassword(house, call);
    return house.access().passkeys.beginAdding(call.login, call.display);
  },
  'passkey-confirm': addPasskey,
  'factor-remove': removeFactor,
  'session-end': (house, { login, text }) => house.access().accountDesk.endSession(login, text('session')),
};

/** A refusal keeps the page open: 401 would mean that the session is over. */
async function answer(house: House, request: FastifyRequest, reply: FastifyReply, name: string, verb: Answer) {
  reply.header('cache-control', 'no-store');
  const call = callOf(request);
  const activity = `own-${name}`;
  const what = [visitorOf(request).who];
  try {
    const answered = await verb(house, call);
    recordAct(house, request, activity, { action: 'E', what });
    return reply.send(answered ?? {});
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.status >= 500) throw thrown;
    recordAct(house, request, activity, { action: 'E', outcome: 4, what });
    const status = thrown.status === 401 ? 403 : thrown.status;
    return reply.code(status).send({ problem: thrown.outcome.issue[0]?.details?.text });
  }
}

/** My own account: how I sign in, and where I am signed in. Every change asks for the password and stands in the access log. */
export function mountOwnAccount(app: FastifyInstance, house: House): void {
  app.get('/session/account', { config: { activity: 'own-account' } }, async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await ownAccount(house, callOf(request))),
  );
  app.post('/session/launch', { config: { activity: 'launch' }, bodyLimit: 4_096 }, async (request, reply) => {
    const { text } = callOf(request);
    const given = { patient: text('patient'), encounter: text('encounter') };
    const url = await beginLaunch(
      { house, request, reply },
      {
        client: text('client'),
        ...(given.patient === '' ? {} : { patient: given.patient }),
        ...(given.encounter === '' ? {} : { encounter: given.encounter }),
      },
    );
    const patient = given.patient === '' ? [] : [given.patient];
    recordAct(house, request, 'launch', { action: 'E', what: [`client:${text('client').slice(0, 64)}`], patient });
    return reply.header('cache-control', 'no-store').send({ url });
  });
  for (const [name, verb] of Object.entries(verbs))
    app.post(`/session/account/${name}`, { bodyLimit: 16_384 }, (request, reply) =>
      answer(house, request, reply, name, verb),
    );
}
