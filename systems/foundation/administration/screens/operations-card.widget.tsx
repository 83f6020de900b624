import './administration.css';
import { Panel, StatusChip, useTexts } from '@lienmach/ui';
import { texts } from './operations-texts.ts';
import { useOperations } from './use-operations.ts';

const kinds = ['message', 'outgoing', 'job'] as const;

/** On the administrator's home: does anything behind the scenes wait for a person? */
export function OperationsCard() {
  const t = useTexts(texts);
  const { data } = useOperations();
  const waiting = kinds.reduce((sum, kind) => sum + (data?.[kind].length ?? 0), 0);
  return (
    <Panel
      title={t.waiting}
      actions={
        data === undefined ? undefined : (
          <StatusChip tone={waiting === 0 ? 'ok' : 'warn'}>{waiting === 0 ? t.nothing : t.some(waiting)}</StatusChip>
        )
      }
    >
      <dl className="kv adm-card">
        {kinds.flatMap((kind) => [
          <dt key={kind}>{t.tabs[kind]}</dt>,
          <dd key={`${kind} count`} className="n r">
            {data?.[kind].length ?? '–'}
          </dd>,
        ])}
        {data?.links.flatMap(({ channel, waiting: queued }) => [
          <dt key={channel}>{t.channels[channel] ?? channel}</dt>,
          <dd key={`${channel} state`} className="r">
            {t.waitingOut(queued)}
          </dd>,
        ])}
      </dl>
    </Panel>
  );
}
