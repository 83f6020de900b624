import { searchParameters } from '@lienmach/fhir-definitions';
import type { ParameterResult } from './cases/run-searches.ts';
import type { CaseResult } from './cases/search-case.ts';
import type { Row, Section } from './row.ts';
import { wantedKinds, wantedModifiers, wantedPrefixes } from './wanted-rows.ts';

/** Names a query of the server: no value is sought, so it has cases of its own (`checks/named-queries.ts`). */
const NAMED = '_query';

const addressOf = ({ case: { type, criteria }, detail }: CaseResult): string =>
  `${type}?${criteria.map((one) => one.join('=')).join('&')} · ${detail ?? ''}`;

function rowOf(section: Section, name: string, results: readonly CaseResult[]): Row {
  const failed = results.filter(({ isPassed }) => !isPassed);
  return {
    section,
    name,
    cases: results.length,
    passed: results.length - failed.length,
    finds: results.some(({ finds }) => finds),
    excludes: results.some(({ excludes }) => excludes),
    failures: failed.slice(0, 5).map(addressOf),
  };
}

/** A row for each name that was met, and one without a case for each that should have been. */
function grouped(
  section: Section,
  results: readonly CaseResult[],
  nameOf: (one: CaseResult) => string | undefined,
  wanted: readonly string[] = [],
): Row[] {
  const groups = Map.groupBy(
    results.filter((one) => nameOf(one) !== undefined),
    (one) => nameOf(one) ?? '',
  );
  const names = [...new Set([...groups.keys(), ...wanted])].sort();
  return names.map((name) => rowOf(section, name, groups.get(name) ?? []));
}

const parameterName = (code: string, url: string): string => `${url.slice(url.lastIndexOf('/') + 1)} (${code})`;

/** A parameter is answered only when each of its types finds and leaves out. */
function parameterRow(code: string, url: string, parts: readonly ParameterResult[]): Row {
  const name = parameterName(code, url);
  const whole = rowOf(
    'Search parameters',
    name,
    parts.flatMap(({ results }) => results),
  );
  const poor = parts.filter(({ results }) => !results.some(({ finds }) => finds));
  const wide = parts.filter(({ results }) => !results.some(({ excludes }) => excludes));
  return {
    ...whole,
    finds: parts.length > 0 && poor.length === 0,
    excludes: parts.length > 0 && wide.length === 0,
    failures: [
      ...whole.failures,
      ...[...new Set([...poor, ...wide])].map(({ type }) => `${type}: nothing found or nothing left out`),
    ],
  };
}

/** Names of rows that a whole run must have; a chosen part has those it met. */
interface Wanted {
  readonly types: readonly string[];
  readonly isWhole: boolean;
}

/** The rows of everything searched: by kind, modifier, prefix, form, resource type and search parameter of R4. */
export function searchRows(all: readonly ParameterResult[], { types, isWhole }: Wanted): Row[] {
  const kindOf = new Map(all.flatMap(({ row, results }) => results.map((one) => [one, row.type] as const)));
  const results = all.flatMap((one) => one.results);
  const kind = (one: CaseResult) => kindOf.get(one) ?? 'special';
  const byUrl = Map.groupBy(all, ({ row }) => row.url);
  const whole = (names: readonly string[]) => (isWhole ? names : []);
  const parameters = searchParameters().filter(({ code, url }) => code !== NAMED && (isWhole || byUrl.has(url)));
  return [
    ...grouped('Search parameter types', results, kind, whole(wantedKinds)),
    ...grouped(
      'Modifiers',
      results,
      (one) => one.case.modifier && `${kind(one)}:${one.case.modifier}`,
      whole(wantedModifiers),
    ),
    ...grouped(
      'Prefixes',
      results,
      (one) => one.case.prefix && `${kind(one)} ${one.case.prefix}`,
      whole(wantedPrefixes),
    ),
    ...grouped('Forms of a search', results, (one) => one.case.form && `${kind(one)}: ${one.case.form}`),
    ...grouped('Resource types', results, (one) => one.case.type, types),
    ...parameters.map(({ code, url }) => parameterRow(code, url, byUrl.get(url) ?? [])),
  ];
}
