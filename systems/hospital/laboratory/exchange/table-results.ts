import { type CodecName, type DeclaredRow, declaredRows, type MessageContext } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import type { HeardGroup, HeardPlaces, HeardResult, HeardResults } from './heard-result.ts';
import { catalogLists } from './message-catalog.ts';
import { resultBundle } from './result-bundle.ts';
import { resultNeeds } from './result-needs.ts';
import { tableTime } from './table-time.ts';

type Options = MessageContext['channel']['options'];

/** tubes of one file: all of it is written at once */
const MOST_TUBES = 100;

/** Where a field stands, as whoever looks at the message will look for it. */
const placeOf = (options: Options, field: string): string => options[`column.${field}`] ?? field;

const WITH_COMMA = /^(\s*[<>=]*\s*-?\d+),(\d+\s*)$/;
const WITH_POINT = /^\s*[<>=]*\s*-?\d+\.\d+\s*$/;

/** `5,40` where the channel says that the comma is the decimal sign; a point might then part thousands, and is never guessed. */
function numberOf(text: string, { decimal }: Options, at: string): string {
  if (decimal !== 'comma') return text;
  if (WITH_POINT.test(text)) throw errors.unreadableValue({ at, name: at });
  return text.replace(WITH_COMMA, '$1.$2');
}

function resultOf(row: DeclaredRow, told: Pick<HeardResult, 'places' | 'codes' | 'value' | 'unit'>, options: Options) {
  return {
    ...told,
    value: numberOf(told.value ?? '', options, told.places.value),
    status: row.get('status').toUpperCase(),
    device: row.get('device'),
    measuredAt: tableTime(row.get('time'), placeOf(options, 'time'), options['date-order']),
    flags: row
      .get('flags')
      .split(/[\s,;]+/)
      .filter(Boolean),
    notes: [row.get('note')].filter(Boolean),
  } satisfies HeardResult;
}

/** One row, one result. */
function longResult(row: DeclaredRow, options: Options): HeardResult[] {
  const codes = [
    { code: row.get('code'), system: '' },
    { code: row.get('loinc'), system: 'LN' },
  ].filter(({ code }) => code !== '');
  if (codes.length === 0) throw errors.columnEmpty({ at: placeOf(options, 'code'), name: placeOf(options, 'code') });
  const places: HeardPlaces = {
    code: placeOf(options, 'code'),
    value: placeOf(options, 'value'),
    unit: placeOf(options, 'unit'),
    status: placeOf(options, 'status'),
  };
  return [resultOf(row, { places, codes, value: row.get('value'), unit: row.get('unit') }, options)];
}

/** One row, one tube: each column of `column.values` (`WBC=10*9/L, RBC=10*12/L`) is a test; an empty cell was not measured. */
function wideResults(row: DeclaredRow, declared: string, options: Options): HeardResult[] {
  return declared
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .flatMap((one) => {
      const [column = '', unit = ''] = one.split('=', 2);
      const value = row.at(column);
      const places: HeardPlaces = { code: column, value: column, unit: column, status: placeOf(options, 'status') };
      if (value === '') return [];
      return [resultOf(row, { places, codes: [{ code: column, system: '' }], value, unit }, options)];
    });
}

function resultsOf(row: DeclaredRow, options: Options): HeardResult[] {
  const { 'column.values': wide } = options;
  return wide === undefined ? longResult(row, options) : wideResults(row, wide, options);
}

function newGroup(row: DeclaredRow, index: number, options: Options): HeardGroup {
  const time = (field: string) => tableTime(row.get(field), placeOf(options, field), options['date-order']);
  const [orderNumber, specimenNumber] = [row.get('order'), row.get('tube')];
  if (orderNumber === '' && specimenNumber === '') throw errors.specimenNumberMissing({ at: placeOf(options, 'tube') });
  return {
    index,
    orderNumber,
    specimenNumber,
    patientNumber: row.get('patient'),
    birthDate: time('birth-date')?.slice(0, 10),
    collectedAt: time('collected'),
    isPartial: false,
    results: [],
    images: 0,
  };
}

/** Rows of one order or tube are one group, wherever they stand. @throws laboratory.tableTooLong */
function groupsOf(rows: readonly DeclaredRow[], options: Options): HeardGroup[] {
  const groups = new Map<string, HeardGroup>();
  for (const row of rows) {
    const key = ['order', 'tube', 'patient'].map((field) => row.get(field)).join('\n');
    const group = groups.get(key) ?? newGroup(row, groups.size + 1, options);
    groups.set(key, { ...group, results: [...group.results, ...resultsOf(row, options)] });
    if (groups.size > MOST_TUBES) throw errors.tableTooLong({ at: 'file', most: String(MOST_TUBES) });
  }
  return [...groups.values()].filter(({ results }) => results.length > 0);
}

/**
 * What a table of results says, by the columns that the channel declares.
 *
 * @throws laboratory.specimenNumberMissing, laboratory.columnEmpty, laboratory.tableTooLong, laboratory.noResult
 */
function tableResults(content: unknown, { channel: { options } }: MessageContext): HeardResults {
  const rows = declaredRows(content, options);
  const isControl = (row: DeclaredRow): boolean => row.get('lot') !== '';
  const controls = rows
    .filter(isControl)
    .flatMap((row) =>
      resultsOf(row, options).map((result) => ({ message: '', lot: row.get('lot'), level: row.get('level'), result })),
    );
  const groups = groupsOf(
    rows.filter((row) => !isControl(row)),
    options,
  );
  if (groups.length === 0 && controls.length === 0) throw errors.noResult({ at: 'file' });
  return { groups, controls };
}

/**
 * Results in a table, in XML or JSON, by a channel with `message` = `results` and its columns as data: the same
 * Observations and reports as from an analyzer's own language.
 */
const tableMapping = (codec: CodecName): MessageMapping<string, unknown> => ({
  id: `laboratory.${codec}-results`,
  codec,
  on: 'results',
  standing: catalogLists,
  needs: (content, context) => resultNeeds(tableResults(content, context), context),
  map: (content, found, now, context) => resultBundle(tableResults(content, context), found, now, context),
});

export const [csvResults, xmlResults, jsonResults] = [
  tableMapping('csv'),
  tableMapping('xml'),
  tableMapping('json'),
] as const;
