import type { FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { literalReference } from '../indexing/reference-values.ts';
import { reachableIds } from '../reachable-ids.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType } from '../store-contract.ts';
import { pathOfReference, visitReferences } from './links.ts';

/** Whose record something is in, and which visit it belongs to: only there a reference decides what may be written. */
const types: readonly ResourceType[] = ['Patient', 'Encounter'];

/**
 * References to patients and visits that a caller does not see to whom some people refused theirs: refused or not there, that is
 * one answer, given before anything tells which. Of everybody else nothing is asked.
 *
 * @param written  `Type/id` of everything this transaction writes
 */
export async function unseenReferences(
  sql: Sql,
  caller: Caller,
  resources: readonly (FhirResource | undefined)[],
  written: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const unseen = new Set<string>();
  for (const type of types) {
    const limit = caller.reach.limit(type, 'read');
    if (typeof limit === 'string' || limit.withoutPatients === undefined) continue;
    const texts = textsOf(type, resources, written);
    if (texts.size === 0) continue;
    const found = await reachableIds(sql, caller, type, [...new Set(texts.values())]);
    for (const [text, id] of texts) if (!found.has(id)) unseen.add(text);
  }
  return unseen;
}

/** Texts of references to this type, with the ids they mean. */
function textsOf(
  type: ResourceType,
  resources: readonly (FhirResource | undefined)[],
  written: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const resource of resources)
    if (resource)
      visitReferences(resource, (text) => {
        const literal = literalReference(text);
        if (literal?.type === type && !written.has(`${type}/${literal.id}`)) texts.set(text, literal.id);
      });
  return texts;
}

/** @param previous  what stands there: its references may stay. @throws store.unknownReference */
export function refuseUnseen(unseen: ReadonlySet<string>, resource: FhirResource, previous?: FhirResource): void {
  if (unseen.size === 0) return;
  const before = new Set<string>();
  if (previous) visitReferences(previous, (text) => before.add(text));
  visitReferences(resource, (text) => {
    if (!unseen.has(text) || before.has(text)) return;
    const at = pathOfReference(resource, text, resource.resourceType) ?? resource.resourceType;
    throw storeErrors.unknownReference({ at, detail: text });
  });
}
