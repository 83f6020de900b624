import { useSyncExternalStore } from 'react';

/** Which lines are up. */
export interface Links {
  readonly server: boolean;
  readonly record: boolean;
  readonly events: boolean;
  /** milliseconds since 1970; undefined: the server answers */
  readonly offlineSince: number | undefined;
}

let links: Links = { server: true, record: true, events: false, offlineSince: undefined };
const listeners = new Set<() => void>();

export function setLinks(change: Partial<Omit<Links, 'offlineSince'>>): void {
  const next = { ...links, ...change };
  const offlineSince = next.server ? undefined : (links.offlineSince ?? Date.now());
  const isSame = next.server === links.server && next.record === links.record && next.events === links.events;
  if (isSame && offlineSince === links.offlineSince) return;
  links = { ...next, offlineSince };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLinks = (): Links => useSyncExternalStore(subscribe, () => links);

/** milliseconds */
const LOOK = 20_000;
const LOOK_OFFLINE = 3_000;

/** Asks now and then whether the server and its record are ready; more often while they are not. */
export function watchLinks(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch('/readyz');
      setLinks({ server: true, record: answer.ok });
    } catch {
      setLinks({ server: false, record: false });
    }
    timer = setTimeout(look, links.server ? LOOK : LOOK_OFFLINE);
  };
  void look();
  return () => clearTimeout(timer);
}
