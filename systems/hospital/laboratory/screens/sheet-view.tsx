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
import { AmendDialog, RejectDialog } from './reason-dialogs.tsx';
import { type LineNow, lineNow, SheetGrid } from './sheet-grid.tsx';
import { SheetSide } from './sheet-side.tsx';
import { SigningMark } from './signing-mark.tsx';
import { shownValue } from './typed-line.ts';
import { usePatientCalls } from './use-calls.ts';
import { type Entry, useEntry } from './use-entry.ts';
import { type OpenSheet, type Reflex, type SheetLine, useSheet } from './use-sheet.ts';
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
  readonly isAmending: boolean;
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

function ResultsPanel({ open, entry, lines, isDoctor, isAmending, onFocus }: ResultsPanelProps) {
  const t = useTexts(benchTexts);
  const [isShort, setShort] = useState(false);
  const { report, specimen, sheet } = open;
  const isClosed = sheet.state === 'released';
  const title = report.code.text ?? '';
  const toSee = lines.filter(({ flag, hasValue, line }) => flag !== 'N' || !hasValue || line.reasons.length > 0);
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
        <>
          <SigningMark open={open} isAmending={isAmending} />
          {lines.length > MANY && (
            <Segments
              label={t.state}
              options={choices}
              value={isShort ? 'short' : 'all'}
              onChange={(id) => setShort(id === 'short')}
            />
          )}
        </>
      }
      footer={(isDoctor || sheet.conclusion !== undefined) && <Comment open={open} entry={entry} />}
    >
      {entry.refusal !== undefined && <Note tone="bad" title={entry.refusal} />}
      {specimen?.collection?.collectedDateTime === undefined && !isClosed && (
        <Note tone="warn" title={t.collectFirst} />
      )}
      {isAmending && <Note tone="warn" title={t.amending} />}
      <SheetGrid
        label={title}
        lines={isShort ? toSee : lines}
        entry={entry}
        isClosed={isClosed && !isAmending}
        onFocus={onFocus}
      />
      {isDoctor && sheet.reflex.map((one) => <ReflexNote key={one.test} reflex={one} />)}
      {isShort && toSee.length === 0 && <Empty title={t.nothingToSee} />}
    </Panel>
  );
}

/** What the results ask for besides, and the key that orders it. */
function ReflexNote({ reflex }: { readonly reflex: Reflex }) {
  const t = useTexts(benchTexts);
  return <Note tone="info" title={t.reflex(reflex.name, reflex.why)} />;
}

interface DialogsProps {
  readonly entry: Entry;
  readonly steps: ReturnType<typeof useSheetActions>;
}

/** What has to be said before something is done. */
function Dialogs({ entry, steps }: DialogsProps) {
  const t = useTexts(benchTexts);
  const { asking, setAsking } = steps;
  const onClose = (): void => setAsking(undefined);
  if (asking === undefined) return null;
  if (asking === 'reject') {
    return <RejectDialog onReject={(reason, note) => void steps.reject(reason, note)} onClose={onClose} />;
  }
  if (asking === 'amend') {
    const changes = entry.unsaved.map((line) =>
      t.amendChange(line.name, shownValue(line.value), entry.draft.typed[line.code]?.text ?? '', line.unit),
    );
    return <AmendDialog changes={changes} onAmend={(reason) => void steps.amend(reason)} onClose={onClose} />;
  }
  const anyway = { send: () => steps.save(true), verify: () => steps.verify(true), first: () => steps.first(true) };
  const words = { send: t.sendAnyway, verify: t.verifyAnyway, first: t.verifyAnyway };
  return (
    <MissingDialog
      names={entry.missing.map(({ name }) => name)}
      word={words[asking]}
      onAnyway={() => void anyway[asking]()}
      onClose={onClose}
    />
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
  const [isAmending, setAmending] = useState(false);
  const steps = useSheetActions({ open, entry, hasCall, onReleased, isAmending, setAmending });
  const { isDoctor } = steps;
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
        <ResultsPanel
          open={open}
          entry={entry}
          lines={lines}
          isDoctor={isDoctor}
          isAmending={isAmending}
          onFocus={setFocused}
        />
        <SheetSide open={open} lines={lines} calls={calls} focused={focused} />
      </div>
      <Dialogs entry={entry} steps={steps} />
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
