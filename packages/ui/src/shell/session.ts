import { createContext, useContext } from 'react';

/** Who signed in, and what the site is called. */
export interface Session {
  /** sign-in name */
  readonly login: string;
  /** `Practitioner/…` */
  readonly who: string;
  readonly display: string;
  readonly roles: readonly string[];
  readonly site: { readonly name: string; readonly isDemo: boolean };
  hasRole(...roles: readonly string[]): boolean;
  lock(): void;
  signOut(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider');
  return session;
}
