import { listOf, nodeOf } from '../json.ts';

/** what stands for a value in an expected answer */
const patterns: Readonly<Record<string, RegExp>> = {
  $id$: /^[\w.-]+$/,
  $uuid$: /^urn:uuid:[0-9a-f-]{36}$/,
  $instant$: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};
/** sentences are ours, in Vietnamese with English diagnostics: kind, severity and place have to agree */
const isSentence = (key: string, { url }: Record<string, unknown>): boolean =>
  key === 'text' || key === 'diagnostics' || (key === 'valueString' && String(url).endsWith('-reason'));

/**
 * Where an answer differs from the expected one of HL7's terminology cases, which says in `$…$` what may vary.
 *
 * @source HL7 FHIR terminology ecosystem guide, tests: how expected answers are compared (from memory)
 */
export function differences(actual: unknown, expected: unknown, path = ''): string[] {
  if (Array.isArray(expected)) return ofLists(listOf(actual), expected, path);
  if (typeof expected === 'object' && expected !== null) return ofNodes(nodeOf(actual), nodeOf(expected), path);
  const pattern = patterns[String(expected)];
  const agrees = pattern === undefined ? actual === expected : pattern.test(String(actual));
  return agrees ? [] : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
}

function ofNodes(actual: Record<string, unknown>, expected: Record<string, unknown>, path: string): string[] {
  const may = new Set(listOf(expected['$optional-properties$']));
  const wanted = Object.keys(expected).filter((key) => !key.startsWith('$'));
  const unknown = Object.keys(actual).filter(
    (key) => !wanted.includes(key) && !isSentence(key, expected) && !may.has(key),
  );
  return [
    ...unknown.map((key) => `${path}.${key}: not expected`),
    ...wanted.flatMap((key) => {
      if (isSentence(key, expected)) return actual[key] ? [] : [`${path}.${key}: no sentence`];
      if (may.has(key)) return [];
      return differences(actual[key], expected[key], `${path}.${key}`);
    }),
  ];
}

/** Named parameters stand in any order; everything else in its own. */
function ofLists(actual: readonly unknown[], expected: readonly unknown[], path: string): string[] {
  const wanted = inOrder(expected, path);
  const given = inOrder(actual, path);
  const missing = given.length < wanted.length ? wanted.filter((one) => !mayMiss(one)) : wanted;
  if (missing.length !== given.length) return [`${path}: ${given.length} instead of ${wanted.length}`];
  return missing.flatMap((one, index) => differences(given[index], one, `${path}[${index}]`));
}

const mayMiss = (one: unknown): boolean => nodeOf(one).$optional$ !== undefined;

function inOrder(list: readonly unknown[], path: string): readonly unknown[] {
  if (!path.endsWith('.parameter')) return list;
  const keyOf = (one: unknown): string => `${nodeOf(one).name} ${nodeOf(one).valueUri ?? ''}`;
  return list.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
}
