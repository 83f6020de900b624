import type { Measurement } from './measurement.ts';
import type { PhaseResult } from './run-phase.ts';

const columns = [
  'phase',
  'req/s',
  'resources/s',
  'p50',
  'p95',
  'p99 ms',
  'errors',
  'wrong',
  'server CPU',
  'PG CPU ms/req',
  'limit req/s',
  'limit CPU ms/req',
  'rate ratio',
  'CPU ratio',
  'wanted',
];

const fixed = (value: number, places: number): string => value.toFixed(places);
const rate = (value: number): string => fixed(value, value < 100 ? 1 : 0);

/** CPU of everything that serves the request: not of the measuring client, unless it is the only other side. */
export function servingCpu({ cpuPerRequest }: Measurement): number {
  const { server, client = 0, postgres = 0 } = cpuPerRequest;
  return postgres + (server ?? client);
}

export const rateRatio = ({ record, limit }: PhaseResult): number | undefined =>
  limit && record.perSecond / limit.perSecond;

function line(result: PhaseResult): string[] {
  const { phase, record, limit } = result;
  const ratio = rateRatio(result);
  const { server = 0, postgres = 0 } = record.cpuPerRequest;
  return [
    `${phase.letter} ${phase.title}`,
    rate(record.perSecond),
    rate(record.resourcesPerSecond),
    fixed(record.p50, 1),
    fixed(record.p95, 1),
    fixed(record.p99, 1),
    String(record.errors),
    String(record.wrong),
    fixed(server, 2),
    fixed(postgres, 2),
    limit ? `${rate(limit.perSecond)} (${phase.limit?.called})` : '',
    limit ? fixed(servingCpu(limit), 2) : '',
    ratio === undefined ? '' : fixed(ratio, 2),
    limit ? fixed(servingCpu(limit) / servingCpu(record), 2) : '',
    phase.wanted === undefined || ratio === undefined
      ? ''
      : `${phase.wanted} ${ratio >= phase.wanted ? 'held' : 'SHORT'}`,
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** One Markdown table with both sides. A ratio is record divided by limit: 1 would be the limit itself. */
export const tableOf = (results: readonly PhaseResult[]): string =>
  [row(columns), row(columns.map(() => '---')), ...results.map((result) => row(line(result)))].join('\n');

export const samplesOf = (results: readonly PhaseResult[]): string[] =>
  results.flatMap(({ phase, record, limit }) =>
    [...record.samples, ...(limit?.samples ?? [])].map((sample) => `${phase.letter}: ${sample}`),
  );
