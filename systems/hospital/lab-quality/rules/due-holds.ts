import { parseInstant } from '@lienmach/core';
import { dueOf, type InstrumentPlan } from './instrument.ts';
import type { HoldReason } from './lab-hold.ts';
import { goodUntil, type ReagentLot, reagentState } from './reagent-lot.ts';

/** Something about an instrument that keeps its results back. */
export interface Cause {
  readonly key: string;
  readonly reason: HoldReason;
  readonly detail: string;
  /** results from here on are in doubt */
  readonly since: string;
  readonly indicators: readonly string[];
}

const shown = (day: string): string => day.split('-').toReversed().join('/');
const dayAfter = (day: string): string => new Date(parseInstant(day).getTime() + 86_400_000).toISOString();

/** @source none: how a hold is found again */
export const calibrationKey = (instrument: string, title: string): string => `${instrument}^calibration^${title}`;
/** @source none: how a hold is found again */
export const maintenanceKey = (instrument: string, title: string): string => `${instrument}^maintenance^${title}`;
/** @source none: how a hold is found again */
export const reagentKey = ({ instrument, reagent, lot }: Pick<ReagentLot, 'instrument' | 'reagent' | 'lot'>): string =>
  `${instrument}^reagent^${reagent}^${lot}`;

const doesHold = ({ kind, holds }: InstrumentPlan): boolean => kind === 'calibration' || holds === true;

/**
 * What holds results of an instrument today: calibrations past their day, maintenance past its day where the plan says that
 * it holds, and opened lots past theirs. Other maintenance that is overdue stands on the list.
 *
 * @source TT 01/2013/TT-BYT (secondary, article unsure); ISO 15189:2022, 6.5 and 6.6 (from memory)
 */
export function causesOf(
  instrument: string,
  plans: readonly InstrumentPlan[],
  lots: readonly ReagentLot[],
  day: string,
): Cause[] {
  const overdue = plans.filter((plan) => doesHold(plan) && dueOf(plan, day).state === 'overdue');
  const expired = lots.filter((lot) => lot.opened !== undefined && reagentState(lot, day) === 'expired');
  return [
    ...overdue.map((plan): Cause => {
      const { on } = dueOf(plan, day);
      const isCalibration = plan.kind === 'calibration';
      const detail = `${plan.title}: quá hạn ${isCalibration ? 'hiệu chuẩn' : 'bảo trì'} từ ${shown(on)}`;
      const key = (isCalibration ? calibrationKey : maintenanceKey)(instrument, plan.title);
      const reason = isCalibration ? 'calibration-due' : 'maintenance-due';
      return { key, reason, detail, since: dayAfter(on), indicators: plan.indicators };
    }),
    ...expired.map((lot): Cause => {
      const detail = `${lot.name}, lô ${lot.lot}: hết hạn dùng ${shown(goodUntil(lot))}`;
      const since = dayAfter(goodUntil(lot));
      return { key: reagentKey(lot), reason: 'lot-expired', detail, since, indicators: lot.indicators };
    }),
  ];
}
