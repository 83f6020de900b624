import { present } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { amendmentsOf, resultText } from '../rules/amended-result.ts';
import type { Reason } from '../rules/autoverify.ts';
import { benchState } from '../rules/bench-state.ts';
import { findFormula } from '../rules/calculated.ts';
import { criticalLimit } from '../rules/critical-value.ts';
import { indicatorCodeOf, personOf } from '../rules/lab-result.ts';
import { type Person, referenceInterval } from '../rules/reference-interval.ts';
import { reflexTests } from '../rules/reflex-tests.ts';
import { flagOf } from './enter-results.ts';
import { judgeResults } from './judge-results.ts';
import { loadReport, resultsOf } from './load-report.ts';
import { openHolds } from './open-holds.ts';
import { previousResults } from './previous-results.ts';
import { orderedCodes, reflexResults } from './reflex-of.ts';
import { type ResultSheet, type SheetLine, sheetParameters } from './sheet-parameters.ts';

const shownValue = (result: Observation | undefined): string | undefined =>
  result === undefined || result.dataAbsentReason !== undefined ? undefined : resultText(result);

/** what the range of this person is, in numbers or in the word that is expected */
const rangeParts = (indicator: LabIndicator, person: Person) => {
  const interval = referenceInterval(indicator, person);
  const critical = criticalLimit(indicator, person);
  const expected = indicator.words?.find(({ flag }) => flag === 'N')?.text;
  return {
    low: interval?.low,
    high: interval?.high,
    rangeText: interval?.text ?? expected,
    criticalLow: critical?.low,
    criticalHigh: critical?.high,
  };
};

function lineOf(parts: {
  readonly indicator: LabIndicator;
  readonly person: Person;
  readonly now: Observation | undefined;
  readonly before: Observation | undefined;
  readonly reasons: readonly Reason[] | undefined;
  readonly isCalculated: boolean;
}): SheetLine {
  const { indicator, person, now, before, reasons } = parts;
  const amendments = now === undefined ? [] : amendmentsOf(now);
  return {
    code: indicator.code,
    name: indicator.name,
    unit: indicator.unit,
    ...present({
      ...rangeParts(indicator, person),
      value: shownValue(now),
      flag: now === undefined ? undefined : flagOf(now),
      previous: shownValue(before),
      previousAt: before?.effectiveDateTime,
      source: now?.method?.text ?? now?.device?.display,
      absent: now?.dataAbsentReason?.text,
      formula: parts.isCalculated ? (now?.note?.[0]?.text ?? findFormula(indicator.code)?.text) : undefined,
      passes: reasons === undefined ? undefined : reasons.length === 0,
    }),
    ...(reasons === undefined || reasons.length === 0 ? {} : { reason: reasons }),
    ...(indicator.words === undefined
      ? {}
      : { word: indicator.words.map((word) => ({ ...word, typed: word.typed.join(' | ') })) }),
    ...(amendments.length === 0
      ? {}
      : { amended: amendments.map(({ was, reason, at, by }) => ({ was, reason, at, by })) }),
  };
}

/** GET DiagnosticReport/{id}/$result-sheet: what is measured, its unit and range for this person, values now and before. */
export const resultSheet: Operation<void, ResultSheet> = {
  definition: {
    code: 'result-sheet',
    title: { vi: 'Phiếu nhập kết quả', en: 'Result sheet' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: false,
    parameter: sheetParameters,
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id) {
    const { report, ground, tube } = await loadReport(ctx, id);
    const [previous, results, holds, ordered] = await Promise.all([
      previousResults(ctx, ground),
      resultsOf(ctx, report),
      openHolds(ctx),
      orderedCodes(ctx, ground.order),
    ]);
    const now = new Map(results.map((result) => [indicatorCodeOf(result) ?? '', result]));
    const judged = judgeResults({ results, previous, ground, tube, holds });
    const person = personOf(ground);
    const { indicators, calculated = [] } = ground.test;
    const line = (code: string, isCalculated: boolean): SheetLine[] => {
      const indicator = ground.catalog.indicator(code);
      if (indicator === undefined) return [];
      return [
        lineOf({
          indicator,
          person,
          now: now.get(code),
          before: previous.get(code),
          reasons: judged.get(code),
          isCalculated,
        }),
      ];
    };
    return {
      state: benchState(report, tube),
      ...present({ version: report.meta?.versionId, conclusion: report.conclusion }),
      steps: ground.test.steps ?? 1,
      indicator: [
        ...indicators.flatMap((code) => line(code, false)),
        ...calculated.filter((code) => now.has(code)).flatMap((code) => line(code, true)),
      ],
      reflex: reflexTests(reflexResults(results), ordered).flatMap(({ test, why }) => {
        const found = ground.catalog.test(test);
        return found === undefined ? [] : [{ test, name: found.name, why }];
      }),
    };
  },
};
