import { listOf, nodeOf, textOf } from './values.ts';

const merging: ReadonlySet<unknown> = new Set(['replaced-by', 'replaces']);

/**
 * Ids of the patients that this one replaces or was replaced by.
 *
 * @source FHIR R4 4.0.1, patient-definitions.html#Patient.link.type (verified)
 */
export const mergedWith = (links: unknown): string[] =>
  listOf(links).flatMap((link) => {
    const { type, other } = nodeOf(link);
    const [, id] = /^Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(textOf(nodeOf(other).reference) ?? '') ?? [];
    return merging.has(type) && id !== undefined ? [id] : [];
  });
