import { createContext, useContext, useEffect, useRef } from 'react';
import type { Scan, ScanKind } from './scan-kind.ts';

/** What the box says after a scan: *Thẻ căn cước · NGUYỄN VĂN A*. `false`: not mine after all. */
export type ScanAnswer = string | boolean | undefined;
export type ScanHandler = (scan: Scan) => ScanAnswer | Promise<ScanAnswer>;

interface Listener {
  readonly kinds: readonly ScanKind[] | '*';
  readonly handle: ScanHandler;
}

/** milliseconds a code waits for its screen */
const HELD = 5000;

const isFor = ({ kinds }: Listener, scan: Scan): boolean => kinds === '*' || kinds.includes(scan.kind);

/** Who wants which codes; the screen that came last is asked first. */
export class ScanDesk {
  readonly #listeners: Listener[] = [];
  #held: Scan | undefined;

  add(listener: Listener): () => void {
    this.#listeners.unshift(listener);
    const held = this.#held;
    if (held !== undefined && isFor(listener, held)) {
      this.#held = undefined;
      void listener.handle(held);
    }
    return () => this.#listeners.splice(this.#listeners.indexOf(listener), 1);
  }

  /** Kept for the screen that is about to open. */
  hold(scan: Scan): void {
    this.#held = scan;
    setTimeout(() => {
      if (this.#held === scan) this.#held = undefined;
    }, HELD);
  }

  /** @returns what the box shows; undefined: nobody wanted it */
  async take(scan: Scan): Promise<string | undefined> {
    for (const listener of [...this.#listeners]) {
      if (!isFor(listener, scan)) continue;
      const answer = await listener.handle(scan);
      if (answer !== false) return typeof answer === 'string' ? answer : '';
    }
    return undefined;
  }
}

const DeskContext = createContext(new ScanDesk());
export const ScanDeskProvider = DeskContext.Provider;
export const useScanDesk = (): ScanDesk => useContext(DeskContext);

/**
 * Scanned codes of these kinds come here while the screen is open, whatever has focus. The handler says what the box
 * shows; `false` passes the code on.
 */
export function useScan(kinds: readonly ScanKind[] | '*', handler: ScanHandler): void {
  const desk = useScanDesk();
  const latest = useRef(handler);
  latest.current = handler;
  const wanted = kinds === '*' ? '*' : kinds.join(' ');
  useEffect(
    () =>
      desk.add({
        kinds: wanted === '*' ? '*' : (wanted.split(' ') as ScanKind[]),
        handle: (scan) => latest.current(scan),
      }),
    [desk, wanted],
  );
}
