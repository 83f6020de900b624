import { Empty, ErrorNote, Loading, Panel, useTexts } from '@lienmach/ui';
import type { KeyboardEvent } from 'react';
import { texts } from './texts.ts';
import type { useRoomLoads } from './use-board.ts';

interface RoomListProps {
  readonly loads: ReturnType<typeof useRoomLoads>;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** ↑ ↓ go from room to room and open it. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const goal = all[at + by];
  goal?.focus();
  goal?.click();
  event.preventDefault();
}

/** How many wait where. */
export function RoomList({ loads, chosen, onChoose }: RoomListProps) {
  const t = useTexts(texts);
  return (
    <Panel title={t.rooms} hint={t.roomsHint} isPadded={false}>
      {loads.error !== null && <ErrorNote error={loads.error} onRetry={() => void loads.refetch()} />}
      {loads.isPending && <Loading />}
      {loads.data?.length === 0 && <Empty title={t.noRooms} />}
      <nav aria-label={t.rooms} onKeyDown={onArrow}>
        {loads.data?.map((room) => (
          <button
            key={room.id}
            type="button"
            className="queue-room"
            aria-current={room.id === chosen || undefined}
            onClick={() => onChoose(room.id)}
          >
            <span className="grow">
              <b>{room.name}</b>
              <span className="s sec queue-room-facts">
                {[t.waiting(room.waiting), room.priority > 0 ? t.priorityOf(room.priority) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="queue-room-load">
              <span className="fig">{room.waiting}</span>
              <span className="s mut n">{room.minutes === undefined ? '–' : t.minutes(room.minutes)}</span>
            </span>
          </button>
        ))}
      </nav>
    </Panel>
  );
}
