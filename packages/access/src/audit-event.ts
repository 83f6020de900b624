import type { Limit, Sql } from '@lienmach/fhir-store';
import type { AuditEvent } from 'fhir/r4';
import { auditWithin } from './audit-within.ts';
import { errors } from './errors.ts';

interface Row {
  readonly tx: string;
  readonly seq: string;
  readonly at: string;
  readonly agent: string | null;
  readonly agent_name: string | null;
  readonly client: string | null;
  readonly action: string;
  readonly outcome: number;
  readonly activity: string | null;
  readonly what: readonly string[] | null;
  readonly patient: readonly string[] | null;
  readonly query: string | null;
  readonly purpose: string | null;
  readonly address: string | null;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  /** cursor of the next, older page */
  readonly next?: string;
}

const eventType = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
const dicom = 'http://dicom.nema.org/resources/ontology/DCM';

const typeOf = (activity: string | null) =>
  activity === 'sign-in'
    ? { system: dicom, code: '110114', display: 'User Authentication' }
    : { system: eventType, code: 'rest', display: 'RESTful Operation' };

const literal = (reference: string | null) =>
  reference !== null && /^[A-Z]\w+\/[\w.-]+$/.test(reference) ? { reference } : undefined;

function agentOf(row: Row): AuditEvent['agent'][number] {
  const who = literal(row.agent) ?? { identifier: { value: row.agent ?? '' } };
  return {
    requestor: true,
    who: { ...who, display: row.agent_name ?? '' },
    ...(row.client ? { altId: row.client } : {}),
    ...(row.address ? { network: { address: row.address, type: '2' as const } } : {}),
    ...(row.purpose ? { purposeOfUse: [{ text: row.purpose }] } : {}),
  };
}

function entitiesOf(row: Row): NonNullable<AuditEvent['entity']> {
  const patients = (row.patient ?? []).map((id) => ({
    what: { reference: `Patient/${id}` },
    role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
  }));
  const touched = (row.what ?? []).filter((what) => !patients.some((one) => one.what.reference === what));
  const query = row.query ? [{ query: Buffer.from(row.query).toString('base64') }] : [];
  return [...patients, ...touched.map((reference) => ({ what: { reference } })), ...query];
}

/** A row of the log in the words of FHIR. */
function auditEvent(row: Row): AuditEvent {
  const entity = entitiesOf(row);
  return {
    resourceType: 'AuditEvent',
    id: row.seq,
    type: typeOf(row.activity),
    ...(row.activity ? { subtype: [{ code: row.activity }] } : {}),
    action: row.action as NonNullable<AuditEvent['action']>,
    recorded: row.at,
    outcome: String(row.outcome) as NonNullable<AuditEvent['outcome']>,
    agent: [agentOf(row)],
    source: { observer: { display: 'Liền Mạch' } },
    ...(entity.length > 0 ? { entity } : {}),
  };
}

const prefixes: Readonly<Record<string, string>> = { ge: '>=', gt: '>', le: '<=', lt: '<' };

/** `date=ge2026-03-01`, `date=2026-03-02`: a day is a day of Viet Nam; the years are those in which there can be a log. */
function dateCondition(text: string, values: unknown[]): string {
  const found = /^(ge|gt|le|lt|eq)?([12]\d{3}-\d{2}-\d{2})(T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  const [, prefix = 'eq', day, time] = found ?? [];
  const start = new Date(time === undefined ? `${day}T00:00:00+07:00` : `${day}${time}`);
  if (day === undefined || Number.isNaN(start.getTime())) throw errors.auditQuery({ at: 'date', detail: text });
  const end = new Date(start.getTime() + (time === undefined ? 86_400_000 : 1_000));
  if (prefix === 'eq') {
    values.push(start.toISOString(), end.toISOString());
    return `(at >= $${values.length - 1} and at < $${values.length})`;
  }
  values.push((prefix === 'gt' || prefix === 'le' ? new Date(end.getTime() - 1) : start).toISOString());
  return `at ${prefixes[prefix]} $${values.length}`;
}

function condition(name: string, value: string, values: unknown[]): string {
  if (name === 'date') return dateCondition(value, values);
  const push = (one: unknown) => `$${values.push(one)}`;
  if (name === 'patient') return `patient @> array[${push(value.replace(/^Patient\//, ''))}]::text[]`;
  if (name === 'entity') return `${push(value)} = any(what)`;
  if (name === 'subtype') return `activity = ${push(value)}`;
  if (name === 'agent') return `agent = ${push(value)}`;
  if (name === 'outcome' && /^(0|4|8|12)$/.test(value)) return `outcome = ${push(Number(value))}`;
  if (name === '_id' && /^\d{1,18}$/.test(value)) return `seq = ${push(value)}`;
  const [tx, seq] = name === '_cursor' ? (/^(\d{1,18})\.(\d{1,18})$/.exec(value)?.slice(1) ?? []) : [];
  if (tx !== undefined) return `(tx, seq) < (${push(tx)}::xid8, ${push(seq)}::bigint)`;
  throw errors.auditQuery({ at: name });
}

/**
 * The access log as AuditEvent, the newest commit first: the order of its index.
 *
 * @param limit  what of it the caller may see
 * @throws access.auditQuery for any parameter it does not know: a log that ignores a filter would mislead
 */
export async function searchAudit(sql: Sql, query: URLSearchParams, limit: Limit = 'all'): Promise<AuditPage> {
  const values: unknown[] = [];
  const source = auditWithin(limit, values);
  const where: string[] = ['true'];
  let count = 50;
  for (const [name, value] of query) {
    if (name === '_format' || name === '_pretty') continue;
    if (name !== '_count') where.push(condition(name, value, values));
    else if (/^\d{1,4}$/.test(value)) count = Math.min(Number(value), 1000);
    else throw errors.auditQuery({ at: '_count' });
  }
  const rows = await sql.query<Row>({
    text: `select tx::text, seq::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, agent, agent_name, client,
           action::text, outcome, activity, what, patient, query, purpose, address
           from ${source} where ${where.join(' and ')} order by audit.tx desc, audit.seq desc limit ${count + 1}`,
    values,
  });
  const page = rows.slice(0, count);
  const last = rows.length > count ? page.at(-1) : undefined;
  return { events: page.map(auditEvent), ...(last === undefined ? {} : { next: `${last.tx}.${last.seq}` }) };
}

/**
 * Everything that touched one patient's record, refused attempts too, as {@link searchAudit} orders it.
 *
 * @throws access.auditQuery for a cursor that is none
 */
export async function searchPatientAudit(
  sql: Sql,
  patient: string,
  { count, cursor }: { readonly count: number; readonly cursor?: string },
): Promise<{ items: readonly AuditEvent[]; next?: string }> {
  const query = new URLSearchParams({ patient, _count: String(count) });
  if (cursor !== undefined) query.set('_cursor', cursor);
  const { events, next } = await searchAudit(sql, query);
  return { items: events, ...(next === undefined ? {} : { next }) };
}
