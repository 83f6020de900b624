import type { Service, ServiceAnswer, ServiceCall } from '@lienmach/exchange';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { jsonOf, textAt } from '../exchange/gateway-json.ts';
import { type GatewayAccount, type GatewaySession, readSession, sessionCall } from '../exchange/gateway-session.ts';

/** sessions of this process, one for each facility's account */
const sessions = new WeakMap<Service, Promise<GatewaySession>>();

/** a session is renewed so many milliseconds before it ends */
const EARLY = 60_000;

/** @throws claims.noGateway: the site file names none */
export function gatewayOf({ services }: Pick<Context, 'services'>): Service {
  const service = services.find('bhyt-gateway');
  if (service === undefined) throw errors.noGateway();
  return service;
}

function accountOf({ secrets }: Service): GatewayAccount {
  const { username, password } = secrets;
  if (username === undefined || password === undefined) throw errors.gatewayAccount({ detail: 'secretFile' });
  return { username, password };
}

async function takeSession(service: Service): Promise<GatewaySession> {
  const answer = await service.ask(sessionCall(accountOf(service)));
  const session = readSession(answer);
  if (session !== undefined) return session;
  if (answer.status !== 401 && jsonOf(answer) === undefined) throw errors.gatewayPage({ detail: answer.status });
  throw errors.gatewayAccount({ detail: textAt(jsonOf(answer), 'maKetQua') || answer.status });
}

/** Everybody who needs one waits for the same; one that failed is not kept. */
function newSession(service: Service): Promise<GatewaySession> {
  const coming = takeSession(service);
  sessions.set(service, coming);
  coming.catch(() => {
    if (sessions.get(service) === coming) sessions.delete(service);
  });
  return coming;
}

async function sessionAt(service: Service, now: Date): Promise<GatewaySession> {
  const kept = await sessions.get(service)?.catch(() => undefined);
  return kept !== undefined && kept.until.getTime() - now.getTime() > EARLY ? kept : newSession(service);
}

/** Somebody else may have renewed it meanwhile. */
async function sessionAfter(service: Service, stale: GatewaySession): Promise<GatewaySession> {
  const kept = await sessions.get(service)?.catch(() => undefined);
  return kept !== undefined && kept !== stale ? kept : newSession(service);
}

function isUnauthorized(answer: ServiceAnswer): boolean {
  const json = jsonOf(answer);
  return answer.status === 401 || textAt(json, 'maKetQua') === '401' || textAt(json, 'MaKetQua') === '401';
}

/**
 * One call in a session of the facility: a session that has ended is taken anew, once.
 *
 * @throws claims.noGateway, claims.gatewayAccount, claims.gatewayPage; what `Service.ask` throws
 */
export async function askGateway(
  ctx: Pick<Context, 'services' | 'now'>,
  callOf: (account: GatewayAccount, session: GatewaySession) => ServiceCall,
): Promise<ServiceAnswer> {
  const service = gatewayOf(ctx);
  const account = accountOf(service);
  const session = await sessionAt(service, ctx.now());
  const answer = await service.ask(callOf(account, session));
  if (!isUnauthorized(answer)) return answer;
  return service.ask(callOf(account, await sessionAfter(service, session)));
}
