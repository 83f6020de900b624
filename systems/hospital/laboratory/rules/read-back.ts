import type { Task } from 'fhir/r4';
import { CRITICAL_CALL } from './call-task.ts';

/** @source none: how our own Task is told from others */
export const isCriticalCall = ({ code }: Task): boolean =>
  code?.coding?.some((coding) => coding.code === CRITICAL_CALL) ?? false;

/** The value that was to be told, as the Task carries it. @source none: how our own Task carries it */
export const valueToTell = ({ input }: Task): number | undefined =>
  input?.find(({ valueQuantity }) => valueQuantity?.value !== undefined)?.valueQuantity?.value;

/**
 * Does the text that was read back hold the value that was told? `kali sáu phẩy tám` does not: digits are asked for.
 *
 * @param value  of the critical result
 * @source QĐ 2429/QĐ-BYT (12/06/2017), critical results are read back and recorded (secondary)
 */
export function holdsValue(readBack: string, value: number): boolean {
  const numbers = readBack.slice(0, 500).match(/\d+(?:[.,]\d+)?/g) ?? [];
  return numbers.some((text) => Number(text.replace(',', '.')) === value);
}
