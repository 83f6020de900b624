import type { ClaimField, FieldType } from '../catalogs/claim-table.ts';
import { claimTables, maxLengthOn } from '../catalogs/claim-tables.ts';
import { codesOn } from '../catalogs/code-lists.ts';
import { xml0 } from '../catalogs/xml0-check-in.ts';
import { type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { isDay, isMoment } from './claim-moments.ts';
import type { Check, ClaimView, Finding } from './claim-view.ts';

/** Every field of every row that stands in the file. */
const everyField =
  (isWrong: (text: string, field: ClaimField, view: ClaimView) => boolean): Check =>
  (view) =>
    [xml0, ...claimTables].flatMap((table) =>
      rowsOf(view.claim, table.code).flatMap((row: ClaimRow, at): Finding[] =>
        table.fields
          .filter((field) => row.has(field.name) && isWrong(textOf(row, field.name), field, view))
          .map((field) => ({ where: `${table.code}[${at + 1}].${field.name}` })),
      ),
    );

const numbers = new Set<FieldType>(['integer', 'number', 'amount', 'decimal']);

const isRealTime: Partial<Record<FieldType, (text: string) => boolean>> = {
  moment: isMoment,
  day: isDay,
  days: (text) => text.split(';').every((item) => item === '' || isDay(item)),
  dayOrMoment: (text) => isDay(text) || isMoment(text),
};

/** NGAY_SINH may leave day, month and time as zeros; its length is for X1-ID-05. */
const isBirth = (text: string): boolean =>
  !/^\d{12}$/.test(text) || isMoment(text.slice(4, 8) === '0000' ? `${text.slice(0, 4)}0101${text.slice(8)}` : text);

const items = (text: string, field: ClaimField): string[] => (field.many ? text.split(';') : [text]);

/** Rows are numbered 1, 2, 3 … in these tables. */
const numbered = ['XML2', 'XML3', 'XML4', 'XML5', 'XML15'];

/**
 * Rules of form that read the table definitions: length, presence, numbers, times, codes, row numbers, one claim id.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), tables; công văn 1245/BHXH-CNTT (03/05/2024) (verified)
 */
export const formChecks: Readonly<Record<string, Check>> = {
  'STR-02': everyField((text, field, { day }) => {
    const max = maxLengthOn(field, day);
    return max !== undefined && text.length > max && [...text].length > max;
  }),
  'STR-03': everyField((text, field) => field.required === 'yes' && text === ''),
  'STR-05': everyField((text, field) => numbers.has(field.type) && text !== '' && !/^-?\d+(\.\d+)?$/.test(text)),
  'STR-06': everyField((text, field) => {
    const isReal = field.name === 'NGAY_SINH' ? isBirth : isRealTime[field.type];
    return isReal !== undefined && text !== '' && !isReal(text);
  }),
  'STR-07': everyField((text, field, { day }) => {
    const codes = field.codes === undefined ? undefined : codesOn(field.codes, day);
    return codes !== undefined && text !== '' && !items(text, field).every((code) => codes.has(code));
  }),
  'STR-10': (view) =>
    // a claim without XML1 has its own rule; nothing differs from what is not there
    (view.summary === undefined ? [] : claimTables)
      .filter(({ code }) => code !== 'XML1')
      .flatMap(({ code }) =>
        rowsOf(view.claim, code).flatMap((row, at) =>
          textOf(row, 'MA_LK') === view.said('MA_LK') ? [] : [{ where: `${code}[${at + 1}].MA_LK` }],
        ),
      ),
  'STR-12': (view) =>
    numbered.flatMap((code) =>
      rowsOf(view.claim, code).flatMap((row, at) =>
        textOf(row, 'STT') === String(at + 1) ? [] : [{ where: `${code}[${at + 1}].STT` }],
      ),
    ),
};
