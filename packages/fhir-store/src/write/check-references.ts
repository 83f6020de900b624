import type { FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { literalReference } from '../indexing/reference-values.ts';
import { reachableIds } from '../reachable-ids.ts';
import { isResourceType, typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller, Limit, ResourceType } from '../store-contract.ts';
import { pathOfReference, visitReferences } from './links.ts';

/** A resource about to be written, with the place it has in messages. */
export interface Referrer {
  readonly resource: FhirResource;
  readonly place: string;
}

interface Wanted {
  readonly type: ResourceType;
  readonly id: string;
  readonly text: string;
}

/**
 * Refuses literal references to what neither exists nor is written now, and placeholders that name no entry. One query for
 * all of them. What the caller may not see does not exist for them; of types they may see nothing of, nothing is said.
 *
 * @param written  `Type/id` of everything this transaction writes
 */
export async function checkReferences(
  sql: Sql,
  caller: Caller,
  referrers: readonly Referrer[],
  written: ReadonlySet<string>,
) {
  const wanted = new Map<string, Wanted>();
  for (const { resource, place } of referrers)
    visitReferences(resource, (text) => {
      if (text.startsWith('urn:uuid:') || text.startsWith('urn:oid:')) throw unknown(referrers, text, place);
      const literal = literalReference(text);
      if (!literal || written.has(`${literal.type}/${literal.id}`)) return;
      if (!isResourceType(literal.type)) throw unknown(referrers, text, place);
      wanted.set(`${literal.type}/${literal.id}`, { type: literal.type, id: literal.id, text });
    });
  const limitOf = ({ type }: Wanted): Limit => caller.reach.limit(type, 'read');
  const asked = [...wanted.values()];
  const all = asked.filter((one) => limitOf(one) === 'all');
  const missing = [
    ...(await missingOf(sql, all)),
    ...(await outOfReach(
      sql,
      caller,
      asked.filter((one) => typeof limitOf(one) === 'object'),
    )),
  ];
  if (missing[0]) throw unknown(referrers, missing[0].text);
}

async function missingOf(sql: Sql, asked: readonly Wanted[]): Promise<Wanted[]> {
  if (asked.length === 0) return [];
  const missing = await sql.query<{ place: number }>({
    name: 'record_missing',
    text: `select k.place::int4 as place from unnest((select $1::int2[]), (select $2::text[])) with ordinality as k (type, id, place)
      where not exists (select 1 from resource r where r.type = k.type and r.id = k.id and not r.deleted) order by 1`,
    values: [asked.map(({ type }) => typeNumber(type)), asked.map(({ id }) => id)],
  });
  return missing.flatMap(({ place }) => asked[place - 1] ?? []);
}

/** A type of which the caller sees a part is asked for with its limit, each in a statement of its own: there are few. */
async function outOfReach(sql: Sql, caller: Caller, asked: readonly Wanted[]): Promise<Wanted[]> {
  const missing: Wanted[] = [];
  for (const type of new Set(asked.map((one) => one.type))) {
    const mine = asked.filter((one) => one.type === type);
    const found = await reachableIds(
      sql,
      caller,
      type,
      mine.map(({ id }) => id),
    );
    missing.push(...mine.filter(({ id }) => !found.has(id)));
  }
  return missing;
}

function unknown(referrers: readonly Referrer[], text: string, place?: string) {
  for (const referrer of referrers) {
    if (place !== undefined && referrer.place !== place) continue;
    const root = referrer.place === '' ? referrer.resource.resourceType : referrer.place;
    const at = pathOfReference(referrer.resource, text, root);
    if (at !== undefined) return storeErrors.unknownReference({ at, detail: text });
  }
  return storeErrors.unknownReference({ detail: text });
}
