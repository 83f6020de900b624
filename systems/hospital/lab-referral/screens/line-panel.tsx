import { codeSystems, identifierSystems } from '@lienmach/core';
import {
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  Panel,
  ReasonDialog,
  showToast,
  useActions,
  usePrint,
  useRead,
  useSearch,
  useSession,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconArrowBackUp, IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import type { DiagnosticReport, Observation } from 'fhir/r4';
import { type ReactNode, useState } from 'react';
import { PromiseText } from './desk-grid.tsx';
import { texts } from './texts.ts';
import { deskKey, type ShownLaboratory, type ShownReferral } from './use-desk.ts';

const numberOf = ({ identifier = [], id = '' }: DiagnosticReport): string =>
  identifier.find(({ system }) => system === identifierSystems.outsideReport)?.value ?? id;

const measuredText = ({ valueQuantity, valueString, valueCodeableConcept, dataAbsentReason }: Observation): string => {
  if (valueQuantity === undefined) return valueString ?? valueCodeableConcept?.text ?? dataAbsentReason?.text ?? '';
  const { comparator = '', value, unit = '' } = valueQuantity;
  return `${comparator}${String(value).replace('.', ',')} ${unit}`.trimEnd();
};

const flagOf = ({ interpretation }: Observation): string | undefined => interpretation?.[0]?.coding?.[0]?.code;

/** as the other laboratory told it */
function rangeOf({ referenceRange }: Observation): string {
  const [{ text, low, high } = {}] = referenceRange ?? [];
  const limits = [low?.value, high?.value].map((limit) => (limit === undefined ? '' : String(limit).replace('.', ',')));
  return text ?? (limits.some((limit) => limit !== '') ? limits.join('–') : '');
}

/** What the other laboratory found, to be looked at before it is taken. */
function TheirReport({ report }: { readonly report: DiagnosticReport }) {
  const t = useTexts(texts);
  const ids = (report.result ?? []).map(({ reference }) => reference?.split('/')[1] ?? '');
  const results = useSearch('Observation', ids.length === 0 ? undefined : { _id: ids.join(',') });
  return (
    <section className="referral-report" aria-label={t.report}>
      <p className="s sec">
        {t.openReport(numberOf(report))} · {formatDateTime(report.issued)}
      </p>
      <ul>
        {(results.data?.items ?? []).map((result) => (
          <li key={result.id}>
            <span className="grow">{result.code.text}</span>
            <b className="n" data-flag={flagOf(result)}>
              {measuredText(result)}
            </b>
            <span className="s sec referral-range">
              {[t.flags[flagOf(result) ?? ''], rangeOf(result)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {report.conclusion !== undefined && <p>{report.conclusion}</p>}
    </section>
  );
}

/** The report that names the order; else the newest of this patient from that laboratory since the box left. */
function useTheirReport(line: ShownReferral, laboratory: ShownLaboratory | undefined) {
  const isOut = line.sentAt !== undefined && line.report === '';
  const named = useRead('DiagnosticReport', line.report === '' ? undefined : line.report.split('/')[1]);
  const found = useSearch(
    'DiagnosticReport',
    isOut
      ? {
          subject: line.patient,
          _tag: `${codeSystems.resultOrigin}|outside`,
          issued: `ge${line.sentAt}`,
          _sort: '-issued',
          _count: '20',
        }
      : undefined,
  );
  const theirs = (found.data?.items ?? []).find(({ performer }) =>
    performer?.some(({ identifier }) => identifier?.value === laboratory?.code),
  );
  const isLoading = isOut ? found.data === undefined : line.report !== '' && named.data === undefined;
  return { isLoading, report: line.report === '' ? theirs : named.data };
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface LinePanelProps {
  readonly line: ShownReferral;
  readonly laboratory: ShownLaboratory | undefined;
}

function Facts({ line, laboratory }: LinePanelProps) {
  const t = useTexts(texts);
  return (
    <dl className="referral-facts">
      <Fact label={t.patient}>
        <b>{line.name}</b> <span className="n sec">{line.patientNumber}</span>
      </Fact>
      <Fact label={t.specimen}>
        <span className="n">{line.specimenNumber}</span> {line.specimen}
      </Fact>
      <Fact label={t.heads.test}>{line.test}</Fact>
      <Fact label={t.laboratory}>
        {line.laboratoryName}
        {laboratory !== undefined && laboratory.phone !== '' && <span className="n sec"> · {laboratory.phone}</span>}
      </Fact>
      {line.number !== '' && (
        <>
          <Fact label={t.heads.box}>
            <span className="n">{line.number}</span>
          </Fact>
          <Fact label={t.sentAt}>
            <span className="n">{formatDateTime(line.sentAt)}</span>
          </Fact>
          <Fact label={t.dueAt}>
            <span className="n">{formatDateTime(line.dueAt)}</span> <PromiseText hours={line.hoursLeft} />
          </Fact>
        </>
      )}
    </dl>
  );
}

/** The chosen line, what can be done with it, and what the laboratory answered. */
export function LinePanel({ line, laboratory }: LinePanelProps) {
  const t = useTexts(texts);
  const verb = useVerb(deskKey);
  const printing = usePrint();
  const { hasRole } = useSession();
  const { report, isLoading } = useTheirReport(line, laboratory);
  const [isAsking, setAsking] = useState(false);
  const isSent = line.number !== '';
  const mayTake = report !== undefined && (hasRole('lab-doctor') || hasRole('lab-head'));
  const take = async (): Promise<void> => {
    const input = { report: { valueReference: { reference: `DiagnosticReport/${report?.id}` } } };
    if ((await verb.run('$complete-referral', line.task, input)) !== undefined) showToast(t.taken);
  };
  const callBack = async (reason: string): Promise<void> => {
    if ((await verb.run('$call-back-referral', line.task, { reason })) === undefined) return;
    setAsking(false);
    showToast(t.calledBack);
  };
  const print = (): void => void printing.print({ form: 'PGM', at: line.task });
  useActions([
    { key: 'Alt+X', label: t.callBack, icon: IconArrowBackUp, run: () => setAsking(true) },
    ...(isSent ? [{ key: 'Ctrl+P', label: t.print, icon: IconPrinter, run: print }] : []),
    ...(mayTake
      ? [
          {
            key: 'Ctrl+Enter',
            label: t.take,
            icon: IconCircleCheck,
            isPrimary: true,
            isDisabled: verb.isBusy,
            run: () => void take(),
          },
        ]
      : []),
  ]);
  return (
    <Panel title={t.detail} grow={1}>
      <div className="stack">
        {verb.error !== undefined && !isAsking && <ErrorNote error={verb.error} />}
        <Facts line={line} laboratory={laboratory} />
        {isLoading && <Loading />}
        {isSent && !isLoading && report === undefined && <Empty title={t.noReport} hint={t.noReportHint} />}
        {report !== undefined && (
          <>
            <TheirReport report={report} />
            <p className="s sec">{t.takeHint}</p>
          </>
        )}
      </div>
      {isAsking && (
        <ReasonDialog
          icon={IconArrowBackUp}
          what={`${line.specimenNumber} · ${line.test}`}
          words={t.callBackWords}
          verb={verb}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => void callBack(reason)}
        />
      )}
      {printing.view}
    </Panel>
  );
}
