import { setLinks } from './links.ts';

export interface Change {
  readonly type: string;
  readonly id: string;
}

export interface EventStreamOptions {
  readonly token: (renew: boolean) => Promise<string>;
  readonly onChanges: (changes: readonly Change[]) => void;
  /** too much was missed: read everything anew */
  readonly onReset: () => void;
}

interface Frame {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/** One server-sent event; comments give none. */
function frameOf(text: string): Frame | undefined {
  const field = (name: string): string | undefined =>
    text
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const event = field('event');
  return event === undefined ? undefined : { id: field('id'), event, data: field('data') ?? '{}' };
}

/** milliseconds between two tries */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/** Listens to what changes in the record; comes back by itself with the last id it saw. */
export function openEventStream({ token, onChanges, onReset }: EventStreamOptions): () => void {
  const stop = new AbortController();
  let lastId = '';
  let wait = FIRST_WAIT;

  function take(frame: Frame): void {
    if (frame.id !== undefined) lastId = frame.id;
    if (frame.event === 'reset') onReset();
    if (frame.event === 'change') onChanges((JSON.parse(frame.data) as { changes: Change[] }).changes);
  }

  async function listen(): Promise<void> {
    const headers = new Headers({ authorization: `Bearer ${await token(false)}` });
    if (lastId !== '') headers.set('last-event-id', lastId);
    const answer = await fetch('/events', { headers, signal: stop.signal });
    if (!answer.ok || answer.body === null) throw new Error(`events: ${answer.status}`);
    setLinks({ server: true, events: true });
    wait = FIRST_WAIT;
    let rest = '';
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + piece).split('\n\n');
      rest = frames.pop() ?? '';
      for (const text of frames) {
        const frame = frameOf(text);
        if (frame) take(frame);
      }
    }
  }

  async function keep(): Promise<void> {
    while (!stop.signal.aborted) {
      await listen().catch(() => undefined);
      if (stop.signal.aborted) return;
      setLinks({ events: false });
      await new Promise((over) => setTimeout(over, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }
  void keep();
  return () => stop.abort();
}
