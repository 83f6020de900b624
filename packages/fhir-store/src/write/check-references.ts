import type { FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { literalReference } from '../indexing/reference-values.ts';
import { findTypeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import { pathOfReference, visitReferences } from './links.ts';

/** A resource about to be written, with the place it has in messages. */
export interface Referrer {
  readonly resource: FhirResource;
  readonly place: string;
}

/**
 * Refuses literal references to what neither exists nor is written now, and placeholders that name no entry. One query for
 * all of them.
 *
 * @param written  `Type/id` of everything this transaction writes
 */
export async function checkReferences(sql: Sql, referrers: readonly Referrer[], written: ReadonlySet<string>) {
  const wanted = new Map<string, { type: number; id: string; text: string }>();
  for (const { resource, place } of referrers)
    visitReferences(resource, (text) => {
      if (text.startsWith('urn:uuid:') || text.startsWith('urn:oid:')) throw unknown(referrers, text, place);
      const literal = literalReference(text);
      if (!literal || written.has(`${literal.type}/${literal.id}`)) return;
      const type = findTypeNumber(literal.type);
      if (type === undefined) throw unknown(referrers, text, place);
      wanted.set(`${literal.type}/${literal.id}`, { type, id: literal.id, text });
    });
  if (wanted.size === 0) return;
  const asked = [...wanted.values()];
  const missing = await sql.query<{ place: number }>({
    name: 'record_missing',
    text: `select k.place::int4 as place from unnest((select $1::int2[]), (select $2::text[])) with ordinality as k (type, id, place)
      where not exists (select 1 from resource r where r.type = k.type and r.id = k.id and not r.deleted) order by 1`,
    values: [asked.map(({ type }) => type), asked.map(({ id }) => id)],
  });
  const first = missing[0] && asked[missing[0].place - 1];
  if (first) throw unknown(referrers, first.text);
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
