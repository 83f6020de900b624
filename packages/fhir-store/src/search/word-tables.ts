import { resourceLabels, resourceWords } from '../indexing/resource-words.ts';
import { parseStored } from '../parse-json.ts';
import { typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { ResourceType } from '../store-contract.ts';
import { errors } from './errors.ts';

const BATCH = 500;
/** resources that one search prepares; more than that is the work of `lienmach reindex --words` */
const MOST_AT_ONCE = 2000;

interface Stale {
  readonly id: string;
  readonly body: string;
  readonly updated: Date;
}

/**
 * Words are kept only of types that somebody has searched by words, and only when they search: writing pays nothing for them.
 * What was changed since is known by its instant.
 *
 * @throws 503 when more has to be prepared than a search may take time for; what was prepared stays
 */
export async function catchUpWords(sql: Sql, type: ResourceType): Promise<void> {
  for (let done = 0; done < MOST_AT_ONCE; done += BATCH) if ((await prepareBatch(sql, type)) < BATCH) return;
  throw errors.wordsNotReady({ type });
}

/** All words of a type, however long it takes. @returns how many resources were read */
export async function prepareWords(sql: Sql, type: ResourceType, onProgress: (done: number) => void): Promise<number> {
  for (let done = 0; ; onProgress(done)) {
    const read = await prepareBatch(sql, type);
    done += read;
    if (read < BATCH) return done;
  }
}

const prepareBatch = (sql: Sql, type: ResourceType): Promise<number> =>
  sql.transaction(async (tx) => {
    const number = typeNumber(type);
    // two who prepare the same type would write the same rows twice
    await tx.query({ text: 'select pg_advisory_xact_lock($1, $2)', values: [WORDS_LOCK, number] });
    const stale = await tx.query<Stale>({ name: 'record_words_stale', text: staleText, values: [number, BATCH] });
    if (stale.length > 0) await tx.query({ name: 'record_words_keep', text: keepText, values: columns(type, stale) });
    return stale.length;
  });

/** Held while the words of a type are made: of this and the number of the type. */
export const WORDS_LOCK = 7_203_152;

/** The ids come from the index by instant alone; a deletion has no words but is remembered too. */
const staleText = `select r.id, r.body, r.updated from (
    select r.id from resource r left join resource_words w on w.type = r.type and w.id = r.id
    where r.type = $1 and w.updated is distinct from r.updated limit $2) s
  join resource r on r.type = $1 and r.id = s.id`;

const keepText = `with gone as (delete from token_label where type = $1::int2 and id = any($2::text[])),
  labels as (insert into token_label (type, param, folded, id)
    select $1::int2, x.param, x.folded, x.id from unnest($6::int2[], $7::text[], $8::text[]) as x (param, folded, id))
  insert into resource_words (type, id, updated, narrative, content)
  select $1::int2, x.id, x.updated, array_to_tsvector(string_to_array(x.narrative, ' ')),
    array_to_tsvector(string_to_array(x.content, ' '))
  from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[]) as x (id, updated, narrative, content)
  on conflict (type, id) do update
    set updated = excluded.updated, narrative = excluded.narrative, content = excluded.content`;

function columns(type: ResourceType, stale: readonly Stale[]): unknown[] {
  const read = stale.map(({ id, body, updated }) => {
    const resource = body === '' ? {} : parseStored(body);
    const labels = resourceLabels(type, resource).map((label) => ({ ...label, id }));
    return { id, updated: new Date(updated).toISOString(), words: resourceWords(resource), labels };
  });
  const labels = read.flatMap((one) => one.labels);
  return [
    typeNumber(type),
    read.map(({ id }) => id),
    read.map(({ updated }) => updated),
    read.map(({ words }) => words.narrative.join(' ')),
    read.map(({ words }) => words.content.join(' ')),
    labels.map(({ param }) => param),
    labels.map(({ folded }) => folded),
    labels.map(({ id }) => id),
  ];
}
