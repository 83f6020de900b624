import { searchParameters } from '@lienmach/fhir-definitions';
import type { ParameterResult } from './cases/run-searches.ts';
import type { CaseResult } from './cases/search-case.ts';
import { listedParameters } from './listed-parameters.ts';
import type { Row, Section } from './row.ts';

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

function grouped(
  section: Section,
  results: readonly CaseResult[],
  nameOf: (one: CaseResult) => string | undefined,
): Row[] {
  const groups = Map.groupBy(
    results.filter((one) => nameOf(one) !== undefined),
    (one) => nameOf(one) ?? '',
  );
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => rowOf(section, name, list));
}

/** A parameter is answered only when each of its types finds and leaves out. */
function parameterRow(code: string, url: string, parts: readonly ParameterResult[]): Row {
  const name = `${url.slice(url.lastIndexOf('/') + 1)} (${code})`;
  const whole = rowOf(
    'Search parameters',
    name,
    parts.flatMap(({ results }) => results),
  );
  const poor = parts.filter(({ results }) => !results.some(({ finds }) => finds));
  const wide = parts.filter(({ results }) => !results.some(({ excludes }) => excludes));
  const listed = listedParameters[code];
  return {
    ...whole,
    finds: parts.length > 0 && poor.length === 0,
    excludes: parts.length > 0 && wide.length === 0,
    ...(listed === undefined ? {} : { listed }),
    failures: [
      ...whole.failures,
      ...[...new Set([...poor, ...wide])].map(({ type }) => `${type}: nothing found or nothing left out`),
    ],
  };
}

/** The rows of everything searched: by kind, modifier, prefix, form, resource type and search parameter of R4. */
export function searchRows(all: readonly ParameterResult[]): Row[] {
  const kindOf = new Map(all.flatMap(({ row, results }) => results.map((one) => [one, row.type] as const)));
  const results = all.flatMap((one) => one.results);
  const kind = (one: CaseResult) => kindOf.get(one) ?? 'special';
  const byUrl = Map.groupBy(all, ({ row }) => row.url);
  return [
    ...grouped('Search parameter types', results, kind),
    ...grouped('Modifiers', results, (one) => one.case.modifier && `${kind(one)}:${one.case.modifier}`),
    ...grouped('Prefixes', results, (one) => one.case.prefix && `${kind(one)} ${one.case.prefix}`),
    ...grouped('Forms of a search', results, (one) => one.case.form && `${kind(one)}: ${one.case.form}`),
    ...grouped('Resource types', results, (one) => one.case.type),
    ...searchParameters().map(({ code, url }) => parameterRow(code, url, byUrl.get(url) ?? [])),
  ];
}
