import { today, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQueries } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import type { TestFigures } from '../rules/laboratory-figures.ts';

interface DayFigures {
  readonly tests: readonly TestFigures[];
  readonly totals: Readonly<Record<string, number>>;
}

const totals = ['specimens', 'rejectedSpecimens', 'controls', 'warnedControls', 'rejectedControls'] as const;
const number = (part: Parameters, name: string): number => valueIn<number>(part, name) ?? 0;

const testOf = (part: Parameters): TestFigures => ({
  test: valueIn<string>(part, 'test') ?? '',
  name: valueIn<string>(part, 'name') ?? '',
  reports: number(part, 'reports'),
  urgent: number(part, 'urgent'),
  amended: number(part, 'amended'),
  timed: number(part, 'timed'),
  minutes: number(part, 'minutes'),
  longest: number(part, 'longest'),
  within: valuesIn<number>(part, 'within'),
  fromOrder: number(part, 'fromOrder'),
});

/** days of a month up to today, `yyyy-MM-dd` */
function daysOf(month: string): string[] {
  const [year = 0, number_ = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number_, 0)).getUTCDate();
  const days = Array.from({ length: last }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
  return days.filter((day) => day <= today());
}

const sum = (a: TestFigures, b: TestFigures): TestFigures => ({
  ...a,
  reports: a.reports + b.reports,
  urgent: a.urgent + b.urgent,
  amended: a.amended + b.amended,
  timed: a.timed + b.timed,
  minutes: a.minutes + b.minutes,
  longest: Math.max(a.longest, b.longest),
  within: a.within.map((count, index) => count + (b.within[index] ?? 0)),
  fromOrder: a.fromOrder + b.fromOrder,
});

/** a day that is over does not change any more while somebody looks at it */
const KEPT = 600_000;

/** A month of the laboratory, day by day: no answer is longer than a day. */
export function useMonth(month: string) {
  const { operation } = useRecord();
  const days = daysOf(month);
  const answers = useQueries({
    queries: days.map((day) => ({
      // not under a type of the record: every report would count the whole month anew
      queryKey: ['lab-quality', 'day', day],
      staleTime: day === today() ? 0 : KEPT,
      queryFn: async (): Promise<DayFigures> => {
        const answer = await operation<Parameters>('$laboratory-day', 'DiagnosticReport', { date: { valueDate: day } });
        return {
          tests: valuesIn<Parameters>(answer, 'test').map(testOf),
          totals: Object.fromEntries(totals.map((name) => [name, number(answer, name)])),
        };
      },
    })),
  });
  const done = answers.flatMap(({ data }) => data ?? []);
  const tests = new Map<string, TestFigures>();
  for (const one of done.flatMap((day) => day.tests)) {
    const before = tests.get(one.test);
    tests.set(one.test, before === undefined ? one : sum(before, one));
  }
  return {
    days: days.length,
    counted: done.length,
    error: answers.find(({ error }) => error !== null)?.error ?? undefined,
    tests: [...tests.values()].toSorted((a, b) => b.reports - a.reports || a.name.localeCompare(b.name, 'vi')),
    totals: Object.fromEntries(
      totals.map((name) => [name, done.reduce((all, day) => all + (day.totals[name] ?? 0), 0)]),
    ) as Readonly<Record<(typeof totals)[number], number>>,
  };
}
