import { createHash } from 'node:crypto';
import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';
import { errors } from './errors.ts';
import { outcomeText } from './outcome-text.ts';

/** `parked` waits for a person at the integration desk; `refused` is not HL7 at all or was turned down by a person. */
export type MessageState = 'received' | 'applied' | 'parked' | 'refused';

export interface LoggedMessage {
  readonly id: string;
  readonly partner: string;
  /** absent: it came before channels had names */
  readonly channel: string | undefined;
  readonly controlId: string;
  readonly type: string | undefined;
  /** numbers of the patient and the order, as the sender knows them */
  readonly patientKey: string | undefined;
  readonly orderKey: string | undefined;
  readonly raw: Buffer;
  readonly state: MessageState;
  readonly reason: OperationOutcome | undefined;
  /** the acknowledgement exactly as it was first given */
  readonly answer: Buffer | undefined;
  readonly received: Date;
  readonly attempts: number;
  /** the message that a person corrected into this one */
  readonly corrects: string | undefined;
  readonly stages: StageTimes;
}

/** Milliseconds after the message was stored, until each stage was over; of the last time it was handled. */
export interface StageTimes {
  readonly decoded?: number;
  readonly mapped?: number;
  readonly committed?: number;
  readonly answered?: number;
}

interface Row {
  id: string | number | bigint;
  partner: string;
  control_id: string;
  type: string | null;
  raw: Uint8Array;
  state: MessageState;
  reason: string | null;
  answer: Uint8Array | null;
  received: Date | string;
  attempts: number;
  corrects: string | number | bigint | null;
  channel: string | null;
  patient_key: string | null;
  order_key: string | null;
  decoded: number | null;
  mapped: number | null;
  committed: number | null;
  answered: number | null;
}

const COLUMNS = `id, partner, channel, control_id, type, patient_key, order_key, raw, state, reason, answer, received,
  attempts, corrects, decoded, mapped, committed, answered`;

const stagesOf = ({ decoded, mapped, committed, answered }: Row): StageTimes => ({
  ...(decoded === null ? {} : { decoded }),
  ...(mapped === null ? {} : { mapped }),
  ...(committed === null ? {} : { committed }),
  ...(answered === null ? {} : { answered }),
});

const toMessage = (row: Row): LoggedMessage => ({
  id: String(row.id),
  partner: row.partner,
  channel: row.channel ?? undefined,
  patientKey: row.patient_key ?? undefined,
  orderKey: row.order_key ?? undefined,
  controlId: row.control_id,
  type: row.type ?? undefined,
  raw: Buffer.from(row.raw),
  state: row.state,
  reason: row.reason === null ? undefined : (JSON.parse(row.reason) as OperationOutcome),
  answer: row.answer === null ? undefined : Buffer.from(row.answer),
  received: new Date(row.received),
  attempts: row.attempts,
  corrects: row.corrects === null ? undefined : String(row.corrects),
  stages: stagesOf(row),
});

/** What the log says of a message that has just come. */
const untouched = {
  type: undefined,
  patientKey: undefined,
  orderKey: undefined,
  state: 'received',
  reason: undefined,
  answer: undefined,
  attempts: 0,
  stages: {},
} as const;

export interface Arrival {
  readonly message: LoggedMessage;
  /** the same bytes under the same control id came before */
  readonly isRepeat: boolean;
  /** another content came under this control id in the last twelve hours */
  readonly isReused: boolean;
}

/** What comes in, before anything of it is understood. */
export interface Incoming {
  readonly partner: string;
  readonly channel: string;
  /** number that the raw bytes show; empty: none */
  readonly controlId: string;
  readonly raw: Uint8Array;
  readonly at: Date;
  /** id of the message that a person corrected */
  readonly corrects?: string;
}

export interface Settlement {
  readonly state: Exclude<MessageState, 'received'>;
  readonly type?: string | undefined;
  readonly reason?: OperationOutcome | undefined;
  /** absent: none was given, and a repeat is handled anew */
  readonly answer?: Uint8Array;
  readonly patientKey?: string | undefined;
  readonly orderKey?: string | undefined;
  readonly stages?: StageTimes;
  /** since when it is in this hand; absent: nobody took it */
  readonly held?: Date | undefined;
}

/** As much of a settlement as is known before the write. */
export type Kept = Pick<Settlement, 'held' | 'type' | 'patientKey' | 'orderKey'>;

/** The log of incoming messages. @throws FhirErrors of issue type `transient` when the database is away */
export interface MessageLog {
  /** Stores the raw bytes before anything is understood. */
  arrive(incoming: Incoming): Promise<Arrival>;
  /** The first answer stays: a message handled again keeps the acknowledgement its sender already has. @throws exchange.underWay: it is in another hand by now */
  settle(id: string, settlement: Settlement, at: Date): Promise<void>;
  /**
   * What a write begins with, in its transaction: it happens only while the message is in the hand that took it, and whoever
   * decides meanwhile waits, and finds it applied.
   *
   * @throws exchange.underWay
   */
  keep(id: string, kept: Kept): Promise<void>;
  /**
   * Takes a message that waits into one hand: whoever comes meanwhile is turned away. The hold ends with `settle` or
   * `release`; that of a process that died ends by itself. One that has just come is in the hand of whoever it came to.
   *
   * @param isLeft  whoever it came to is gone
   * @throws exchange.unknownMessage, exchange.notParked, exchange.underWay
   */
  claim(id: string, at: Date, isLeft?: boolean): Promise<LoggedMessage>;
  /** It was not settled and waits on. @param held  since when */
  release(id: string, held: Date): Promise<void>;
  /** What the answer to a question told its channel, by number. */
  told(channel: string, numbers: readonly string[], at: Date): Promise<void>;
  /** @throws exchange.unknownMessage */
  read(id: string): Promise<LoggedMessage>;
  /** oldest first @param after  id behind which the list goes on */
  list(state: MessageState, limit?: number, after?: string): Promise<LoggedMessage[]>;
  count(state: MessageState): Promise<number>;
}

async function readRepeat(sql: Sql, partner: string, controlId: string, hash: string): Promise<Row> {
  const [row] = await sql.query<Row>({
    name: 'message-in-repeat',
    text: `select ${COLUMNS} from message_in where partner = $1 and control_id = $2 and hash = $3`,
    values: [partner, controlId, hash],
  });
  if (row === undefined) throw errors.unknownMessage();
  return row;
}

/** Did an earlier message of this partner have the same control id? Looks at no content: an analyzer may count from 1 every day. */
/** many analyzers count their control ids from 1 again every morning: only a fresh one can be a mistake */
const reuseWindow = 12 * 3_600_000;

async function isTaken(sql: Sql, partner: string, controlId: string, id: Row['id'], at: Date): Promise<boolean> {
  const earlier = await sql.query({
    name: 'message-in-taken',
    text: 'select 1 as hit from message_in where partner = $1 and control_id = $2 and id < $3 and received > $4 limit 1',
    values: [partner, controlId, id, new Date(at.getTime() - reuseWindow)],
  });
  return earlier.length > 0;
}

/** What a sender wrote, as a column can hold it: no zero characters, never long. */
const textOf = (value: string | undefined): string | undefined => value?.replaceAll('\0', '').slice(0, 200);

/** milliseconds after which a hold counts as left behind; handling a message takes far less */
const HOLD = 60_000;

async function readMessage(sql: Sql, id: string): Promise<LoggedMessage> {
  const rows = /^\d{1,18}$/.test(id)
    ? await sql.query<Row>({ text: `select ${COLUMNS} from message_in where id = $1`, values: [id] })
    : [];
  if (rows[0] === undefined) throw errors.unknownMessage({ detail: id });
  return toMessage(rows[0]);
}

async function keepInHand(sql: Sql, id: string, { held, type, patientKey, orderKey }: Kept): Promise<void> {
  const kept = await sql.query({
    name: 'message-in-keep',
    text: `update message_in set state = 'applied', settled = $2, type = coalesce($3, type),
             patient_key = coalesce($4, patient_key), order_key = coalesce($5, order_key)
           where id = $1 and claimed = $2 and state in ('parked', 'received') returning id`,
    values: [id, held ?? null, textOf(type) ?? null, textOf(patientKey) ?? null, textOf(orderKey) ?? null],
  });
  if (kept.length === 0) throw errors.underWay({ detail: id });
}

async function claimMessage(sql: Sql, id: string, at: Date, isLeft: boolean): Promise<LoggedMessage> {
  const { state } = await readMessage(sql, id);
  if (state !== 'parked' && state !== 'received') throw errors.notParked({ detail: state });
  const [row] = await sql.query<Row>({
    text: `update message_in set claimed = $2 where id = $1 and state in ('parked', 'received')
           and (claimed is null or claimed < $3) and ($4 or state = 'parked' or received < $3) returning ${COLUMNS}`,
    values: [id, at, new Date(at.getTime() - HOLD), isLeft],
  });
  if (row === undefined) throw errors.underWay({ detail: id });
  return toMessage(row);
}

async function noteTold(sql: Sql, channel: string, numbers: readonly string[], at: Date): Promise<void> {
  await sql.query({
    name: 'message-told',
    text: `insert into message_told (channel, control_id, at) select $1, unnest($2::text[]), $3
           on conflict (channel, control_id) do update set at = excluded.at`,
    values: [channel, numbers, at],
  });
}

async function settleMessage(
  sql: Sql,
  id: string,
  { state, type, reason, answer, patientKey, orderKey, stages = {}, held }: Settlement,
  at: Date,
): Promise<void> {
  const { decoded, mapped, committed, answered } = stages;
  const settled = await sql.query({
    name: 'message-in-settle',
    text: `update message_in set state = $2, type = coalesce($3, type), reason = $4, answer = coalesce(answer, $5),
               attempts = attempts + 1, settled = $6, claimed = null, patient_key = coalesce($7, patient_key),
               order_key = coalesce($8, order_key), decoded = $9, mapped = $10, committed = $11, answered = $12
               where id = $1 and ($13::timestamptz is null or claimed = $13) returning id`,
    values: [
      id,
      state,
      textOf(type) ?? null,
      reason === undefined ? null : outcomeText(reason),
      answer === undefined ? null : Buffer.from(answer),
      at,
      textOf(patientKey) ?? null,
      textOf(orderKey) ?? null,
      decoded ?? null,
      mapped ?? null,
      committed ?? null,
      answered ?? null,
      held ?? null,
    ],
  });
  if (settled.length === 0) throw errors.underWay({ detail: id });
}

export function messageLog(sql: Sql): MessageLog {
  return {
    async arrive({ partner, channel, raw, at, corrects, ...incoming }) {
      const controlId = textOf(incoming.controlId) ?? '';
      const hash = createHash('sha256').update(raw).digest('hex');
      const [created] = await sql.query<{ id: string; taken: boolean }>({
        name: 'message-in-arrive',
        // what is looked up here does not see what is inserted here
        text: `with fresh as (
                 insert into message_in (partner, control_id, hash, raw, received, corrects, channel)
                 values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (partner, control_id, hash) do nothing returning id)
               select id::text, exists (select 1 from message_in earlier
                 where earlier.partner = $1 and earlier.control_id = $2 and earlier.received > $8) as taken from fresh`,
        values: [
          partner,
          controlId,
          hash,
          Buffer.from(raw),
          at,
          corrects ?? null,
          channel,
          new Date(at.getTime() - reuseWindow),
        ],
      });
      if (created !== undefined) {
        const told = { partner, channel, controlId, raw: Buffer.from(raw), received: at, corrects };
        const message: LoggedMessage = { ...untouched, ...told, id: created.id };
        return { message, isRepeat: false, isReused: controlId !== '' && created.taken };
      }
      const row = await readRepeat(sql, partner, controlId, hash);
      const isReused = controlId !== '' && (await isTaken(sql, partner, controlId, row.id, at));
      return { message: toMessage(row), isRepeat: true, isReused };
    },

    settle: (id, settlement, at) => settleMessage(sql, id, settlement, at),

    claim: (id, at, isLeft = false) => claimMessage(sql, id, at, isLeft),

    async release(id, held) {
      await sql.query({
        text: 'update message_in set claimed = null where id = $1 and claimed = $2',
        values: [id, held],
      });
    },

    keep: (id, kept) => keepInHand(sql, id, kept),

    told: (channel, numbers, at) => noteTold(sql, channel, numbers, at),

    read: (id) => readMessage(sql, id),

    async list(state, limit = 100, after = '0') {
      const rows = await sql.query<Row>({
        text: `select ${COLUMNS} from message_in where state = $1 and id > $3 order by id limit $2`,
        values: [state, limit, after],
      });
      return rows.map(toMessage);
    },

    async count(state) {
      const text = 'select count(*)::int as count from message_in where state = $1';
      const [found] = await sql.query<{ count: number }>({ text, values: [state] });
      return found?.count ?? 0;
    },
  };
}
