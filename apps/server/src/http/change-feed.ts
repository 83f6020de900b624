import { OUTBOX_CHANNEL, type ResourceType, type Sql } from '@lienmach/fhir-store';

/** One committed transaction: what changed, never what is in it. */
export interface ChangeEvent {
  readonly seq: number;
  readonly changes: readonly { readonly type: ResourceType; readonly id: string }[];
}

/** An event and where whoever has heard it stands: what they send to go on from here. */
export interface HeardEvent extends ChangeEvent {
  readonly position: string;
}

type Listener = (event: HeardEvent) => void;

interface Row {
  readonly seq: number | string;
  readonly entries: string;
}

/** Numbers are given before the commit: a slow transaction may become visible below the newest one. */
const LOOK_BACK = 200;
const BATCH = 1000;
/** milliseconds: the bell may be missed, the outbox is looked at anyway */
const POLL = 5_000;

/** `1234`, or `1234~1230~1228` with the numbers below it that had not been seen: slow transactions, or nobody's */
const POSITION = /^\d{1,15}(~\d{1,15}){0,200}$/;

const eventOf = ({ seq, entries }: Row): ChangeEvent => ({
  seq: Number(seq),
  changes: (JSON.parse(entries) as { type: ResourceType; id: string }[]).map(({ type, id }) => ({ type, id })),
});

const read = async (sql: Sql, after: number, also: readonly number[] = []): Promise<ChangeEvent[]> =>
  (
    await sql.query<Row>({
      name: 'change_feed',
      text: 'select seq, entries from outbox where seq > $1 or seq = any($3::bigint[]) order by seq limit $2',
      values: [after, BATCH, also],
    })
  ).map(eventOf);

/** The outbox, read once for everybody who listens; it starts with the first and ends with the server. */
export class ChangeFeed {
  readonly #sql: Sql;
  readonly #listeners = new Set<Listener>();
  readonly #told = new Set<number>();
  #newest = 0;
  #timer: NodeJS.Timeout | undefined;
  #deaf: (() => Promise<void>) | undefined;
  #reading: Promise<void> | undefined;
  #started: Promise<void> | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async #start(): Promise<void> {
    const [row] = await this.#sql.query<{ newest: number | string }>({
      text: 'select coalesce(max(seq), 0) as newest from outbox',
    });
    this.#newest = Number(row?.newest ?? 0);
    for (const { seq } of await read(this.#sql, this.#newest - LOOK_BACK)) {
      this.#told.add(seq);
      this.#newest = Math.max(this.#newest, seq);
    }
    this.#deaf = await this.#sql.listen(OUTBOX_CHANNEL, () => this.#wake());
    this.#timer = setInterval(() => this.#wake(), POLL);
    this.#timer.unref();
  }

  #wake(): void {
    if (this.#listeners.size === 0) return;
    this.#reading ??= this.#read()
      .catch(() => undefined)
      .finally(() => {
        this.#reading = undefined;
      });
  }

  async #read(): Promise<void> {
    for (;;) {
      const events = await read(this.#sql, this.#newest - LOOK_BACK);
      for (const event of events) if (!this.#told.has(event.seq)) this.#tell(event);
      for (const seq of this.#told) if (seq < this.#newest - LOOK_BACK) this.#told.delete(seq);
      if (events.length < BATCH) return;
    }
  }

  #tell(event: ChangeEvent): void {
    this.#told.add(event.seq);
    this.#newest = Math.max(this.#newest, event.seq);
    const heard = { ...event, position: this.position };
    for (const listener of this.#listeners) listener(heard);
  }

  /** What was committed after a position; undefined: too much, or too long ago, or no position: start over. */
  async since(position: string): Promise<readonly ChangeEvent[] | undefined> {
    if (!POSITION.test(position)) return undefined;
    const [newest = 0, ...unseen] = position.split('~').map(Number);
    const [row] = await this.#sql.query<{ oldest: number | string }>({
      text: 'select coalesce(min(seq), 0) as oldest from outbox',
    });
    // events that were handed out long ago are removed
    if (newest + 1 < Number(row?.oldest ?? 0)) return undefined;
    const events = await read(this.#sql, newest, unseen);
    return events.length < BATCH ? events : undefined;
  }

  /** From now on; what happened before is read first, so that nobody hears it as new. */
  async listen(listener: Listener): Promise<() => boolean> {
    this.#started ??= this.#start().catch((thrown: unknown) => {
      this.#started = undefined; // the next reader tries again
      throw thrown;
    });
    await this.#started;
    if (this.#listeners.size === 0) await this.#read().catch(() => undefined);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where whoever has heard everything so far stands. */
  get position(): string {
    const unseen: number[] = [];
    for (let seq = Math.max(1, this.#newest - LOOK_BACK + 1); seq < this.#newest; seq += 1)
      if (!this.#told.has(seq)) unseen.push(seq);
    return [this.#newest, ...unseen].join('~');
  }

  async close(): Promise<void> {
    await this.#started?.catch(() => undefined);
    clearInterval(this.#timer);
    await this.#deaf?.();
    await this.#reading;
  }
}
