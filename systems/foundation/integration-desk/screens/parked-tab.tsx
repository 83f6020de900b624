import { type Column, DataGrid, useIsNarrow, useTexts } from '@lienmach/ui';
import { shortTime } from './short-time.ts';
import { texts } from './texts.ts';
import type { DeskGroup } from './use-desk.ts';

interface ParkedTabProps {
  readonly groups: readonly DeskGroup[];
  readonly selected: string | undefined;
  readonly onSelect: (group: DeskGroup) => void;
  readonly onOpen: () => void;
}

/** What waits for a person, by reason: five messages with one cause are one line. */
export function ParkedTab({ groups, selected, onSelect, onOpen }: ParkedTabProps) {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const all: readonly Column<DeskGroup>[] = [
    {
      id: 'at',
      head: t.at,
      width: 92,
      by: ({ last }) => last,
      cell: ({ last }) => <span className="n">{shortTime(last)}</span>,
    },
    {
      id: 'why',
      head: t.why,
      by: ({ reason }) => reason,
      cell: ({ reason, code }) => (
        <span className="itg-two">
          <b className="el">{reason}</b>
          {code !== '' && <span className="s mut el n">{code}</span>}
        </span>
      ),
    },
    {
      id: 'channel',
      head: t.channel,
      width: 104,
      by: ({ channel }) => channel,
      cell: ({ channel }) => <span className="sec itg-one">{channel}</span>,
    },
    {
      id: 'count',
      head: t.count,
      width: 56,
      align: 'right',
      by: ({ count }) => count,
      cell: ({ count }) => <b className="n">{count}</b>,
    },
  ];
  return (
    <DataGrid
      label={t.tabs.parked}
      rows={groups}
      columns={isNarrow ? all.filter(({ id }) => id === 'why' || id === 'count') : all}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      rowHeight={44}
      empty={t.nothingParked}
    />
  );
}
