import { createContext, useContext } from 'react';
import type { TokenKeeper } from '../auth/token-keeper.ts';
import type { Ways } from '../sign-in/ask.ts';

export interface OwnFactor {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly label: string;
  readonly created: string;
  readonly used?: string;
}

export interface OwnSession {
  readonly session: string;
  readonly client: string;
  readonly device: string;
  readonly address: string;
  readonly begun: string;
  readonly used: string;
  readonly isHere: boolean;
}

export interface OwnAccount {
  readonly login: string;
  readonly factors: readonly OwnFactor[];
  readonly ways: Ways;
  readonly isRequired: boolean;
  readonly hasPasskeys: boolean;
  readonly sessions: readonly OwnSession[];
}

/** Done, with what the server gave; or why not, in words for the person. */
export type Sent<T> = { readonly done: T } | { readonly problem: string };

export interface OwnAccountClient {
  read(): Promise<OwnAccount>;
  send<T>(verb: string, body: Readonly<Record<string, unknown>>): Promise<Sent<T>>;
}

/** My own account over `/session/account`: how I sign in, where I am signed in. */
export function openOwnAccount(keeper: TokenKeeper, failed: string): OwnAccountClient {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`/session/account${path}`, {
      ...init,
      headers: { authorization: `Bearer ${await keeper.token(false)}`, 'content-type': 'application/json' },
    });
  return {
    async read() {
      const answer = await call('');
      if (!answer.ok) throw new Error(`account: ${answer.status}`);
      return (await answer.json()) as OwnAccount;
    },
    async send<T>(verb: string, body: Readonly<Record<string, unknown>>): Promise<Sent<T>> {
      try {
        const answer = await call(`/${verb}`, { method: 'POST', body: JSON.stringify(body) });
        const content = (await answer.json()) as T & { readonly problem?: string };
        return answer.ok ? { done: content } : { problem: content.problem ?? failed };
      } catch {
        return { problem: failed };
      }
    },
  };
}

const Client = createContext<OwnAccountClient | undefined>(undefined);
export const OwnAccountProvider = Client.Provider;

export function useOwnAccount(): OwnAccountClient {
  const client = useContext(Client);
  if (client === undefined) throw new Error('no account outside the shell');
  return client;
}
