import { createHash } from 'node:crypto';
import type { ServiceAnswer, ServiceCall } from '@lienmach/exchange';
import { jsonOf, textAt } from './gateway-json.ts';

/** Name and password under which the facility signs in. */
export interface GatewayAccount {
  readonly username: string;
  readonly password: string;
}

/** A session as the gateway gave it. */
export interface GatewaySession {
  readonly token: string;
  readonly idToken: string;
  readonly until: Date;
}

export const FORM = 'application/x-www-form-urlencoded';

/** The password as it goes over the wire. @source Công văn 1245/BHXH-CNTT (03/05/2024): MD5, upper-case hex (verified) */
export const passwordHash = ({ password }: GatewayAccount): string =>
  createHash('md5').update(password, 'utf8').digest('hex').toUpperCase();

export const sessionCall = (account: GatewayAccount): ServiceCall => ({
  path: '/api/token/take',
  headers: { 'content-type': FORM },
  body: new URLSearchParams({ username: account.username, password: passwordHash(account) }).toString(),
});

/** @returns undefined: it gave none. @source Công văn 1245/BHXH-CNTT (03/05/2024), session (verified) */
export function readSession(answer: ServiceAnswer): GatewaySession | undefined {
  const json = jsonOf(answer);
  const key = json?.APIKey;
  if (textAt(json, 'maKetQua') !== '200' || typeof key !== 'object' || key === null) return undefined;
  const token = textAt(key, 'access_token');
  const idToken = textAt(key, 'id_token');
  const until = new Date(textAt(key, 'expires_in'));
  if (token === '' || idToken === '' || Number.isNaN(until.getTime())) return undefined;
  return { token, idToken, until };
}

/** What every call but the session and the card look-up carries. */
export const sessionHeaders = (account: GatewayAccount, { token, idToken }: GatewaySession) => ({
  accessToken: token,
  tokenId: idToken,
  passwordHash: passwordHash(account),
});
