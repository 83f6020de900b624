import { codeSystems, decimalText, parseDecimal } from '@lienmach/core';
import type { MedicationRequest } from 'fhir/r4';
import { boxesOf } from '../rules/dosage.ts';
import { type DayTime, type DoseGrid, dailyDose, dayTimes, dispensedQuantity, parseDose } from '../rules/dose-grid.ts';
import type { DoseWords } from '../rules/read-dose-words.ts';

/** One row of the grid, as typed. */
export interface GridLine {
  readonly key: string;
  readonly drug: string;
  readonly name: string;
  readonly morning: string;
  readonly noon: string;
  readonly afternoon: string;
  readonly evening: string;
  readonly days: string;
  /** empty: doses × days */
  readonly quantity: string;
  readonly timing: string;
}

let made = 0;

export function newLine(drug: string, name: string, words: DoseWords): GridLine {
  made += 1;
  const { boxes, days } = words;
  return {
    key: `${drug}-${made}`,
    drug,
    name,
    morning: boxes.morning ?? '',
    noon: boxes.noon ?? '',
    afternoon: boxes.afternoon ?? '',
    evening: boxes.evening ?? '',
    days: days === undefined ? '' : String(days),
    quantity: '',
    timing: '',
  };
}

/** A line of the record as a row; its key stays the same as long as the line does. */
export function lineOfRequest(request: MedicationRequest): GridLine {
  const product = request.medicationCodeableConcept?.coding?.find(({ system }) => system === codeSystems.drugProduct);
  const boxes = boxesOf(request.dosageInstruction ?? []);
  const line = {
    key: request.id ?? '',
    drug: product?.code ?? '',
    name: product?.display ?? request.medicationCodeableConcept?.text ?? '',
    morning: boxes.morning ?? '',
    noon: boxes.noon ?? '',
    afternoon: boxes.afternoon ?? '',
    evening: boxes.evening ?? '',
    days: String(request.dispenseRequest?.expectedSupplyDuration?.value ?? ''),
    timing: request.dosageInstruction?.[0]?.additionalInstruction?.[0]?.text ?? '',
    quantity: '',
  };
  const quantity = String(request.dispenseRequest?.quantity?.value ?? '');
  return { ...line, quantity: computedQuantity(line) === quantity ? '' : quantity };
}

export function isDose(text: string): boolean {
  try {
    parseDose(text, '', '');
    return true;
  } catch {
    return false;
  }
}

const isDays = (text: string): boolean => /^[1-9]\d{0,2}$/.test(text.trim());

/** doses × days in whole units; empty while something cannot be read yet */
export function computedQuantity(line: Omit<GridLine, 'quantity'>): string {
  const grid = gridOf(line);
  if (grid === undefined || !isDays(line.days) || dailyDose(grid) === 0n) return '';
  return decimalText(dispensedQuantity(grid, Number(line.days)), 3);
}

export function gridOf(line: Readonly<Record<DayTime, string>>): DoseGrid | undefined {
  if (!dayTimes.every((time) => isDose(line[time]))) return undefined;
  const dose = (time: DayTime): bigint => parseDose(line[time], '', '');
  return { morning: dose('morning'), noon: dose('noon'), afternoon: dose('afternoon'), evening: dose('evening') };
}

export const quantityOf = (line: GridLine): string => line.quantity.trim() || computedQuantity(line);

/** thousandths of a đồng; undefined while price or quantity is unknown */
export function costOf(line: GridLine, price: string | undefined): bigint | undefined {
  const quantity = quantityOf(line);
  if (price === undefined || !/^\d{1,4}$/.test(quantity)) return undefined;
  return parseDecimal(price, 3) * BigInt(quantity);
}

/** a row as `$prescribe` reads it */
export function lineInput(line: GridLine): Record<string, unknown> {
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
  const count = (value: string): number | undefined => (text(value) === undefined ? undefined : Number(value));
  return {
    drug: { valueCode: line.drug },
    morning: text(line.morning),
    noon: text(line.noon),
    afternoon: text(line.afternoon),
    evening: text(line.evening),
    days: count(line.days) ?? 0,
    quantity: count(line.quantity),
    timing: text(line.timing),
  };
}
