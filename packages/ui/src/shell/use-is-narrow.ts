import { useSyncExternalStore } from 'react';

const narrow = typeof matchMedia === 'undefined' ? undefined : matchMedia('(max-width: 900px)');

function subscribe(listener: () => void): () => void {
  narrow?.addEventListener('change', listener);
  return () => narrow?.removeEventListener('change', listener);
}

/** One column of panels, as on a phone: lists leave out what the detail below says again. */
export const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => narrow?.matches ?? false,
    () => false,
  );
