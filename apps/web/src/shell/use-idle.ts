import { useEffect, useRef, useState } from 'react';

/** seconds */
const IDLE = 600;
const NOTICE = 60;

/**
 * Seconds left before the screen locks, once fewer than 60; undefined before that. Any key or click starts over.
 * The notice never takes the focus.
 */
export function useIdle(isWatching: boolean, onIdle: () => void): number | undefined {
  const last = useRef(Date.now());
  const [left, setLeft] = useState<number>();
  const latest = useRef(onIdle);
  latest.current = onIdle;
  useEffect(() => {
    if (!isWatching) return;
    last.current = Date.now();
    const stir = (): void => {
      last.current = Date.now();
      setLeft(undefined);
    };
    const timer = setInterval(() => {
      const rest = IDLE - Math.round((Date.now() - last.current) / 1000);
      setLeft(rest <= NOTICE ? Math.max(rest, 0) : undefined);
      if (rest <= 0) latest.current();
    }, 1000);
    for (const name of ['keydown', 'pointerdown', 'wheel']) document.addEventListener(name, stir, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of ['keydown', 'pointerdown', 'wheel']) document.removeEventListener(name, stir);
    };
  }, [isWatching]);
  return isWatching ? left : undefined;
}
