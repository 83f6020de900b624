import { Panel, StatusChip, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import { useDesk } from './use-desk.ts';

/** On the home of whoever looks after partners: does anything wait for a person? */
export function DeskCard() {
  const t = useTexts(texts);
  const { data } = useDesk();
  const parked = data?.groups.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const waiting = parked + (data?.outgoing.length ?? 0);
  return (
    <Panel
      title={t.work}
      actions={
        data !== undefined && (
          <StatusChip tone={waiting === 0 ? 'ok' : 'warn'}>{waiting === 0 ? t.nothing : t.some(waiting)}</StatusChip>
        )
      }
    >
      <dl className="kv">
        <dt>{t.tabs.parked}</dt>
        <dd className="n r">{data === undefined ? t.none : parked}</dd>
        <dt>{t.tabs.outgoing}</dt>
        <dd className="n r">{data?.outgoing.length ?? t.none}</dd>
        <dt>{t.today}</dt>
        <dd className="n r">{data?.count ?? t.none}</dd>
      </dl>
    </Panel>
  );
}
