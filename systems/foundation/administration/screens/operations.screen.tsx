import './administration.css';
import {
  type Column,
  DataGrid,
  ErrorNote,
  formatDateTime,
  Loading,
  Panel,
  ReasonDialog,
  useActions,
  useIsNarrow,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from './operations-texts.ts';
import { operationsKey, useOperations, type Waiting } from './use-operations.ts';
import { WaitingDetail } from './waiting-detail.tsx';

/** on a phone; the detail below says the rest */
const onPhone = new Set(['at', 'why']);

function useColumns(): readonly Column<Waiting>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<Waiting>[] = [
    {
      id: 'at',
      head: t.at,
      width: 136,
      by: ({ at }) => at,
      cell: ({ at }) => <span className="n">{formatDateTime(at)}</span>,
    },
    { id: 'why', head: t.why, by: ({ reason }) => reason, cell: ({ reason }) => <b>{reason}</b> },
    {
      id: 'where',
      head: t.task,
      width: 190,
      by: ({ handler }) => handler,
      cell: ({ handler }) => <span className="sec">{handler}</span>,
    },
    {
      id: 'tries',
      head: t.tries,
      width: 70,
      align: 'right',
      cell: ({ attempts }) => <span className="n">{attempts}</span>,
    },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

/** What a person does about one job, and what came of it. */
function useHand(line: Waiting | undefined) {
  const t = useTexts(texts);
  const verb = useVerb(operationsKey);
  const [result, setResult] = useState<string>();
  const press = async (name: `$${string}`, more: object = {}): Promise<boolean> => {
    if (line === undefined) return false;
    const answer = await verb.run(name, undefined, { id: line.id, ...more });
    if (answer !== undefined) setResult(t.done);
    return answer !== undefined;
  };
  return {
    verb,
    result,
    clear(): void {
      setResult(undefined);
      verb.clear();
    },
    retry: () => press('$job-retry'),
    giveUp: (reason: string) => press('$job-cancel', { reason }),
  };
}

/** What stopped behind the scenes, why, and how it goes on. */
export function OperationsScreen() {
  const t = useTexts(texts);
  const { data, error, refetch } = useOperations();
  const columns = useColumns();
  const [selected, setSelected] = useState<string>();
  const [isGivingUp, setGivingUp] = useState(false);
  const line = data?.jobs.find(({ id }) => id === selected);
  const hand = useHand(line);
  const isDisabled = line === undefined || hand.verb.isBusy;
  useActions(
    [
      { key: 'Alt+O', label: t.giveUp, icon: IconTrash, isDisabled, run: () => setGivingUp(true) },
      {
        key: 'Ctrl+E',
        label: t.runAgain,
        icon: IconPlayerPlay,
        isPrimary: true,
        isDisabled,
        run: () => void hand.retry(),
      },
    ],
    { text: t.ready, tone: 'quiet' },
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className="work adm-wide">
        <Panel title={t.waiting} hint={t.inBackground(data.waitingJobs)} isPadded={false}>
          <div className="stack adm-list adm-fill">
            <DataGrid
              label={t.waiting}
              rows={data.jobs}
              columns={columns}
              rowKey={({ id }) => id}
              selected={selected}
              onSelect={({ id }) => {
                setSelected(id);
                hand.clear();
              }}
              empty={t.none}
            />
          </div>
        </Panel>
        <WaitingDetail line={line} error={hand.verb.error} result={hand.result} />
      </div>
      {isGivingUp && line !== undefined && (
        <ReasonDialog
          icon={IconTrash}
          what={line.reason}
          words={{
            title: t.giveUpTitle,
            body: t.giveUpBody,
            reason: t.reason,
            missing: t.reasonMissing,
            cancel: t.cancel,
            confirm: t.giveUp,
          }}
          verb={hand.verb}
          onClose={() => setGivingUp(false)}
          onConfirm={(reason) => void hand.giveUp(reason).then((isDone) => setGivingUp(!isDone))}
        />
      )}
    </>
  );
}
