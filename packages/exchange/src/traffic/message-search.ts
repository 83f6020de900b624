import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';
import type { MessageState, StageTimes } from '../message-log.ts';

/** What somebody looks for; everything given must fit. Numbers are looked up whole, as the sender wrote them. */
export interface MessageQuery {
  readonly patientKey?: string | undefined;
  readonly orderKey?: string | undefined;
  readonly controlId?: string | undefined;
  readonly partner?: string | undefined;
  readonly channel?: string | undefined;
  readonly state?: MessageState | undefined;
  /** a group of `parkedGroups`: the messages that wait for one reason */
  readonly group?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  /** `next` of the page before */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** A message of the log without its content. */
export interface MessageLine {
  readonly id: string;
  readonly partner: string;
  readonly channel: string;
  readonly controlId: string;
  readonly type?: string;
  readonly patientKey?: string;
  readonly orderKey?: string;
  readonly state: MessageState;
  readonly reason?: OperationOutcome;
  readonly received: Date;
  readonly attempts: number;
  readonly corrects?: string;
  readonly stages: StageTimes;
}

export interface MessagePage {
  readonly items: readonly MessageLine[];
  /** absent: this was the last page */
  readonly next?: string;
}

interface Row {
  readonly id: string;
  readonly partner: string;
  readonly channel: string;
  readonly control_id: string;
  readonly type: string | null;
  readonly patient_key: string | null;
  readonly order_key: string | null;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly received: Date | string;
  readonly attempts: number;
  readonly corrects: string | null;
  readonly decoded: number | null;
  readonly mapped: number | null;
  readonly committed: number | null;
  readonly answered: number | null;
}

const present = <Value>(name: string, value: Value | null): Record<string, Value> =>
  value === null ? {} : { [name]: value };

const lineOf = (row: Row): MessageLine => ({
  id: row.id,
  partner: row.partner,
  channel: row.channel,
  controlId: row.control_id,
  state: row.state,
  received: new Date(row.received),
  attempts: row.attempts,
  ...present('type', row.type),
  ...present('patientKey', row.patient_key),
  ...present('orderKey', row.order_key),
  ...present('corrects', row.corrects),
  ...(row.reason === null ? {} : { reason: JSON.parse(row.reason) as OperationOutcome }),
  stages: {
    ...present('decoded', row.decoded),
    ...present('mapped', row.mapped),
    ...present('committed', row.committed),
    ...present('answered', row.answered),
  },
});

const stateIs: Readonly<Partial<Record<string, string>>> = {
  received: `state = 'received'`,
  applied: `state = 'applied'`,
  parked: `state = 'parked'`,
  refused: `state = 'refused'`,
};
const MOST = 200;
const isCursor = (text: string): boolean => /^\d{1,15}\.\d{1,18}$/.test(text);

/** `<milliseconds>.<id>` of the last line of a page: the next one begins behind it, whatever came in between. */
const cursorOf = ({ received, id }: MessageLine): string => `${received.getTime()}.${id}`;

function conditionsOf(query: MessageQuery): { readonly where: readonly string[]; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const where: string[] = [];
  const add = (value: unknown, condition: (place: string) => string): void => {
    if (value === undefined || value === '') return;
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  add(query.patientKey, (place) => `patient_key = ${place}`);
  add(query.orderKey, (place) => `order_key = ${place}`);
  add(query.controlId, (place) => `control_id = ${place}`);
  add(query.partner, (place) => `partner = ${place}`);
  add(query.channel, (place) => `channel = ${place}`);
  // the small indices of what waits and what was turned down are used only when their states stand in the question
  if (query.group !== undefined) where.push(`state = 'parked'`);
  else if (query.state !== undefined) where.push(stateIs[query.state] ?? 'false');
  add(query.group, (place) => `park_key = ${place}`);
  add(query.from, (place) => `received >= ${place}::timestamptz`);
  add(query.until, (place) => `received < ${place}::timestamptz`);
  if (query.after !== undefined && isCursor(query.after)) {
    const [at = '', id = ''] = query.after.split('.');
    values.push(new Date(Number(at)), id);
    where.push(`(received, id) < ($${values.length - 1}::timestamptz, $${values.length}::bigint)`);
  }
  return { where, values };
}

/** A page of the log, newest first; every question is answered from an index and ends with its page. */
export async function searchMessages(sql: Sql, query: MessageQuery): Promise<MessagePage> {
  const limit = Math.max(1, Math.min(query.limit ?? 50, MOST));
  const { where, values } = conditionsOf(query);
  const rows = await sql.query<Row>({
    text: `select id::text, partner, coalesce(channel, partner) as channel, control_id, type, patient_key, order_key, state,
        reason, received, attempts, corrects::text, decoded, mapped, committed, answered
      from message_in ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
      order by received desc, message_in.id desc limit ${limit + 1}`,
    values,
  });
  const items = rows.slice(0, limit).map(lineOf);
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last !== undefined ? { next: cursorOf(last) } : {}) };
}
