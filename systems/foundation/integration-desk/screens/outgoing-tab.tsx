import { type Column, DataGrid, formatDateTime, useIsNarrow, useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';
import type { DeskOutgoing } from './use-desk.ts';

interface OutgoingTabProps {
  readonly lines: readonly DeskOutgoing[];
  readonly selected: string | undefined;
  readonly onSelect: (line: DeskOutgoing) => void;
}

/** What has not reached its partner: tried again by itself, or turned down. */
export function OutgoingTab({ lines, selected, onSelect }: OutgoingTabProps) {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<DeskOutgoing>[] = [
    {
      id: 'at',
      head: t.queued,
      width: 128,
      by: ({ queued }) => queued,
      cell: ({ queued }) => <span className="n">{formatDateTime(queued)}</span>,
    },
    { id: 'why', head: t.why, by: ({ reason }) => reason, cell: ({ reason }) => <b>{reason}</b> },
    { id: 'channel', head: t.channel, width: 110, by: ({ channel }) => channel, cell: ({ channel }) => channel },
    {
      id: 'tries',
      head: t.tries,
      width: 66,
      align: 'right',
      cell: ({ attempts }) => <span className="n">{attempts}</span>,
    },
  ];
  return (
    <DataGrid
      label={t.tabs.outgoing}
      rows={lines}
      columns={isNarrow ? all.filter(({ id }) => id === 'at' || id === 'why') : all}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={onSelect}
      empty={t.nothingOutgoing}
    />
  );
}
