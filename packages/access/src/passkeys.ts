import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { Sql } from '@lienmach/fhir-store';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server';
import { errors } from './errors.ts';
import type { Tickets } from './tickets.ts';

/** Keys that stay in the device of a person (WebAuthn). The person is verified there, so one is as good as both factors. */
export interface Passkeys {
  /** false: the site is reached by an address, which WebAuthn does not take */
  readonly isPossible: boolean;
  /** @throws access.passkeysNeedName */
  beginAdding(login: string, display: string): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** @throws access.passkeyRefused */
  add(login: string, label: string, response: unknown): Promise<void>;
  /** @param place  the sign-in it is for @param login  absent: whoever has a key for this site */
  beginSignIn(place: string, login?: string): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** @returns whose key it is @throws access.passkeyRefused */
  signIn(place: string, response: unknown): Promise<string>;
}

export interface PasskeyOptions {
  readonly sql: Sql;
  readonly tickets: Tickets;
  readonly baseUrl: string;
  readonly siteName: string;
  readonly now: () => Date;
}

interface KeyRow {
  readonly id: string;
  readonly login: string;
  readonly credential: string;
  readonly public_key: Uint8Array;
  readonly counter: string;
  readonly transports: string[];
}

interface Asked {
  readonly challenge: string;
  readonly login?: string;
}

const MINUTES = 5;
const loadLibrary = () => import('@simplewebauthn/server');

const nameOf = (baseUrl: string): string | undefined => {
  const { hostname } = new URL(baseUrl);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : undefined;
};

const keysOf = (sql: Sql, where: 'login' | 'credential', value: string): Promise<KeyRow[]> =>
  sql.query<KeyRow>({
    text: `select id, login, credential, public_key, counter::text, transports from access_factor
           where kind = 'passkey' and confirmed and ${where} = $1`,
    values: [value],
  });

const credentialOf = (row: KeyRow): WebAuthnCredential => ({
  id: row.credential,
  publicKey: Uint8Array.from(row.public_key),
  counter: Number(row.counter),
  transports: row.transports,
});

async function keep(options: PasskeyOptions, login: string, label: string, key: WebAuthnCredential): Promise<void> {
  const made = await options.sql.query({
    text: `insert into access_factor (id, login, kind, label, credential, public_key, counter, transports, confirmed, created)
           values ($1,$2,'passkey',$3,$4,$5,$6,$7,true,$8) on conflict (credential) do nothing returning id`,
    values: [
      randomUUID(),
      login,
      label.slice(0, 64),
      key.id,
      Buffer.from(key.publicKey),
      key.counter,
      key.transports ?? [],
      options.now().toISOString(),
    ],
  });
  if (made.length === 0) throw errors.passkeyRefused();
}

/** What the library throws says what was wrong with the answer of a browser: for the person it is one refusal. */
const orRefuse = async <T extends { readonly verified: boolean }>(verification: Promise<T>): Promise<T> => {
  const verified = await verification.catch((thrown: unknown) => {
    throw errors.passkeyRefused({ detail: thrown instanceof Error ? thrown.name : '' });
  });
  if (!verified.verified) throw errors.passkeyRefused();
  return verified;
};

/** the shape is the library's to judge; here only whose key it names */
const credentialIn = (response: unknown): string => {
  const { id } = (typeof response === 'object' && response !== null ? response : {}) as { id?: unknown };
  return typeof id === 'string' ? id.slice(0, 2048) : '';
};

async function add(options: PasskeyOptions, rpId: string, login: string, label: string, response: unknown) {
  const asked = await options.tickets.take<Asked>('PasskeyNew', login);
  if (asked === undefined) throw errors.passkeyRefused();
  const { verifyRegistrationResponse } = await loadLibrary();
  const { registrationInfo } = await orRefuse(
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: options.baseUrl,
      expectedRPID: rpId,
    }),
  );
  if (registrationInfo === undefined) throw errors.passkeyRefused();
  await keep(options, login, label, registrationInfo.credential);
}

async function signIn(options: PasskeyOptions, rpId: string, place: string, response: unknown): Promise<string> {
  const asked = await options.tickets.take<Asked>('PasskeyAsked', place);
  const [row] = await keysOf(options.sql, 'credential', credentialIn(response));
  if (asked === undefined || row === undefined || (asked.login ?? row.login) !== row.login)
    throw errors.passkeyRefused();
  const { verifyAuthenticationResponse } = await loadLibrary();
  const { authenticationInfo } = await orRefuse(
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: options.baseUrl,
      expectedRPID: rpId,
      credential: credentialOf(row),
    }),
  );
  await options.sql.query({
    text: 'update access_factor set counter = $2, used = $3 where id = $1',
    values: [row.id, authenticationInfo.newCounter, options.now().toISOString()],
  });
  return row.login;
}

export function openPasskeys(options: PasskeyOptions): Passkeys {
  const { sql, tickets, baseUrl, siteName } = options;
  const name = nameOf(baseUrl);
  const rpId = (): string => {
    if (name === undefined) throw errors.passkeysNeedName();
    return name;
  };
  const listed = async (login: string) =>
    (await keysOf(sql, 'login', login)).map(({ credential: id, transports }) => ({ id, transports }));
  return {
    isPossible: name !== undefined,
    async beginAdding(login, display) {
      const { generateRegistrationOptions } = await loadLibrary();
      const asked = await generateRegistrationOptions({
        rpName: siteName,
        rpID: rpId(),
        userName: login,
        userDisplayName: display,
        attestationType: 'none',
        excludeCredentials: await listed(login),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      });
      await tickets.put('PasskeyNew', { challenge: asked.challenge }, MINUTES, login);
      return asked;
    },
    add: (login, label, response) => add(options, rpId(), login, label, response),
    async beginSignIn(place, login) {
      const { generateAuthenticationOptions } = await loadLibrary();
      const asked = await generateAuthenticationOptions({
        rpID: rpId(),
        userVerification: 'required',
        ...(login === undefined ? {} : { allowCredentials: await listed(login) }),
      });
      const content: Asked = { challenge: asked.challenge, ...(login === undefined ? {} : { login }) };
      await tickets.put('PasskeyAsked', content, MINUTES, place);
      return asked;
    },
    signIn: (place, response) => signIn(options, rpId(), place, response),
  };
}
