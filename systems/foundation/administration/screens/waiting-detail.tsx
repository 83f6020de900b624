import { Empty, ErrorNote, formatDateTime, Note, Panel, useTexts } from '@lienmach/ui';
import { texts } from './operations-texts.ts';
import type { Waiting } from './use-operations.ts';

export interface RawMessage {
  readonly id: string;
  readonly text: string;
  readonly isMasked: boolean;
}

interface WaitingDetailProps {
  readonly line: Waiting | undefined;
  readonly raw: RawMessage | undefined;
  readonly error: unknown;
  readonly result: string | undefined;
  readonly onEdit: (text: string) => void;
}

function Facts({ line }: { readonly line: Waiting }) {
  const t = useTexts(texts);
  const isJob = line.kind === 'job';
  const facts: readonly (readonly [string, string])[] = [
    [isJob ? t.task : t.channel, t.channels[line.where] ?? line.where],
    [isJob ? t.about : t.number, line.controlId],
    [t.kind, line.type],
    [t.state, t.states[line.state] ?? line.state],
    [t.at, formatDateTime(line.at)],
    [t.next, line.state === 'waiting' ? formatDateTime(line.next) : ''],
    [t.tries, String(line.attempts)],
    [t.technical, line.detail],
  ];
  return (
    <dl className="kv">
      {facts
        .filter(([, value]) => value !== '')
        .flatMap(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name} value`} className="adm-any">
            {value}
          </dd>,
        ])}
    </dl>
  );
}

function Raw({ raw, onEdit }: { readonly raw: RawMessage; readonly onEdit: (text: string) => void }) {
  const t = useTexts(texts);
  if (raw.isMasked) {
    return (
      <section aria-label={t.raw}>
        <p className="field-label">
          {t.raw} · {t.masked}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the arrows */}
        <pre className="adm-raw" tabIndex={0}>
          {raw.text}
        </pre>
      </section>
    );
  }
  return (
    <label className="col g4">
      <span className="field-label">
        {t.raw} · {t.revealed}
      </span>
      <textarea
        className="input adm-raw"
        name="raw"
        rows={9}
        spellCheck={false}
        value={raw.text}
        onChange={(event) => onEdit(event.currentTarget.value)}
      />
      <span className="field-note">{t.editing}</span>
    </label>
  );
}

/** One line that waits: why, what it is, and the message itself. */
export function WaitingDetail({ line, raw, error, result, onEdit }: WaitingDetailProps) {
  const t = useTexts(texts);
  if (line === undefined) {
    return (
      <Panel title={t.detail}>
        {result !== undefined && <Note tone="info" title={result} />}
        <Empty title={t.choose} hint={t.chooseHint} />
      </Panel>
    );
  }
  return (
    <Panel title={t.detail} hint={line.corrects === '' ? '' : t.corrects(line.corrects)}>
      <div className="col g12">
        {error !== undefined && <ErrorNote error={error} />}
        {result !== undefined && <Note tone="info" title={result} />}
        <Note tone="warn" title={line.reason} />
        <Facts line={line} />
        {raw?.id === line.id && line.kind === 'message' && <Raw raw={raw} onEdit={onEdit} />}
      </div>
    </Panel>
  );
}
