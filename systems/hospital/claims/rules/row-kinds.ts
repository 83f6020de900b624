/** @source QĐ 3176/QĐ-BYT (29/10/2024), cost groups (MA_NHOM) and scope (PHAM_VI) of XML2 and XML3 (verified) */
import { type ClaimRow, textOf } from './claim-file.ts';
import { dayOfDigits } from './claim-values.ts';

/** Every one of these fields says something. */
export const isFilled = (row: ClaimRow, ...fields: string[]): boolean =>
  fields.every((field) => textOf(row, field) !== '');

/** None of these fields says anything. */
export const isEmpty = (row: ClaimRow, ...fields: string[]): boolean =>
  fields.every((field) => textOf(row, field) === '');

/** The row is of one of these cost groups. */
export const inGroup = (row: ClaimRow, ...groups: string[]): boolean => groups.includes(textOf(row, 'MA_NHOM'));

/** Beds of outpatients, of inpatients, of intensive care. */
export const isBed = (row: ClaimRow): boolean => inGroup(row, '14', '15', '16');

/** Outside what the fund pays for. */
export const isOutside = (row: ClaimRow): boolean => textOf(row, 'PHAM_VI') === '2';

/** Day of the order, `yyyy-MM-dd`. */
export const orderDay = (row: ClaimRow): string => dayOfDigits(textOf(row, 'NGAY_YL'));
