/** @source none: what the record has no place for stays with the resource it belongs to */
import { claimFieldExtension } from '@lienmach/core';
import type { ClaimDifference } from './compare-claims.ts';
import type { ImportedVisit } from './import-visit.ts';
import type { RecordResource } from './import-world.ts';
import { standsInRow } from './kept-fields.ts';

const isKept = ({ table, row, field, inFile, inRecord }: ClaimDifference, visit: ImportedVisit): boolean =>
  row > 0 && inFile !== '' && visit.places.has(`${table}[${row}]`) && standsInRow(table, field, inRecord);

/**
 * The visit with every field kept that the file says and the record would not; and what stays different, because the
 * record tells it in its own way.
 */
export function keepFields(
  visit: ImportedVisit,
  differences: readonly ClaimDifference[],
): { visit: ImportedVisit; different: ClaimDifference[] } {
  const kept = Map.groupBy(
    differences.filter((one) => isKept(one, visit)),
    ({ table, row }) => visit.places.get(`${table}[${row}]`) ?? '',
  );
  const resources = visit.resources.map((resource): RecordResource => {
    const fields = kept.get(`${resource.resourceType}/${resource.id}`);
    if (fields === undefined) return resource;
    const own = fields.map(({ table, field, inFile }) => claimFieldExtension({ table, field, text: inFile }));
    return { ...resource, extension: [...(resource.extension ?? []), ...own] };
  });
  return { visit: { ...visit, resources }, different: differences.filter((one) => !isKept(one, visit)) };
}
