import { OUTBOX_CHANNEL, type ResourceType, type Sql } from '@lienmach/fhir-store';

/** One committed transaction: what changed, never what is in it. */
export interface ChangeEvent {
  readonly seq: number;
  readonly changes: readonly { readonly type: ResourceType; readonly id: string }[];
}

type Listener = (event: ChangeEvent) => void;

interface Row {
  readonly seq: number | string;
  readonly entries: string;
}

/** Numbers are given before the commit: a slow transaction may become visible below the newest one. */
const LOOK_BACK = 200;
const BATCH = 1000;
/** milliseconds: the bell may be missed, the outbox is looked at anyway */
const POLL = 5_000;

const eventOf = ({ seq, entries }: Row): ChangeEvent => ({
  seq: Number(seq),
  changes: (JSON.parse(entries) as { type: ResourceType; id: string }[]).map(({ type, id }) => ({ type, id })),
});

const read = async (sql: Sql, after: number): Promise<ChangeEvent[]> =>
  (
    await sql.query<Row>({
      name: 'change_feed',
      text: 'select seq, entries from outbox where seq > $1 order by seq limit $2',
      values: [after, BATCH],
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
    for (const event of await read(this.#sql, this.#newest - LOOK_BACK)) this.#told.add(event.seq);
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
    const events = await read(this.#sql, this.#newest - LOOK_BACK);
    for (const event of events) {
      if (this.#told.has(event.seq)) continue;
      this.#told.add(event.seq);
      this.#newest = Math.max(this.#newest, event.seq);
      for (const listener of this.#listeners) listener(event);
    }
    for (const seq of this.#told) if (seq < this.#newest - LOOK_BACK) this.#told.delete(seq);
  }

  /** What was committed after `seq`; undefined: too much, start over. */
  async since(seq: number): Promise<readonly ChangeEvent[] | undefined> {
    const events = await read(this.#sql, seq);
    return events.length < BATCH ? events : undefined;
  }

  async listen(listener: Listener): Promise<() => boolean> {
    this.#listeners.add(listener);
    this.#started ??= this.#start();
    await this.#started;
    return () => this.#listeners.delete(listener);
  }

  get newest(): number {
    return this.#newest;
  }

  async close(): Promise<void> {
    await this.#started?.catch(() => undefined);
    clearInterval(this.#timer);
    await this.#deaf?.();
    await this.#reading;
  }
}
