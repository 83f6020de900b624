/** @source none: how values are written */
import { divideHalfUp, fixedText, parseDecimal, vnMinuteOf } from '@lienmach/core';

/** Values of one row by field name; what is absent becomes an empty element. */
export type RowValues = Readonly<Record<string, string | undefined>>;

/** `yyyyMMddHHmm` in Viet Nam; nothing stays nothing. */
export const minuteOf = (dateTime: string | undefined): string | undefined =>
  dateTime === undefined ? undefined : vnMinuteOf(dateTime);

/** `yyyyMMdd` of a FHIR date or local moment. */
export const dayDigits = (date: string | undefined): string | undefined => date?.slice(0, 10).replaceAll('-', '');

/** `yyyy-MM-dd` of claim digits. */
export const dayOfDigits = (digits: string): string =>
  `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;

/** A measured number with two decimals, half up. */
export const twoPlaces = (value: unknown): string => fixedText(divideHalfUp(parseDecimal(value, 6), 10_000n), 2);
