import './visit.css';
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
import { indicatorCodeOf } from '../rules/lab-result.ts';
import {
  isInRange,
  isMeasured,
  placeOf,
  previousOf,
  remarksOf,
  withoutMistakes,
  wordsOf,
} from '../rules/shown-results.ts';
import { visitTexts } from './visit-texts.ts';

const flagOf = (result: Observation): string | undefined => {
  const code = result.interpretation?.[0]?.coding?.[0]?.code;
  return code === 'N' ? undefined : code;
};

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

const numberText = ({ valueQuantity }: Observation): string =>
  `${valueQuantity?.comparator ?? ''}${formatNumber(valueQuantity?.value)}`;

function Value({ result }: { readonly result: Observation }) {
  const t = useTexts(visitTexts);
  const flag = flagOf(result);
  const Sign = isSign(flag) ? signs[flag] : undefined;
  const value = result.valueQuantity?.value;
  const text = value === undefined ? wordsOf(result) : numberText(result);
  const remarks = remarksOf(result).join(', ');
  const absent = result.dataAbsentReason && (result.dataAbsentReason.text ?? t.notMeasured);
  return (
    <span className={value === undefined ? 'result-value' : 'result-value n'} data-flag={flag}>
      {text ?? <span className="mut">{absent}</span>}
      {Sign && <Sign size={13} stroke={2.4} role="img" aria-label={t.flags[flag ?? '']} />}
      {remarks !== '' && <span className="s mut"> {remarks}</span>}
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
      final: ['ok', t.final],
      appended: ['ok', t.final],
      amended: ['warn', t.corrected],
      corrected: ['warn', t.corrected],
      cancelled: ['stop', t.cancelled],
    } satisfies Record<string, [Tone, string]> as Readonly<Record<string, [Tone, string]>>
  )[report.status] ?? ['wait', t.running];
  const shown = isWhole || results.length <= MANY ? results : results.filter((result) => !isInRange(result));
  const hidden = results.length - shown.length;
  const place = placeOf(report);
  const isSingle = results.length === 1 && results[0] !== undefined;
  return (
    <>
      <tr className="result-head" data-single={isSingle || undefined}>
        <td colSpan={4}>
          <span className="row">
            <span className="grow">
              {report.code.text}
              {place !== undefined && <span className="s sec"> · {t.measuredAt(place)}</span>}
            </span>
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
        const before = previous.get(indicatorCodeOf(result) ?? '');
        return (
          <tr key={result.id} data-critical={/^(HH|LL|AA)$/.test(flagOf(result) ?? '') || undefined}>
            <td>{result.code.text}</td>
            <td className="r">
              <Value result={result} />
            </td>
            <td className="s sec nw">{rangeOf(result)}</td>
            <td className="r n s mut" title={formatDate(before?.effectiveDateTime)}>
              {before && (before.valueQuantity === undefined ? wordsOf(before) : numberText(before))}
            </td>
          </tr>
        );
      })}
    </>
  );
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
  const shown = withoutMistakes(reports.data.items).filter(isMeasured);
  if (shown.length === 0) return <Empty title={t.noResults} hint={t.noResultsHint} />;
  const all = withoutMistakes(results.data.items);
  const previous = previousOf(all, encounter);
  const day = [...previous.values()][0]?.effectiveDateTime;
  const hasResults = shown.some(isReleased);
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
          {shown.map((report) => {
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
