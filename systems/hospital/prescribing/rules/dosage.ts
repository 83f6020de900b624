import { codeSystems, decimalNumber, parseDecimal } from '@lienmach/core';
import type { Dosage } from 'fhir/r4';
import type { Line } from './check-prescription.ts';
import { claimDoseText, type DayTime, dayTimes, doseText, gridText } from './dose-grid.ts';

/** FHIR event timing of the four boxes. */
const whenOf = { morning: 'MORN', noon: 'NOON', afternoon: 'AFT', evening: 'EVE' } as const;

export interface Instructions {
  /** what one dose is counted in: the drug's unit, or e.g. giọt */
  readonly doseUnit: string;
  /** before meals, at bedtime … */
  readonly timing?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * The dose grid as FHIR: one Dosage per amount, so that `when` and amount belong together; the first carries the texts.
 *
 * @source FHIR R4 Dosage, Timing.repeat.when (verified); QĐ 3176/QĐ-BYT, XML2 LIEU_DUNG as `text` (secondary)
 */
export function dosageOf(line: Line, { doseUnit, timing, note }: Instructions): Dosage[] {
  const { drug, grid, days, quantity } = line;
  const hints = [timing, note].flatMap((hint) => hint?.trim() || []);
  const taken = dayTimes.filter((time) => grid[time] > 0n);
  const amounts = [...new Set(taken.map((time) => grid[time]))];
  return amounts.map((amount, index): Dosage => {
    const times = taken.filter((time) => grid[time] === amount);
    return {
      sequence: index + 1,
      ...(index > 0
        ? {}
        : {
            text: claimDoseText(grid, doseUnit, days, quantity),
            patientInstruction: [gridText(grid, doseUnit), ...hints].join(', '),
            ...(hints.length === 0 ? {} : { additionalInstruction: hints.map((text) => ({ text })) }),
          }),
      timing: {
        repeat: {
          boundsDuration: { value: days, unit: 'ngày', system: codeSystems.ucum, code: 'd' },
          frequency: times.length,
          period: 1,
          periodUnit: 'd',
          when: times.map((time) => whenOf[time]),
        },
      },
      route: {
        coding: [{ system: codeSystems.route, code: drug.route }],
        ...(drug.routeName && { text: drug.routeName }),
      },
      doseAndRate: [{ doseQuantity: { value: decimalNumber(amount, 3), unit: doseUnit } }],
    };
  });
}

/**
 * The four boxes of the print, read back from the record; an empty box is undefined.
 *
 * @source FHIR R4 Dosage, Timing.repeat.when (verified)
 */
export function boxesOf(dosages: readonly Dosage[]): Readonly<Record<DayTime, string | undefined>> {
  const box = (time: DayTime): string | undefined => {
    const dosage = dosages.find((one) => one.timing?.repeat?.when?.includes(whenOf[time]));
    const amount = dosage?.doseAndRate?.[0]?.doseQuantity?.value;
    return amount === undefined ? undefined : doseText(parseDecimal(amount, 3));
  };
  return { morning: box('morning'), noon: box('noon'), afternoon: box('afternoon'), evening: box('evening') };
}
