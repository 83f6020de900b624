import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import type { Context, Subscription } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { findIndicator, type LabIndicator } from '../catalogs/lab-indicators.ts';
import { callTask } from '../rules/call-task.ts';
import { criticalValue } from '../rules/critical-value.ts';

const indicatorOf = (result: Observation): LabIndicator | undefined => {
  const coding = result.code.coding?.find((one) => one.system === codeSystems.labIndicator);
  return coding?.code === undefined ? undefined : findIndicator(coding.code);
};

/** A critical value is telephoned before anybody verifies it: a Task for the laboratory, one for each value. */
export const onResultPreliminary: Subscription<'Observation'> = {
  id: 'on-result-preliminary',
  on: 'Observation',
  when: (result) => result.status === 'preliminary' && indicatorOf(result) !== undefined,
  actAs: ['integration'],

  async react(ctx: Context, result) {
    const indicator = indicatorOf(result);
    if (indicator === undefined || result.valueQuantity === undefined) return;
    const direction = criticalValue(result.valueQuantity, indicator);
    if (direction === undefined) return;
    const [basis] = result.basedOn ?? [];
    const order = basis === undefined ? undefined : await ctx.store.follow('ServiceRequest', basis);
    const identifier = {
      system: identifierSystems.task,
      value: `goi-bao-${result.id}-${result.valueQuantity.value}`,
    };
    const task = callTask({ result, order, indicator, direction, identifier, at: ctx.now(), write: toVnIso });
    await ctx.store.createIfNone(identifier, task);
  },
};
