import { codeSystems, fromVnMinute, present } from '@lienmach/core';
import type { Observation, Reference } from 'fhir/r4';
import { type ClaimRow, textOf } from './claim-file.ts';
import { peopleByLicence } from './import-world.ts';
import type { ImportedVisitParts } from './imported-lines.ts';

/** A row of XML4 and what it became. */
interface PlacedRow {
  readonly row: ClaimRow;
  readonly place: Reference;
}

export interface ReportsOfLines {
  /** reports behind each row of XML3, in its order */
  readonly reports: readonly (readonly Reference[])[];
  /** rows of XML4 in the order in which the record will tell them */
  readonly rows: readonly PlacedRow[];
}

const FINDINGS = '59776-5';
const isMeasured = (row: ClaimRow): boolean => textOf(row, 'GIA_TRI') !== '';
const saysSomething = (row: ClaimRow): boolean =>
  isMeasured(row) || textOf(row, 'MO_TA') !== '' || textOf(row, 'KET_LUAN') !== '';

/** Rows that one report made: one service, one time, one reader, no indicator twice; findings and conclusion close it. */
function continues(rows: readonly ClaimRow[], next: ClaimRow): boolean {
  const last = rows.at(-1);
  if (last === undefined || !isMeasured(last)) return false;
  const isSame = ['MA_DICH_VU', 'NGAY_KQ', 'MA_BS_DOC_KQ'].every((name) => textOf(last, name) === textOf(next, name));
  const names = ['MA_CHI_SO', 'TEN_CHI_SO'];
  return (
    isSame && !(isMeasured(next) && rows.some((row) => names.every((name) => textOf(row, name) === textOf(next, name))))
  );
}

function chunksOf(rows: readonly ClaimRow[]): ClaimRow[][] {
  const chunks: ClaimRow[][] = [];
  for (const row of rows.filter(saysSomething)) {
    const current = chunks.at(-1);
    if (current !== undefined && continues(current, row)) current.push(row);
    else chunks.push([row]);
  }
  return chunks;
}

const reported = new Set(['1', '2', '3']);
const NO_LINE = -1;

/**
 * To which line does each chunk belong? Chunks stand in the order of the lines: the next line of the same service and time
 * that has none yet, else the line before it once more, else any of the same service.
 *
 * @returns chunks by place of the line; -1: of no line at all
 */
function assign(lines: readonly ClaimRow[], chunks: readonly ClaimRow[][]): Map<number, ClaimRow[][]> {
  const found = new Map<number, ClaimRow[][]>();
  let last = -1;
  for (const [first, ...rest] of chunks) {
    if (first === undefined) continue;
    const placesOf = (names: readonly string[]): number[] =>
      [...lines.entries()]
        .filter(([, line]) => names.every((name) => textOf(line, name) === textOf(first, name)))
        .map(([at]) => at);
    const at =
      nextPlace(placesOf(['MA_DICH_VU', 'NGAY_KQ']), last, found) ??
      nextPlace(placesOf(['MA_DICH_VU']), last, found) ??
      NO_LINE;
    found.set(at, [...(found.get(at) ?? []), [first, ...rest]]);
    last = Math.max(last, at);
  }
  return found;
}

const nextPlace = (places: readonly number[], last: number, taken: ReadonlyMap<number, unknown>): number | undefined =>
  places.find((at) => at > last && !taken.has(at)) ??
  places.find((at) => at === last) ??
  places.find((at) => !taken.has(at)) ??
  places.at(-1);

const COMPARED = /^(<=|>=|<|>)?(-?\d+(?:\.\d+)?)$/;

/** A number that JSON gives back as it was written; anything else stays a text. */
function measuredValue(row: ClaimRow): Pick<Observation, 'valueQuantity' | 'valueString'> {
  const text = textOf(row, 'GIA_TRI');
  const [, comparator, number = ''] = COMPARED.exec(text) ?? [];
  if (number === '' || String(Number(number)) !== number) return { valueString: text };
  const unit = textOf(row, 'DON_VI_DO');
  const isComparator = comparator === '<' || comparator === '<=' || comparator === '>' || comparator === '>=';
  return {
    valueQuantity: { value: Number(number), ...(unit === '' ? {} : { unit }), ...(isComparator ? { comparator } : {}) },
  };
}

const issuedAt = (minute: string): { issued?: string } => (minute === '' ? {} : { issued: fromVnMinute(minute) });

function addReport(
  chunk: readonly ClaimRow[],
  line: ClaimRow,
  parts: ImportedVisitParts,
): { report: Reference; rows: PlacedRow[] } {
  const { world, resources, encounter } = parts;
  const about = { resourceType: 'Observation', status: 'final', subject: world.subject, encounter } as const;
  const measured = chunk.filter(isMeasured).map((row) => ({
    row,
    place: resources.add({
      ...about,
      code: {
        coding:
          textOf(row, 'MA_CHI_SO') === '' ? [] : [{ system: codeSystems.labIndicator, code: textOf(row, 'MA_CHI_SO') }],
        text: textOf(row, 'TEN_CHI_SO') || textOf(row, 'MA_CHI_SO') || textOf(line, 'TEN_DICH_VU'),
      },
      ...measuredValue(row),
    }),
  }));
  const closing = chunk.find((row) => !isMeasured(row));
  const findings = textOf(closing, 'MO_TA');
  const seen =
    findings === ''
      ? []
      : [
          resources.add({
            ...about,
            code: { coding: [{ system: codeSystems.loinc, code: FINDINGS }], text: 'Mô tả' },
            valueString: findings,
          }),
        ];
  const [first] = chunk;
  const start = textOf(line, 'NGAY_TH_YL');
  const report = resources.add({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: textOf(line, 'TEN_DICH_VU') || textOf(line, 'MA_DICH_VU') },
    subject: world.subject,
    encounter,
    ...present({ effectiveDateTime: start === '' ? undefined : fromVnMinute(start) }),
    ...issuedAt(textOf(first, 'NGAY_KQ') || textOf(line, 'NGAY_KQ')),
    performer: peopleByLicence(world, textOf(line, 'NGUOI_THUC_HIEN')),
    resultsInterpreter: peopleByLicence(world, textOf(first, 'MA_BS_DOC_KQ')),
    conclusion: textOf(closing, 'KET_LUAN'),
    result: [...measured.map(({ place }) => place), ...seen],
  });
  return { report, rows: [...measured, ...(closing === undefined ? [] : [{ row: closing, place: report }])] };
}

/**
 * The reports behind the lines, from the rows of XML4 that name their service and time. A line of laboratory, imaging or
 * functional testing with a result time has a report, also without a row.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 4 (secondary); which rows make one report: our own reading (unsure)
 */
export function reportsOfLines(
  lines: readonly ClaimRow[],
  results: readonly ClaimRow[],
  parts: ImportedVisitParts,
): ReportsOfLines {
  const chunks = assign(lines, chunksOf(results));
  const rows: PlacedRow[] = [];
  const reports = lines.map((line, at) => {
    const isReported = reported.has(textOf(line, 'MA_NHOM')) && textOf(line, 'NGAY_KQ') !== '';
    const own = chunks.get(at) ?? (isReported ? [[]] : []);
    return own.map((chunk) => {
      const made = addReport(chunk, line, parts);
      rows.push(...made.rows);
      return made.report;
    });
  });
  // results of no line belong to the patient all the same; the claim will not tell them
  for (const chunk of chunks.get(NO_LINE) ?? []) addReport(chunk, chunk[0] ?? new Map(), parts);
  return { reports, rows };
}
