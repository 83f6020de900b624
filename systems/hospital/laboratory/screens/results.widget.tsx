import './visit.css';
import { codeSystems } from '@lienmach/core';
import {
  Button,
  Empty,
  ErrorNote,
  formatDate,
  formatNumber,
  Loading,
  StatusChip,
  type Tone,
  usePrint,
  useSearch,
  useTexts,
  type WidgetProps,
} from '@lienmach/ui';
import {
  IconArrowBigDownLines,
  IconArrowBigUpLines,
  IconArrowDown,
  IconArrowUp,
  IconPrinter,
} from '@tabler/icons-react';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import { useState } from 'react';
import { isReleased } from '../rules/amended-result.ts';
import { visitTexts } from './visit-texts.ts';

const flagOf = (result: Observation): string | undefined => {
  const code = result.interpretation?.[0]?.coding?.[0]?.code;
  return code === 'N' ? undefined : code;
};

const indicatorOf = (result: Observation): string | undefined =>
  result.code.coding?.find(({ system }) => system === codeSystems.labIndicator)?.code;

const signs = { H: IconArrowUp, L: IconArrowDown, HH: IconArrowBigUpLines, LL: IconArrowBigDownLines } as const;

const isSign = (flag: string | undefined): flag is keyof typeof signs => flag !== undefined && flag in signs;

function rangeOf({ referenceRange, valueQuantity }: Observation): string {
  const [range] = referenceRange ?? [];
  const unit = valueQuantity?.unit ?? '';
  const limits = [range?.low?.value, range?.high?.value];
  const [low, high] = limits;
  if (low !== undefined && high !== undefined) return `${formatNumber(low)}–${formatNumber(high)} ${unit}`;
  if (high !== undefined) return `≤ ${formatNumber(high)} ${unit}`;
  if (low !== undefined) return `≥ ${formatNumber(low)} ${unit}`;
  return range?.text ?? unit;
}

function Value({ result }: { readonly result: Observation }) {
  const t = useTexts(visitTexts);
  const flag = flagOf(result);
  const Sign = isSign(flag) ? signs[flag] : undefined;
  const value = result.valueQuantity?.value;
  const word = result.valueCodeableConcept?.text;
  if (word !== undefined)
    return (
      <span className="result-value" data-flag={flag}>
        {word}
      </span>
    );
  if (value === undefined) return <span className="mut">{result.dataAbsentReason ? t.notMeasured : ''}</span>;
  return (
    <span className="result-value n" data-flag={flag}>
      {result.valueQuantity?.comparator}
      {formatNumber(value)}
      {Sign && <Sign size={13} stroke={2.4} role="img" aria-label={t.flags[flag ?? '']} />}
    </span>
  );
}

interface ReportRowsProps {
  readonly report: DiagnosticReport;
  readonly results: readonly Observation[];
  readonly previous: ReadonlyMap<string, Observation>;
}

const MANY = 4;

function ReportRows({ report, results, previous }: ReportRowsProps) {
  const t = useTexts(visitTexts);
  const [isWhole, setWhole] = useState(false);
  const [tone, word] = (
    {
      registered: ['wait', t.running],
      partial: ['wait', t.partial],
      preliminary: ['warn', t.preliminary],
    } satisfies Record<string, [Tone, string]> as Readonly<Record<string, [Tone, string]>>
  )[report.status] ?? ['ok', t.final];
  const flagged = results.filter((result) => flagOf(result) !== undefined);
  const shown = isWhole || results.length <= MANY ? results : flagged;
  const hidden = results.length - shown.length;
  const isSingle = results.length === 1 && results[0] !== undefined;
  return (
    <>
      <tr className="result-head" data-single={isSingle || undefined}>
        <td colSpan={4}>
          <span className="row">
            <span className="grow">{report.code.text}</span>
            {hidden > 0 && <span className="s mut">{t.inRange(hidden)}</span>}
            {results.length > MANY && (
              <Button size="sm" tone="quiet" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
                {isWhole ? t.showFewer : t.showAll}
              </Button>
            )}
            <StatusChip tone={tone}>{word}</StatusChip>
          </span>
        </td>
      </tr>
      {shown.map((result) => {
        const before = previous.get(indicatorOf(result) ?? '');
        return (
          <tr key={result.id} data-critical={/^(HH|LL|AA)$/.test(flagOf(result) ?? '') || undefined}>
            <td>{result.code.text}</td>
            <td className="r">
              <Value result={result} />
            </td>
            <td className="s sec nw">{rangeOf(result)}</td>
            <td className="r n s mut" title={formatDate(before?.effectiveDateTime)}>
              {formatNumber(before?.valueQuantity?.value)}
            </td>
          </tr>
        );
      })}
    </>
  );
}

/** The last value of each indicator before this visit. */
function previousOf(results: readonly Observation[], encounter: string): ReadonlyMap<string, Observation> {
  const before = new Map<string, Observation>();
  for (const result of results) {
    const code = indicatorOf(result);
    if (code === undefined || result.encounter?.reference === `Encounter/${encounter}`) continue;
    if (!before.has(code)) before.set(code, result);
  }
  return before;
}

/** The papers of the laboratory for this visit; results only once something is released. */
function LabPapers({ encounter, hasResults }: { readonly encounter: string; readonly hasResults: boolean }) {
  const t = useTexts(visitTexts);
  const printing = usePrint();
  const print = (form: string): void => void printing.print({ form, at: `Encounter/${encounter}` });
  return (
    <div className="row result-papers">
      <Button size="sm" icon={IconPrinter} isBusy={printing.isPrinting} onClick={() => print('PCD')}>
        {t.printOrders}
      </Button>
      {hasResults && (
        <Button size="sm" icon={IconPrinter} isBusy={printing.isPrinting} onClick={() => print('KQXN')}>
          {t.printResults}
        </Button>
      )}
      {printing.view}
    </div>
  );
}

/** What was ordered in this visit and what came back: one row for each value, with its flag, range and the value before. */
export function ResultsWidget({ encounter = '', patient = '' }: WidgetProps) {
  const t = useTexts(visitTexts);
  const reports = useSearch('DiagnosticReport', { encounter: `Encounter/${encounter}`, _sort: '-issued', _count: 100 });
  const results = useSearch('Observation', {
    patient: `Patient/${patient}`,
    category: 'laboratory',
    _sort: '-date',
    _count: 200,
  });
  const error = reports.error ?? results.error;
  if (error !== null)
    return <ErrorNote error={error} onRetry={() => void Promise.all([reports.refetch(), results.refetch()])} />;
  if (reports.data === undefined || results.data === undefined) return <Loading />;
  if (reports.data.items.length === 0) return <Empty title={t.noResults} hint={t.noResultsHint} />;
  const all = results.data.items;
  const previous = previousOf(all, encounter);
  const day = [...previous.values()][0]?.effectiveDateTime;
  const hasResults = reports.data.items.some(isReleased);
  return (
    <>
      <table className="results" aria-live="polite">
        <caption className="sr">{t.results}</caption>
        <thead>
          <tr>
            <th>{t.results}</th>
            <th className="r">{t.value}</th>
            <th>{t.reference}</th>
            <th className="r n">{day === undefined ? t.previous : formatDate(day).slice(0, 5)}</th>
          </tr>
        </thead>
        <tbody>
          {reports.data.items.map((report) => {
            const order = report.basedOn?.[0]?.reference;
            const mine = all.filter((one) => one.basedOn?.some(({ reference }) => reference === order));
            return <ReportRows key={report.id} report={report} results={mine} previous={previous} />;
          })}
        </tbody>
      </table>
      <LabPapers encounter={encounter} hasResults={hasResults} />
    </>
  );
}
