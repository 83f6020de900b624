import './quality.css';
import './books.css';
import {
  type Column,
  DataGrid,
  ErrorNote,
  formatNumber,
  Panel,
  SelectField,
  today,
  useActions,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { type TestFigures, TURNAROUND_LIMITS } from '../rules/laboratory-figures.ts';
import { booksTexts } from './books-texts.ts';
import { useMonth } from './use-month.ts';

/** months that can be chosen: this one and the eleven before */
const months = Array.from({ length: 12 }, (_, back) => {
  const [year = 0, month = 0] = today().split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - back, 1));
  return first.toISOString().slice(0, 7);
});

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10);
const mean = ({ minutes, timed }: TestFigures): number => (timed === 0 ? 0 : Math.round(minutes / timed));
const upTo = ({ within }: TestFigures, limit: (typeof TURNAROUND_LIMITS)[number]): number =>
  within.slice(0, TURNAROUND_LIMITS.indexOf(limit) + 1).reduce((sum, count) => sum + count, 0);

/** a spreadsheet would run a text that begins so */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

function useCsv(month: string, tests: readonly TestFigures[]) {
  const t = useTexts(booksTexts);
  return (): void => {
    const head = [
      t.test,
      t.reports,
      t.urgent,
      t.amended,
      t.average,
      t.fromOrder,
      t.longest,
      ...TURNAROUND_LIMITS.map(t.withinLimit),
    ];
    const rows = tests.map((one) => [
      one.name,
      one.reports,
      one.urgent,
      one.amended,
      mean(one),
      one.reports === 0 ? 0 : Math.round(one.fromOrder / one.reports),
      one.longest,
      ...TURNAROUND_LIMITS.map((limit) => share(upTo(one, limit), one.timed)),
    ]);
    const csv = `\uFEFF${[head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
    link.download = `xet-nghiem-${month}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}

function useColumns(): readonly Column<TestFigures>[] {
  const t = useTexts(booksTexts);
  const isNarrow = useIsNarrow();
  const figure = (id: string, head: string, width: number, of: (one: TestFigures) => number): Column<TestFigures> => ({
    id,
    head,
    width,
    align: 'right',
    cell: (one) => <span className="n">{formatNumber(of(one))}</span>,
    by: of,
  });
  return [
    { id: 'name', head: t.test, cell: ({ name }) => name, by: ({ name }) => name },
    figure('reports', t.reports, 76, ({ reports }) => reports),
    ...(isNarrow
      ? []
      : [
          figure('urgent', t.urgent, 84, ({ urgent }) => urgent),
          figure('amended', t.amended, 104, ({ amended }) => amended),
          figure('longest', t.longest, 120, ({ longest }) => longest),
          figure('fast', t.withinLimit(60), 110, (one) => share(upTo(one, 60), one.timed)),
        ]),
    figure('slow', t.withinLimit(120), isNarrow ? 96 : 110, (one) => share(upTo(one, 120), one.timed)),
    ...(isNarrow ? [] : [figure('average', t.average, 176, mean)]),
  ];
}

/** A month of the laboratory: workload, turnaround, rejected tubes, control. */
export function FiguresScreen() {
  const t = useTexts(booksTexts);
  const [month, setMonth] = useState(months[0] ?? '');
  const { days, counted, error, tests, totals } = useMonth(month);
  const download = useCsv(month, tests);
  const columns = useColumns();
  const all = (of: (one: TestFigures) => number): number => tests.reduce((sum, one) => sum + of(one), 0);
  const reports = all((one) => one.reports);
  const shown = (part: number, whole: number): string => t.of(formatNumber(share(part, whole)), formatNumber(part));
  useActions(
    [
      {
        key: 'Alt+C',
        label: t.csv,
        icon: IconDownload,
        isPrimary: true,
        isDisabled: counted < days || tests.length === 0,
        run: download,
      },
    ],
    counted < days ? { text: t.counting(counted, days), tone: 'quiet' } : { text: t.counted, tone: 'ok' },
  );
  const tiles = [
    [t.total, formatNumber(reports)],
    [
      t.fast,
      shown(
        all((one) => upTo(one, 120)),
        all((one) => one.timed),
      ),
    ],
    [
      t.amendedShare,
      shown(
        all((one) => one.amended),
        reports,
      ),
    ],
    [t.rejected, shown(totals.rejectedSpecimens, totals.specimens)],
    [t.controls, formatNumber(totals.controls)],
    [t.outControls, shown(totals.rejectedControls, totals.controls)],
  ] as const;
  return (
    <div className="work month">
      <section className="panel month-top" aria-label={t.figures}>
        <div className="month-choice" data-form>
          <SelectField
            name="month"
            label={t.month}
            value={month}
            onChange={setMonth}
            options={months.map((value) => ({ value, label: value.split('-').toReversed().join('/') }))}
          />
        </div>
        <dl className="month-figures">
          {tiles.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="n">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Panel title={t.figures} isPadded={false}>
        {error !== undefined && <ErrorNote error={error} />}
        <div className="stack books-list">
          <DataGrid label={t.figures} rows={tests} columns={columns} rowKey={({ test }) => test} empty={t.noReports} />
        </div>
      </Panel>
    </div>
  );
}
