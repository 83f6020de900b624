import { Empty, ErrorNote, formatDateTime, formatNumber, Loading, Note, Panel, useTexts } from '@lienmach/ui';
import { RawView } from './raw-view.tsx';
import { shortTime } from './short-time.ts';
import { texts } from './texts.ts';
import type { DeskGroup, DeskOutgoing } from './use-desk.ts';
import type { Stage, Trace, useTrace } from './use-messages.ts';

function Stages({ stages, received }: { readonly stages: readonly Stage[]; readonly received: string }) {
  const t = useTexts(texts);
  const under = ({ name, state, took }: Stage): string => {
    if (name === 'received') return shortTime(received);
    if (state === 'stopped') return t.stoppedHere;
    if (state !== 'done') return t.skipped;
    return took === undefined ? '' : t.milliseconds(formatNumber(took));
  };
  return (
    <ol className="itg-stages">
      {stages.map((stage) => (
        <li key={stage.name} data-state={stage.state}>
          <span>{t.stages[stage.name] ?? stage.name}</span>
          <span className="s n">{under(stage)}</span>
        </li>
      ))}
    </ol>
  );
}

function Facts({ trace }: { readonly trace: Trace }) {
  const t = useTexts(texts);
  const facts: readonly (readonly [string, string])[] = [
    [t.channel, trace.channel],
    [t.number, trace.controlId],
    [t.kind, trace.type],
    [t.patient, trace.patientKey],
    [t.order, trace.orderKey],
    [t.state, t.states[trace.state] ?? trace.state],
    [t.technical, trace.detail],
  ];
  return (
    <dl className="kv s">
      {facts
        .filter(([, value]) => value !== '')
        .flatMap(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name} value`} className="itg-any n">
            {value}
          </dd>,
        ])}
    </dl>
  );
}

export interface Opened {
  readonly id: string;
  readonly text: string;
}

interface MessagePanelProps {
  readonly found: ReturnType<typeof useTrace>;
  readonly group: DeskGroup | undefined;
  /** the message in full, being edited */
  readonly opened: Opened | undefined;
  readonly onEdit: (text: string) => void;
  readonly error: unknown;
  readonly result: string | undefined;
}

function Editor({ opened, onEdit }: { readonly opened: Opened; readonly onEdit: (text: string) => void }) {
  const t = useTexts(texts);
  return (
    <label className="col g4">
      <span className="field-label">
        {t.raw} · {t.revealed}
      </span>
      <textarea
        className="input itg-raw"
        name="raw"
        rows={10}
        spellCheck={false}
        value={opened.text}
        onChange={(event) => onEdit(event.currentTarget.value)}
      />
      <span className="field-note">{t.editing}</span>
    </label>
  );
}

/** One message through all its stages, why it stopped, and where. */
export function MessagePanel({ found, group, opened, onEdit, error, result }: MessagePanelProps) {
  const t = useTexts(texts);
  const { data } = found;
  const notes = (
    <>
      {error !== undefined && <ErrorNote error={error} />}
      {result !== undefined && <Note tone="info" title={result} />}
    </>
  );
  if (found.error !== null)
    return (
      <Panel title={t.detail}>
        <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
      </Panel>
    );
  if (data === undefined)
    return (
      <Panel title={t.detail}>
        <div className="col g12">
          {notes}
          {found.isFetching ? <Loading /> : <Empty title={t.choose} hint={t.chooseHint} />}
        </div>
      </Panel>
    );
  const { trace, content } = data;
  const hint = [
    group === undefined ? '' : t.together(group.count),
    trace.corrects === '' ? '' : t.corrects(trace.corrects),
  ];
  return (
    <Panel title={t.detail} hint={hint.filter((one) => one !== '').join(' · ')}>
      <div className="col g12">
        {notes}
        <Stages stages={trace.stages} received={trace.received} />
        {trace.reason !== '' && <Note tone={trace.state === 'refused' ? 'bad' : 'warn'} title={trace.reason} />}
        {opened?.id === trace.id ? (
          <Editor opened={opened} onEdit={onEdit} />
        ) : (
          <section className="col g4" aria-label={t.raw}>
            <span className="field-label">
              {t.raw} · {t.masked}
            </span>
            <RawView key={trace.id} content={content} place={trace.place} code={group?.code ?? ''} />
          </section>
        )}
        <Facts trace={trace} />
        {trace.answer !== '' && (
          <section className="col g4" aria-label={t.answer}>
            <span className="field-label">{t.answer}</span>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the arrows */}
            <pre className="itg-raw" tabIndex={0}>
              {trace.answer}
            </pre>
          </section>
        )}
      </div>
    </Panel>
  );
}

/** A message that has not left. */
export function OutgoingPanel({
  line,
  error,
  result,
}: {
  readonly line: DeskOutgoing | undefined;
  readonly error: unknown;
  readonly result: string | undefined;
}) {
  const t = useTexts(texts);
  return (
    <Panel title={t.detail}>
      <div className="col g12">
        {error !== undefined && <ErrorNote error={error} />}
        {result !== undefined && <Note tone="info" title={result} />}
        {line === undefined ? (
          <Empty title={t.choose} hint={t.chooseHint} />
        ) : (
          <>
            <Note tone="warn" title={line.reason} />
            <dl className="kv">
              <dt>{t.channel}</dt>
              <dd>{line.channel}</dd>
              <dt>{t.number}</dt>
              <dd className="n itg-any">{line.controlId}</dd>
              <dt>{t.state}</dt>
              <dd>{t.states[line.state] ?? line.state}</dd>
              <dt>{t.tries}</dt>
              <dd className="n">{line.attempts}</dd>
              <dt>{t.due}</dt>
              <dd className="n">{formatDateTime(line.due)}</dd>
              <dt>{t.technical}</dt>
              <dd className="itg-any">{line.detail}</dd>
            </dl>
          </>
        )}
      </div>
    </Panel>
  );
}
