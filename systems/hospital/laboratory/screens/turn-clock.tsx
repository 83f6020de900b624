import { useTexts } from '@lienmach/ui';
import { useSyncExternalStore } from 'react';
import { benchTexts } from './bench-texts.ts';

const TICK = 5_000;

/** One timer for all clocks that are seen; each of them draws itself again only when its minute changes. */
function openTicker() {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return (listener: () => void): (() => void) => {
    listeners.add(listener);
    timer ??= setInterval(() => {
      for (const tell of listeners) tell();
    }, TICK);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
}

const onTick = openTicker();

/** Minutes until the result should be there, or since. */
export function TurnClock({ dueAt }: { readonly dueAt: string }) {
  const t = useTexts(benchTexts);
  const left = useSyncExternalStore(onTick, () => Math.floor((Date.parse(dueAt) - Date.now()) / 60_000));
  const isLate = left < 0;
  return (
    <span className="s n turn-clock" data-late={isLate || undefined}>
      {isLate ? t.lateBy(-left) : t.leftFor(left)}
    </span>
  );
}
