import type { Measurement } from './measurement.ts';
import type { PhaseResult } from './run-phase.ts';
import { servingCpu } from './table.ts';

const fixed = (value: number, places = 1): string => value.toFixed(places);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const headed = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n');

const cpu = ({ cpuPerRequest: { server = 0, postgres = 0 } }: Measurement): string =>
  `${fixed(server, 2)} + ${fixed(postgres, 2)}`;
const times = ({ p50, p95 }: Measurement): string => `${fixed(p50)} / ${fixed(p95)}`;
const failures = (one: Measurement, other: Measurement): string =>
  `${one.errors + other.errors} / ${one.wrong + other.wrong}`;

/** How many times its own time in the small record; by what it costs where waiting says little on a busy machine. */
export function growthOf({ record, limit }: PhaseResult): { readonly time: number; readonly cpu: number } {
  if (limit === undefined) return { time: 1, cpu: 1 };
  return { time: record.p50 / limit.p50, cpu: servingCpu(record) / servingCpu(limit) };
}

export function scaleTable(small: string, large: string, results: readonly PhaseResult[]): string {
  const columns = [
    'work',
    `${small}: p50 / p95 ms`,
    'CPU server + PG ms',
    `${large}: p50 / p95 ms`,
    'CPU server + PG ms',
    'req/s',
    'time ×',
    'CPU ×',
    'errors / wrong',
    'at most',
  ];
  const rows = results.map((result) => {
    const { phase, record, limit = record } = result;
    const growth = growthOf(result);
    const verdict = phase.wanted === undefined ? '' : growth.time <= phase.wanted ? 'held' : 'MISSED';
    return [
      `${phase.letter} ${phase.title}`,
      times(limit),
      cpu(limit),
      times(record),
      cpu(record),
      fixed(record.perSecond, record.perSecond < 100 ? 1 : 0),
      fixed(growth.time, 2),
      fixed(growth.cpu, 2),
      failures(record, limit),
      phase.wanted === undefined ? '' : `${phase.wanted} ${verdict}`,
    ];
  });
  return headed(columns, rows);
}

export interface AxisResult {
  readonly title: string;
  readonly concurrency: number;
  readonly measured: Measurement;
}

export const axisTable = (results: readonly AxisResult[]): string =>
  headed(
    ['work', 'in flight', 'req/s', 'p50 / p95 ms', 'p99 ms', 'CPU server + PG ms', 'errors / wrong'],
    results.map(({ title, concurrency, measured }) => [
      title,
      String(concurrency),
      fixed(measured.perSecond, measured.perSecond < 100 ? 1 : 0),
      times(measured),
      fixed(measured.p99),
      cpu(measured),
      `${measured.errors} / ${measured.wrong}`,
    ]),
  );
