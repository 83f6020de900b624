import { errors } from './errors.ts';
import type { Tickets } from './tickets.ts';

/** What a program is told about where it was opened (SMART launch context). */
export interface LaunchContext {
  /** ids in the record */
  readonly patient?: string;
  readonly encounter?: string;
}

interface Handle extends LaunchContext {
  readonly client: string;
  readonly login: string;
}

/** Programs opened from our screens, and what was agreed for a grant. */
export interface Launches {
  /** @returns the opaque word that the program gives back: for this program and this person, once, for five minutes */
  begin(handle: Handle): Promise<string>;
  /** @throws access.launchUnknown */
  look(word: string, client: string, login: string): Promise<LaunchContext>;
  /** The person agreed: all tokens of this grant carry it. */
  agree(grant: string, context: LaunchContext, word?: string): Promise<void>;
  of(grant: string): Promise<LaunchContext | undefined>;
}

const [HANDLE, AGREED] = ['Launch', 'LaunchContext'];
const MINUTES = 5;
/** as long as the longest grant */
const DAYS = 90;

export function openLaunches(tickets: Tickets): Launches {
  return {
    begin: (handle) => tickets.put(HANDLE, handle, MINUTES),
    async look(word, client, login) {
      const found = await tickets.find<Handle>(HANDLE, word);
      if (found?.client !== client || found.login !== login) throw errors.launchUnknown();
      const { patient, encounter } = found;
      return { ...(patient ? { patient } : {}), ...(encounter ? { encounter } : {}) };
    },
    async agree(grant, context, word) {
      if (word !== undefined && (await tickets.take<Handle>(HANDLE, word)) === undefined) throw errors.launchUnknown();
      await tickets.put(AGREED, context, DAYS * 24 * 60, grant);
    },
    of: (grant) => tickets.find<LaunchContext>(AGREED, grant),
  };
}
