import { foldVietnamese } from '@lienmach/core';
import type { Task } from 'fhir/r4';
import { CRITICAL_CALL } from './call-task.ts';

/** @source none: how our own Task is told from others */
export const isCriticalCall = ({ code }: Task): boolean =>
  code?.coding?.some((coding) => coding.code === CRITICAL_CALL) ?? false;

/** The value that was to be told, as the Task carries it: a number or a word. @source none: how our own Task carries it */
export function valueToTell({ input }: Task): number | string | undefined {
  const found = input?.find(({ valueQuantity, valueString }) => (valueQuantity?.value ?? valueString) !== undefined);
  return found?.valueQuantity?.value ?? found?.valueString;
}

const folded = (text: string): string => foldVietnamese(text).toLowerCase();

/**
 * Does the text that was read back hold the value that was told? `kali sáu phẩy tám` does not: digits are asked for, or
 * the word itself.
 *
 * @param value  of the critical result
 * @source QĐ 2429/QĐ-BYT (12/06/2017), critical results are read back and recorded (secondary)
 */
export function holdsValue(readBack: string, value: number | string): boolean {
  const text = readBack.slice(0, 500);
  if (typeof value === 'string') return folded(text).includes(folded(value));
  const numbers = text.match(/\d+(?:[.,]\d+)?/g) ?? [];
  return numbers.some((one) => Number(one.replace(',', '.')) === value);
}
