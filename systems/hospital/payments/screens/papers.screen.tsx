import './papers.css';
import {
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  formatNumber,
  formatTime,
  Note,
  Panel,
  StatusChip,
  useActions,
  useTexts,
} from '@lienmach/ui';
import { IconFileX, IconPrinter, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { CancelDialog } from './cancel-dialog.tsx';
import { CashierTask } from './cashier-task.tsx';
import { texts } from './texts.ts';
import { type ListedPaper, useCashierTasks, usePapers } from './use-papers.ts';
import { usePrint } from './use-print.ts';

function useColumns(): readonly Column<ListedPaper>[] {
  const t = useTexts(texts);
  return [
    { id: 'person', head: t.papers.person, cell: ({ person }) => person, by: ({ person }) => person },
    {
      id: 'number',
      head: t.papers.number,
      width: 140,
      cell: ({ number }) => <span className="n">{number}</span>,
      by: ({ number }) => number,
    },
    {
      id: 'time',
      head: t.papers.time,
      width: 56,
      cell: ({ at }) => <span className="n">{formatTime(at)}</span>,
      by: ({ at }) => at,
    },
    { id: 'kind', head: t.papers.kind, width: 84, cell: ({ kind }) => t.kinds[kind], by: ({ kind }) => kind },
    { id: 'method', head: t.papers.method, width: 116, cell: ({ method }) => method, by: ({ method }) => method },
    {
      id: 'amount',
      head: t.papers.amount,
      width: 96,
      align: 'right',
      cell: ({ amount }) => <b className="n">{formatNumber(amount)}</b>,
      by: ({ amount }) => amount,
    },
    {
      id: 'state',
      head: t.papers.state,
      width: 136,
      cell: ({ isCancelled, state }) => (
        <StatusChip tone={isCancelled ? 'neutral' : state === t.papers.waiting ? 'wait' : 'ok'}>{state}</StatusChip>
      ),
    },
  ];
}

/** Papers of the shift with reprint and cancel, and beside them what waits for a decision. */
export function PapersScreen() {
  const t = useTexts(texts);
  const { task: taskId } = useParams();
  const navigate = useNavigate();
  const tasks = useCashierTasks();
  const { papers, isShift, error, refetch } = usePapers(tasks);
  const [selected, setSelected] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const print = usePrint();
  const columns = useColumns();
  const paper = papers.find(({ id }) => id === selected) ?? papers[0];
  const isUsable = paper !== undefined && !paper.isCancelled;
  const openVisit = (one: ListedPaper): void => void navigate(`/payments/cashier/${one.encounter}`);
  useActions([
    {
      key: 'Alt+X',
      label: t.papers.cancel,
      icon: IconFileX,
      isDisabled: !isUsable || paper.kind === 'refund' || paper.state !== t.papers.valid,
      run: () => setAsking(true),
    },
    {
      label: t.papers.open,
      icon: IconUser,
      isDisabled: paper === undefined,
      run: () => paper !== undefined && openVisit(paper),
    },
    {
      key: 'Ctrl+P',
      label: t.printAgain,
      icon: IconPrinter,
      isPrimary: true,
      isDisabled: !isUsable,
      run: () => paper !== undefined && void print.receipt(paper.id),
    },
  ]);
  const shown = tasks.toSorted((a, b) => Number(b.id === taskId) - Number(a.id === taskId));
  return (
    <div className="work papers-work">
      <Panel title={isShift ? t.papers.title : t.papers.titleDay} isPadded={false} grow={1}>
        {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {print.isMissing && <Note tone="warn" title={t.printFailed} />}
        {print.link !== undefined && (
          <p className="papers-link">
            <a href={print.link} target="_blank" rel="noreferrer">
              {t.openPaper}
            </a>
          </p>
        )}
        <DataGrid
          label={t.papers.title}
          rows={papers}
          columns={columns}
          rowKey={({ id }) => id}
          selected={paper?.id}
          onSelect={({ id }) => setSelected(id)}
          onOpen={openVisit}
          empty={t.papers.none}
        />
      </Panel>
      <Panel title={t.papers.tasks} hint={tasks.length === 0 ? undefined : String(tasks.length)} isPadded={false}>
        {tasks.length === 0 && <Empty title={t.papers.noTasks} hint={t.papers.noTasksHint} />}
        {shown.map((task, at) => (
          <CashierTask key={task.id} task={task} isFirst={at === 0} />
        ))}
      </Panel>
      {isAsking && paper !== undefined && <CancelDialog paper={paper} onClose={() => setAsking(false)} />}
    </div>
  );
}
