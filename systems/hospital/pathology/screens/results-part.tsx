import {
  Button,
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  StatusChip,
  type Tone,
  usePrint,
  useSearch,
  useTexts,
} from '@lienmach/ui';
import { IconPrinter } from '@tabler/icons-react';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import { useEffect } from 'react';
import { visitTexts } from './visit-texts.ts';

const tones: Readonly<Record<string, Tone>> = {
  registered: 'wait',
  preliminary: 'warn',
  final: 'ok',
  appended: 'ok',
  amended: 'warn',
};

/** parts of a report in the order they are read */
function partsOf(report: DiagnosticReport, results: readonly Observation[]): readonly Observation[] {
  return (report.result ?? []).flatMap(({ reference }) =>
    results.filter(({ id, status }) => reference === `Observation/${id}` && status !== 'entered-in-error'),
  );
}

function Part({ part }: { readonly part: Observation }) {
  const t = useTexts(visitTexts);
  const text = part.valueString ?? part.valueCodeableConcept?.text;
  return (
    <>
      <dt>{part.code.text}</dt>
      <dd>
        {text}
        {part.component?.map(({ code, valueString }) => (
          <div key={code.text} className="s">
            {code.text}: <b>{valueString}</b>
          </div>
        ))}
        {part.note?.map((note) => (
          <div key={note.time} className="s sec">
            {t.earlier} <span className="n">{formatDateTime(note.time)}</span>: {note.text}
          </div>
        ))}
      </dd>
    </>
  );
}

function Report({ report, results }: { readonly report: DiagnosticReport; readonly results: readonly Observation[] }) {
  const t = useTexts(visitTexts);
  const printing = usePrint();
  /** the diagnosis stands above already, unless it has a history */
  const parts = partsOf(report, results).filter(
    (part) => part.note !== undefined || part.valueCodeableConcept?.text !== report.conclusion,
  );
  return (
    <li className="path-report">
      <div className="row">
        <b className="grow">{report.code.text}</b>
        <StatusChip tone={tones[report.status] ?? 'wait'}>{t.states[report.status] ?? report.status}</StatusChip>
      </div>
      {report.conclusion !== undefined && <p className="path-conclusion">{report.conclusion}</p>}
      {parts.length > 0 && (
        <dl>
          {parts.map((part) => (
            <Part key={part.id} part={part} />
          ))}
        </dl>
      )}
      {report.issued !== undefined && (
        <div className="row">
          <span className="s sec grow">
            {report.resultsInterpreter?.map(({ display }) => display).join(', ')} ·{' '}
            <span className="n">{formatDateTime(report.issued)}</span>
          </span>
          <Button
            size="sm"
            icon={IconPrinter}
            isBusy={printing.isPrinting}
            onClick={() => void printing.print({ form: 'GPB', at: `DiagnosticReport/${report.id}` })}
          >
            {t.print}
          </Button>
          {printing.view}
        </div>
      )}
    </li>
  );
}

interface ResultsPartProps {
  readonly encounter: string;
  readonly onCount?: ((count: number) => void) | undefined;
}

/** Reports of pathology of this visit, with what was told before. */
export function ResultsPart({ encounter, onCount }: ResultsPartProps) {
  const t = useTexts(visitTexts);
  const here = `Encounter/${encounter}`;
  const reports = useSearch('DiagnosticReport', { encounter: here, category: 'SP,CP', _count: 50 });
  const results = useSearch('Observation', { encounter: here, category: 'SP,CP', _count: 200 });
  const count = reports.data?.items.length ?? 0;
  useEffect(() => onCount?.(count), [onCount, count]);
  const error = reports.error ?? results.error;
  if (error !== null)
    return <ErrorNote error={error} onRetry={() => void Promise.all([reports.refetch(), results.refetch()])} />;
  if (reports.data === undefined || results.data === undefined) return <Loading />;
  if (count === 0) return <Empty title={t.noResults} hint={t.noResultsHint} />;
  return (
    <ul className="path-reports" aria-label={t.results} aria-live="polite">
      {reports.data.items.map((report) => (
        <Report key={report.id} report={report} results={results.data.items} />
      ))}
    </ul>
  );
}
