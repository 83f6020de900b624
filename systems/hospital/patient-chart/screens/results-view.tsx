import {
  Button,
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  formatDate,
  formatNumber,
  Loading,
  matchesWords,
  Panel,
  recordKey,
  Segments,
  StatusChip,
  useRecord,
  useSearch,
  useTexts,
  valuesIn,
} from '@lienmach/ui';
import { IconArrowBigDownLines, IconArrowBigUpLines, IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Observation } from 'fhir/r4';
import { useState } from 'react';
import { flagOf, inOneUnit, type MeasuredPoint, pointOf, pointsOf } from '../rules/measured-value.ts';
import { indicatorKey } from '../rules/newest-per-code.ts';
import { type OutsideOrigin, outsideOrigin } from '../rules/outside-origin.ts';
import { loincOf } from './chart-on-screen.ts';
import { LineChart } from './line-chart.tsx';
import { texts } from './texts.ts';

const signs = { H: IconArrowUp, L: IconArrowDown, HH: IconArrowBigUpLines, LL: IconArrowBigDownLines } as const;
const isSign = (flag: string | undefined): flag is keyof typeof signs => flag !== undefined && flag in signs;

/** A value with its arrow; the arrow has its word for those who hear the page. */
export function FlaggedValue({ text, flag }: { readonly text: string; readonly flag: string | undefined }) {
  const t = useTexts(texts);
  const Sign = isSign(flag) ? signs[flag] : undefined;
  return (
    <span className="chart-value n" data-flag={flag}>
      {text}
      {Sign && <Sign size={13} stroke={2.4} role="img" aria-label={t.flags[flag ?? '']} />}
    </span>
  );
}

function rangeText({ low, high, unit }: MeasuredPoint): string {
  if (low !== undefined && high !== undefined) return `${formatNumber(low)}–${formatNumber(high)} ${unit}`;
  if (high !== undefined) return `≤ ${formatNumber(high)} ${unit}`;
  if (low !== undefined) return `≥ ${formatNumber(low)} ${unit}`;
  return unit;
}

export const resultText = (result: Observation): string => {
  const { comparator = '', value } = result.valueQuantity ?? {};
  if (value !== undefined) return `${comparator}${formatNumber(value)}`;
  return result.valueString ?? result.valueCodeableConcept?.text ?? '';
};

/** A value that another facility measured says so, with its laboratory's quality level. */
function Origin({ origin }: { readonly origin: OutsideOrigin | undefined }) {
  const t = useTexts(texts);
  if (origin === undefined) return null;
  const words = t.outside(origin.facility.replace(/ \(BẢN THỬ\)$/, ''), origin.level);
  return (
    <span className="s sec ev-place" title={words}>
      {words}
    </span>
  );
}

const timeOf = (one: Observation): string => one.effectiveDateTime ?? one.issued ?? '';

function useColumns(): readonly Column<Observation>[] {
  const t = useTexts(texts);
  return [
    {
      id: 'name',
      head: t.indicator,
      cell: (one) => (
        <>
          {one.code.text ?? one.code.coding?.[0]?.display}
          <Origin origin={outsideOrigin(one)} />
        </>
      ),
      by: (one) => one.code.text ?? '',
    },
    {
      id: 'value',
      head: t.value,
      align: 'right',
      width: 84,
      cell: (one) => <FlaggedValue text={resultText(one)} flag={flagOf(one)} />,
    },
    {
      id: 'reference',
      head: t.reference,
      width: 138,
      cell: (one) => {
        const point = pointOf('', '', one);
        return <span className="s sec nw">{point === undefined ? '' : rangeText(point)}</span>;
      },
    },
    {
      id: 'day',
      head: t.day,
      width: 92,
      cell: (one) => <span className="n">{formatDate(timeOf(one))}</span>,
      by: timeOf,
    },
  ];
}

function PointTable({ points }: { readonly points: readonly MeasuredPoint[] }) {
  const t = useTexts(texts);
  return (
    <table className="chart-table">
      <thead>
        <tr>
          <th>{t.day}</th>
          <th className="r">{t.value}</th>
          <th>{t.reference}</th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((point) => (
          <tr key={point.key}>
            <td>
              <span className="n">{formatDate(point.at)}</span>
              <Origin origin={point.origin} />
            </td>
            <td className="r">
              <FlaggedValue text={`${point.comparator ?? ''}${formatNumber(point.value)}`} flag={point.flag} />
            </td>
            <td className="s sec nw">{rangeText(point)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HistoryProps {
  readonly patient: string;
  readonly indicator: Observation;
  readonly onTrend: (loinc: string) => void;
}

/** One indicator over the years: drawn or as a table, the same numbers. */
function History({ patient, indicator, onTrend }: HistoryProps) {
  const t = useTexts(texts);
  const [view, setView] = useState('chart');
  const name = indicator.code.text ?? '';
  const { data, error, refetch } = useSearch('Observation', {
    patient: `Patient/${patient}`,
    code: indicatorKey(indicator),
    _sort: '-date',
    _count: 200,
  });
  const points = data === undefined ? undefined : pointsOf(data.items);
  const loinc = loincOf(indicator);
  return (
    <Panel
      title={name}
      hint={
        points === undefined || points.length === 0 ? undefined : t.chartOf(points.at(-1)?.unit ?? '', points.length)
      }
      actions={
        <Segments
          label={t.view}
          options={[
            { value: 'chart', label: t.chart },
            { value: 'table', label: t.table },
          ]}
          value={view}
          onChange={setView}
        />
      }
      footer={
        loinc === undefined ? undefined : (
          <Button size="sm" onClick={() => onTrend(loinc)}>
            {t.onTimeline}
          </Button>
        )
      }
    >
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {points === undefined && error === null && <Loading />}
      {points?.length === 0 && <Empty title={t.noChart} />}
      {points !== undefined && points.length > 0 && view === 'chart' && (
        <LineChart name={name} points={inOneUnit(points)} />
      )}
      {points !== undefined && points.length > 0 && view === 'table' && <PointTable points={points} />}
      {points?.length === 1 && view === 'chart' && <p className="mut">{t.oneValue}</p>}
    </Panel>
  );
}

export interface ResultsViewProps {
  readonly patient: string;
  /** as the chart brought them */
  readonly newest: readonly Observation[];
  /** they are only those of the newest results: the rest is asked for */
  readonly isPartial: boolean;
  readonly search: string;
  readonly onTrend: (loinc: string) => void;
}

function useAllIndicators(patient: string, newest: readonly Observation[], isPartial: boolean) {
  const { operation } = useRecord();
  const all = useQuery({
    queryKey: recordKey('Observation', 'latest', patient),
    queryFn: async () => valuesIn<Observation>(await operation('$latest-results', `Patient/${patient}`), 'result'),
    enabled: isPartial,
  });
  return { results: all.data ?? newest, error: all.error, retry: () => void all.refetch() };
}

/** The newest value of each indicator, and the chosen one over time. */
export function ResultsView({ patient, newest, isPartial, search, onTrend }: ResultsViewProps) {
  const t = useTexts(texts);
  const { results, error, retry } = useAllIndicators(patient, newest, isPartial);
  const columns = useColumns();
  const shown = results.filter((one) => matchesWords(one.code.text ?? '', search));
  const [chosen, choose] = useState<string>();
  const current = shown.find((one) => indicatorKey(one) === chosen) ?? shown[0];
  if (results.length === 0) return <Empty title={t.noResults} hint={t.noResultsHint} />;
  return (
    <div className="work chart-split">
      <Panel title={t.results} isPadded={false}>
        {error !== null && <ErrorNote error={error} onRetry={retry} />}
        <DataGrid
          label={t.results}
          rows={shown}
          columns={columns}
          rowKey={indicatorKey}
          selected={current === undefined ? undefined : indicatorKey(current)}
          onSelect={(one) => choose(indicatorKey(one))}
          empty={t.nothingFits}
          foot={
            results.some(({ status }) => status === 'preliminary') && (
              <StatusChip tone="warn">{t.preliminary}</StatusChip>
            )
          }
        />
      </Panel>
      {current !== undefined && (
        <History key={indicatorKey(current)} patient={patient} indicator={current} onTrend={onTrend} />
      )}
    </div>
  );
}
