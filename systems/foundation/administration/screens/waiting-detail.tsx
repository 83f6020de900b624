import { Empty, ErrorNote, formatDateTime, Note, Panel, useTexts } from '@lienmach/ui';
import { texts } from './operations-texts.ts';
import type { Waiting } from './use-operations.ts';

interface WaitingDetailProps {
  readonly line: Waiting | undefined;
  readonly error: unknown;
  readonly result: string | undefined;
}

function Facts({ line }: { readonly line: Waiting }) {
  const t = useTexts(texts);
  const facts: readonly (readonly [string, string])[] = [
    [t.task, line.handler],
    [t.about, line.subject],
    [t.state, t.states[line.state] ?? line.state],
    [t.at, formatDateTime(line.at)],
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

/** One job that waits: why, and what it is about. */
export function WaitingDetail({ line, error, result }: WaitingDetailProps) {
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
            <Facts line={line} />
          </>
        )}
      </div>
    </Panel>
  );
}
