import { useEffect, useSyncExternalStore } from 'react';

let mark = 0;
const listeners = new Set<() => void>();

function setMark(count: number): void {
  mark = count;
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What must not be missed, counted in the title of the window: seen while another window is in front. */
export function useTitleMark(count: number): void {
  useEffect(() => {
    setMark(count);
    return () => setMark(0);
  }, [count]);
}

/** For the frame that writes the title. */
export const useShownTitleMark = (): number => useSyncExternalStore(subscribe, () => mark);
