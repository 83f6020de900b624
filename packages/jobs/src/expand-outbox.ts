import type { ResourceType, Sql } from '@lienmach/fhir-store';
import { loadVersions } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import type { EventHandler } from './job.ts';

/** One written version, as an outbox row lists it. */
interface Change {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
  readonly method: string;
  /** nobody waited for it when it was written */
  readonly unheard?: true;
}

interface NewJob {
  readonly handler: string;
  readonly key: string;
  readonly subject: string;
  readonly payload: string;
  readonly lane: string;
  /** one that waits for the same thing is enough */
  readonly isMerged: boolean;
}

interface HandedOut {
  readonly rows: number;
  readonly lanes: ReadonlySet<string>;
}

const nothing: HandedOut = { rows: 0, lanes: new Set() };

/** rows taken in one go: a reaction starts soon even after a bulk load */
const batch = 50;

/** Would one of them be told of this version? Asked while it is written: an event that nobody waits for is never looked at again. */
export const isHeard = (handlers: readonly EventHandler[], resource: FhirResource): boolean =>
  handlers.some((handler) => handler.on === resource.resourceType && mayConcern(handler, resource));

/**
 * Turns waiting outbox rows into jobs, in one transaction: an event is handed out exactly once, though its job may run twice.
 * One process at a time does it: jobs are numbered in the order of the events, and that number is the order of a key.
 *
 * @returns rows handed out, and the lanes in which jobs may wait now
 */
export async function expandOutbox(sql: Sql, handlers: readonly EventHandler[], now: Date): Promise<HandedOut> {
  const [some] = await sql.query<{ waits: boolean }>({
    name: 'outbox_waits',
    text: 'select exists (select from outbox where not expanded) as waits',
  });
  if (some?.waits !== true) return nothing;
  return sql.transaction(async (tx) => {
    const [turn] = await tx.query<{ mine: boolean }>({
      name: 'outbox_turn',
      text: `select pg_try_advisory_xact_lock(hashtext('lienmach outbox')) as mine`,
    });
    if (turn?.mine !== true) return nothing;
    const rows = await tx.query<{ seq: number | string; entries: string }>({
      name: 'outbox_take',
      text: 'select seq, entries::text as entries from outbox where not expanded order by seq limit $1 for update',
      values: [batch],
    });
    if (rows.length === 0) return nothing;
    const listened = new Set(handlers.map((handler) => handler.on));
    const changes = rows
      .flatMap((row) => JSON.parse(row.entries) as Change[])
      .filter(({ type, method, unheard }) => listened.has(type) && method !== 'DELETE' && unheard !== true);
    const texts = await loadVersions(tx, changes);
    const jobs = changes.flatMap((change, index) => jobsOf(change, texts[index], handlers));
    await insertJobs(tx, jobs, now);
    await tx.query({
      name: 'outbox_mark',
      text: 'update outbox set expanded = true where seq = any($1::bigint[])',
      values: [rows.map((row) => row.seq)],
    });
    return { rows: rows.length, lanes: new Set(jobs.map(({ lane }) => lane)) };
  });
}

function jobsOf(change: Change, text: string | undefined, handlers: readonly EventHandler[]): NewJob[] {
  if (text === undefined) return [];
  const resource = JSON.parse(text) as FhirResource;
  return handlers
    .filter((handler) => handler.on === change.type && mayConcern(handler, resource))
    .map((handler) => {
      const about = aboutOf(handler, resource);
      return {
        handler: handler.id,
        key: keyOf(handler, resource, about),
        subject: `${change.type}/${change.id}/_history/${change.version}`,
        payload: about === undefined ? text : stub(about),
        lane: handler.lane ?? '',
        isMerged: about !== undefined,
      };
    });
}

function aboutOf(handler: EventHandler, resource: FhirResource): string | undefined {
  try {
    return handler.about?.(resource);
  } catch {
    return undefined;
  }
}

function stub(about: string): string {
  const [resourceType, id] = about.split('/');
  return JSON.stringify({ resourceType, id });
}

/** A test that throws must not hold up everybody's events: it becomes the job's own failure, which a person gets to see. */
function mayConcern(handler: EventHandler, resource: FhirResource): boolean {
  try {
    return handler.when(resource);
  } catch {
    return true;
  }
}

/** The order of a key holds within a lane: what waits outside never holds up the house's own reactions. */
function keyOf(handler: EventHandler, resource: FhirResource, about: string | undefined): string {
  try {
    const key = about ?? handler.key(resource);
    return handler.lane === undefined ? key : `${handler.lane}/${key}`;
  } catch {
    return `${resource.resourceType}/${resource.id}`;
  }
}

/** Of jobs about one thing the first is enough: it has not looked yet. */
const oncePerThing = (jobs: readonly NewJob[]): NewJob[] =>
  [
    ...new Map(
      jobs.toReversed().map((job) => [`${job.handler} ${job.isMerged ? job.key : job.subject}`, job]),
    ).values(),
  ].toReversed();

/**
 * What is about one thing joins the job that already waits for it. One that was ever taken does not count: it may have looked
 * before this was written. One that is being taken right now looks later than this, so it does.
 */
async function insertJobs(tx: Sql, all: readonly NewJob[], now: Date): Promise<void> {
  const jobs = oncePerThing(all);
  if (jobs.length === 0) return;
  await tx.query({
    name: 'job_insert',
    text: `insert into job (handler, key, subject, payload, run_at, lane)
           select handler, key, subject, payload, $5::timestamptz, lane
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::text[], $7::boolean[])
             as new (handler, key, subject, payload, lane, merged)
           where not (merged and exists (
             select 1 from job j where j.state = 0 and j.key = new.key and j.handler = new.handler and j.attempts = 0))
           on conflict (handler, subject) do nothing`,
    values: [
      jobs.map((job) => job.handler),
      jobs.map((job) => job.key),
      jobs.map((job) => job.subject),
      jobs.map((job) => job.payload),
      now.toISOString(),
      jobs.map((job) => job.lane),
      jobs.map((job) => job.isMerged),
    ],
  });
}
