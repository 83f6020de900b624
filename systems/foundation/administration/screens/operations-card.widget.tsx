import './administration.css';
import { Panel, StatusChip, useTexts } from '@lienmach/ui';
import { texts } from './operations-texts.ts';
import { useOperations } from './use-operations.ts';

/** On the administrator's home: does anything behind the scenes wait for a person? */
export function OperationsCard() {
  const t = useTexts(texts);
  const { data } = useOperations();
  const stopped = data?.jobs.length ?? 0;
  return (
    <Panel
      title={t.waiting}
      actions={
        data === undefined ? undefined : (
          <StatusChip tone={stopped === 0 ? 'ok' : 'warn'}>{stopped === 0 ? t.nothing : t.some(stopped)}</StatusChip>
        )
      }
    >
      <dl className="kv adm-card">
        <dt>{t.stopped}</dt>
        <dd className="n r">{data === undefined ? '–' : stopped}</dd>
        <dt>{t.waitingJobs}</dt>
        <dd className="n r">{data?.waitingJobs ?? '–'}</dd>
      </dl>
    </Panel>
  );
}
