import { codeSystems } from '@lienmach/core';
import { formatNumber } from '@lienmach/ui';
import type { ChartEvent } from '../rules/chart-events.ts';
import { conditionLines } from '../rules/condition-lines.ts';
import { flagOf } from '../rules/measured-value.ts';
import { medicineBars } from '../rules/medicine-bars.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';

const plain = { codes: [], values: [], place: '', isElsewhere: false };

/** What is no event of its own and is found by searching: indicators, medicines, diseases. */
export function moreRows(chart: ChartOnScreen): ChartEvent[] {
  return [
    ...chart.result.map((one): ChartEvent => {
      const { value, unit = '' } = one.valueQuantity ?? {};
      const flag = flagOf(one);
      return {
        ...plain,
        key: `Observation/${one.id}`,
        kind: 'result',
        at: one.effectiveDateTime ?? '',
        title: one.code.text ?? '',
        values: [{ label: '', text: `${formatNumber(value)} ${unit}`, ...(flag === undefined ? {} : { flag }) }],
      };
    }),
    ...medicineBars(chart.medication, new Date()).map(
      (bar): ChartEvent => ({
        ...plain,
        key: bar.key,
        kind: 'medicine',
        at: bar.from,
        title: `${bar.name}, ${bar.dose}`,
      }),
    ),
    ...conditionLines(chart.condition).map(
      (line): ChartEvent => ({
        ...plain,
        key: `Condition/${codeSystems.icd10}|${line.key}`,
        kind: 'condition',
        at: line.last,
        title: line.name,
        codes: line.code === '' ? [] : [line.code],
      }),
    ),
  ];
}
