import {
  Empty,
  ErrorNote,
  formatTime,
  Loading,
  Note,
  Panel,
  PatientBanner,
  Segments,
  TextField,
  useTexts,
} from '@lienmach/ui';
import { useEffect, useState } from 'react';
import { benchTexts } from './bench-texts.ts';
import { MissingDialog } from './missing-dialog.tsx';
import { type LineNow, lineNow, SheetGrid } from './sheet-grid.tsx';
import { SheetSide } from './sheet-side.tsx';
import { usePatientCalls } from './use-bench.ts';
import { type Entry, useEntry } from './use-entry.ts';
import { type OpenSheet, type SheetLine, useSheet } from './use-sheet.ts';
import { focusSheet, useSheetActions } from './use-sheet-actions.tsx';

function Facts({ open }: { readonly open: OpenSheet }) {
  const t = useTexts(benchTexts);
  const { order, specimen, encounter } = open;
  const collectedAt = specimen?.collection?.collectedDateTime;
  const from = encounter?.location?.at(-1)?.location.display ?? order.requester?.display ?? '';
  const facts = [
    { id: 'from', label: t.from, text: from },
    {
      id: 'tube',
      label: t.tube,
      text: `${specimen?.identifier?.[0]?.value ?? ''} · ${specimen?.type?.text ?? specimen?.type?.coding?.[0]?.display ?? ''}`,
    },
    { id: 'ordered', label: t.ordered, text: formatTime(order.authoredOn) },
    { id: 'collected', label: t.collected, text: formatTime(collectedAt) || t.notCollected },
  ];
  return (
    <dl className="sheet-facts">
      {facts.map(({ id, label, text }) => (
        <div key={id} data-id={id}>
          <dt className="s sec">{label}</dt>
          <dd className={id === 'from' ? 'el' : 'n'}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ResultsPanelProps {
  readonly open: OpenSheet;
  readonly entry: Entry;
  readonly lines: readonly LineNow[];
  readonly isDoctor: boolean;
  readonly onFocus: (line: SheetLine) => void;
}

function Comment({ open, entry }: Pick<ResultsPanelProps, 'open' | 'entry'>) {
  const t = useTexts(benchTexts);
  const isClosed = open.sheet.state === 'released';
  const text = isClosed ? (open.sheet.conclusion ?? '') : entry.draft.conclusion;
  return (
    <div className="grow">
      <TextField
        label={t.comment}
        name="conclusion"
        end={text === '' ? 'Alt N' : ''}
        value={text}
        isReadOnly={isClosed}
        onChange={entry.comment}
      />
    </div>
  );
}

const MANY = 4;

function ResultsPanel({ open, entry, lines, isDoctor, onFocus }: ResultsPanelProps) {
  const t = useTexts(benchTexts);
  const [isShort, setShort] = useState(false);
  const { report, specimen, sheet } = open;
  const isClosed = sheet.state === 'released';
  const title = report.code.text ?? '';
  const toSee = lines.filter(({ flag, value }) => flag !== 'N' || value === undefined);
  const alarms = lines.filter(({ isAlarm }) => isAlarm).length;
  const choices = [
    { value: 'all', label: t.all },
    { value: 'short', label: t.toSee(toSee.length) },
  ];
  return (
    <Panel
      title={title}
      hint={[t.sheet(lines.length, entry.missing.length), t.alarms(alarms)].filter(Boolean).join(' · ')}
      isPadded={false}
      actions={
        lines.length > MANY && (
          <Segments
            label={t.state}
            options={choices}
            value={isShort ? 'short' : 'all'}
            onChange={(id) => setShort(id === 'short')}
          />
        )
      }
      footer={(isDoctor || sheet.conclusion !== undefined) && <Comment open={open} entry={entry} />}
    >
      {entry.refusal !== undefined && <Note tone="bad" title={entry.refusal} />}
      {specimen?.collection?.collectedDateTime === undefined && !isClosed && (
        <Note tone="warn" title={t.collectFirst} />
      )}
      <SheetGrid label={title} lines={isShort ? toSee : lines} entry={entry} isClosed={isClosed} onFocus={onFocus} />
      {isShort && toSee.length === 0 && <Empty title={t.nothingToSee} />}
    </Panel>
  );
}

interface SheetViewProps {
  readonly orderId: string;
  readonly onReleased: () => void;
}

function OpenSheetView({ orderId, open, onReleased }: SheetViewProps & { readonly open: OpenSheet }) {
  const t = useTexts(benchTexts);
  const entry = useEntry(orderId, open);
  const [focused, setFocused] = useState<SheetLine>();
  const calls = usePatientCalls(open.patient.id ?? '').filter(
    ({ status, basedOn }) => status === 'requested' && basedOn?.[0]?.reference === `ServiceRequest/${orderId}`,
  );
  const hasCall = calls.length > 0;
  const { asking, setAsking, save, verify, isDoctor } = useSheetActions({ open, entry, hasCall, onReleased });
  const lines = open.sheet.lines.map((line) => lineNow(line, entry));
  const isUrgent = (open.order.priority ?? 'routine') !== 'routine';
  useEffect(() => void setTimeout(focusSheet, 60), []);
  return (
    <>
      <PatientBanner
        patient={open.patient}
        isAdministrative
        isCritical={hasCall}
        cover={<Facts open={open} />}
        flags={isUrgent ? [{ tone: 'bad', label: t.urgentFlag }] : []}
      />
      <div className="work bench-work">
        <ResultsPanel open={open} entry={entry} lines={lines} isDoctor={isDoctor} onFocus={setFocused} />
        <SheetSide open={open} lines={lines} calls={calls} focused={focused} />
      </div>
      {asking !== undefined && (
        <MissingDialog
          names={entry.missing.map(({ name }) => name)}
          word={asking === 'send' ? t.sendAnyway : t.verifyAnyway}
          onAnyway={() => void (asking === 'send' ? save(true) : verify(true))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

/** One sheet. Mount it with the order as key: another order is another screen. */
export function SheetView({ orderId, onReleased }: SheetViewProps) {
  const t = useTexts(benchTexts);
  const { open, isMissing, error, retry } = useSheet(orderId);
  if (open !== undefined) return <OpenSheetView orderId={orderId} open={open} onReleased={onReleased} />;
  if (error !== undefined && error !== null) return <ErrorNote error={error} onRetry={() => void retry()} />;
  if (isMissing) return <Empty title={t.notFound} hint={t.notFoundHint} />;
  return <Loading />;
}
