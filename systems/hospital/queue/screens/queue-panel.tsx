import {
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  formatTime,
  Loading,
  Panel,
  StatusChip,
  type Tone,
  useTexts,
} from '@lienmach/ui';
import { useMemo } from 'react';
import { ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import type { QueueLine, useQueue } from './use-queue.ts';

const tones: Readonly<Record<string, Tone>> = {
  waiting: 'neutral',
  called: 'info',
  'in-exam': 'doing',
  'awaiting-results': 'wait',
  'results-back': 'warn',
  done: 'ok',
};

function useColumns(): readonly Column<QueueLine>[] {
  const t = useTexts(texts);
  return useMemo(
    () => [
      {
        id: 'ticket',
        head: t.number,
        width: 58,
        align: 'right',
        cell: ({ ticket }) => <b className="n">{ticketText(ticket)}</b>,
      },
      {
        id: 'name',
        head: t.patient,
        cell: ({ name, age, ageUnit, sex }) => (
          <span className="queue-person">
            <b>{name}</b>
            <span className="sec">
              {[age === undefined ? '' : `${age}${t.ages[ageUnit] ?? ''}`, t.sexes[sex] ?? '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        ),
      },
      {
        id: 'lane',
        head: t.lane,
        width: 104,
        cell: ({ lane }) =>
          lane === 'ordinary' ? (
            <span className="sec">{t.lanes[lane]}</span>
          ) : (
            <StatusChip tone={lane === 'emergency' ? 'bad' : 'warn'}>{t.lanes[lane]}</StatusChip>
          ),
      },
      {
        id: 'arrived',
        head: t.arrived,
        width: 62,
        cell: ({ arrivedAt }) => <span className="n">{formatTime(arrivedAt)}</span>,
      },
      {
        id: 'wait',
        head: t.wait,
        width: 76,
        align: 'right',
        cell: ({ waitingMinutes }) => (
          <span className="n">{waitingMinutes === undefined ? '' : t.minutes(waitingMinutes)}</span>
        ),
      },
      {
        id: 'state',
        head: t.state,
        width: 168,
        cell: ({ state, calls, skips }) => (
          <span className="row g6">
            <StatusChip tone={tones[state] ?? 'neutral'}>
              {state === 'waiting' && skips > 0 ? t.skippedOnce : t.queueStates[state]}
            </StatusChip>
            {state === 'called' && calls > 1 && <span className="s sec">{t.times(calls)}</span>}
          </span>
        ),
      },
    ],
    [t],
  );
}

interface QueuePanelProps {
  readonly title: string;
  readonly queue: ReturnType<typeof useQueue>;
  readonly selected: string | undefined;
  readonly onSelect: (encounter: string) => void;
  readonly onOpen: (encounter: string) => void;
}

/** The list of one room, in the order in which people are called: priority lanes stand above by themselves. */
export function QueuePanel({ title, queue, selected, onSelect, onOpen }: QueuePanelProps) {
  const t = useTexts(texts);
  const columns = useColumns();
  const lines = queue.data ?? [];
  const waiting = lines.filter(({ state }) => state === 'waiting').length;
  return (
    <Panel title={title} hint={t.waiting(waiting)} isPadded={false} grow={1}>
      {queue.error !== null && <ErrorNote error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending && <Loading />}
      {queue.data !== undefined && (
        <DataGrid
          label={title}
          rows={lines}
          columns={columns}
          rowKey={({ encounter }) => encounter}
          selected={selected}
          onSelect={({ encounter }) => onSelect(encounter)}
          onOpen={({ encounter }) => onOpen(encounter)}
          empty={<Empty title={t.nobody} hint={t.nobodyHint} />}
        />
      )}
    </Panel>
  );
}
