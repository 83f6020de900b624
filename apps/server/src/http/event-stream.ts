import type { ServerResponse } from 'node:http';
import type { ChangeEvent, HeardEvent } from './change-feed.ts';
import type { Changes } from './visible-changes.ts';

/** milliseconds between two signs of life; proxies cut lines that are silent */
const HEARTBEAT = 15_000;
/** bytes that wait for a reader who is slower than the record: then the line is cut, and they come back for the rest */
const MOST_WAITING = 1_000_000;
/** events that wait to be looked at for this reader */
const MOST_BEHIND = 2_000;

/** One reader of server-sent events: each event in its order, looked at for this reader before the next one is. */
export class EventStream {
  readonly out: ServerResponse;
  readonly #select: (event: ChangeEvent) => Promise<Changes>;
  #told: Promise<void> = Promise.resolve();
  readonly #gone: Promise<void>;
  #position = '';
  #behind = 0;
  /** events that were told as missed ones */
  caughtUp: ReadonlySet<number> = new Set();

  /** @param select  what this reader may hear of an event, decided at that moment */
  constructor(out: ServerResponse, select: (event: ChangeEvent) => Promise<Changes>) {
    this.out = out;
    // who has left already is not told of again
    this.#gone = out.destroyed ? Promise.resolve() : new Promise((left) => out.once('close', left));
    this.#select = select;
  }

  /** Says something after everything that was said before. */
  after(say: () => Promise<void> | void): Promise<void> {
    this.#told = this.#told.then(say).catch(() => this.cut());
    return this.#told;
  }

  hear(event: HeardEvent): void {
    this.#behind += 1;
    if (this.#behind > MOST_BEHIND) {
      this.cut();
      return;
    }
    void this.after(async () => {
      this.#behind -= 1;
      if (!this.caughtUp.has(event.seq)) await this.tell(event, event.position);
    });
  }

  /** What could not be judged may have been anything: the reader reads everything anew. */
  async tell(event: ChangeEvent, position?: string): Promise<void> {
    if (this.out.destroyed) return;
    const changes = await this.#select(event).catch(() => undefined);
    if (position !== undefined) this.#position = position;
    const id = position === undefined ? '' : `id: ${position}\n`;
    if (changes === undefined) this.reset();
    else if (changes.length > 0) this.#write(`${id}event: change\ndata: ${JSON.stringify({ changes })}\n\n`);
  }

  /** Something was missed for good. */
  reset(): void {
    this.#write('event: reset\ndata: {}\n\n');
  }

  ready(position: string): void {
    this.#position = position;
    this.#write(`id: ${position}\nevent: ready\ndata: {}\n\n`);
  }

  /** Until the reader is gone, or `milliseconds` are over. A sign of life says how far they have come, also without events. */
  async live(milliseconds: number): Promise<void> {
    const beat = setInterval(() => this.#write(`: beat\nid: ${this.#position}\n\n`), HEARTBEAT);
    const end = setTimeout(() => this.out.end(), milliseconds);
    await this.#gone;
    clearInterval(beat);
    clearTimeout(end);
  }

  cut(): void {
    this.out.destroy();
  }

  #write(text: string): void {
    if (this.out.destroyed) return;
    this.out.write(text);
    if (this.out.writableLength > MOST_WAITING) this.cut();
  }
}
