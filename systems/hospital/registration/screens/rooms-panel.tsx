import { Empty, ErrorNote, Loading, Panel, useTexts } from '@lienmach/ui';
import type { FocusEvent, KeyboardEvent } from 'react';
import { texts } from './texts.ts';
import type { useReception } from './use-reception.ts';
import type { RoomLoad, useRoomLoad } from './use-room-load.ts';

const FULL = 20;

function RoomRow({
  room,
  at,
  isChosen,
  onChoose,
}: {
  readonly room: RoomLoad;
  readonly at: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const t = useTexts(texts);
  const facts = [
    room.waiting === 0 ? t.free : t.waiting(room.waiting),
    room.priority > 0 ? t.priorityWaiting(room.priority) : '',
  ].filter(Boolean);
  return (
    <label className="desk-room" data-chosen={isChosen || undefined}>
      <input type="radio" name="room" value={room.id} checked={isChosen} onChange={onChoose} />
      <span className="kbd" aria-hidden="true">
        {at + 1}
      </span>
      <span className="grow">
        <b>{room.name}</b>
        <span className="s sec">{facts.join(' · ')}</span>
      </span>
      <span className="desk-room-load">
        <span className="fig">{room.waiting}</span>
        <span className="desk-bar" data-full={room.waiting >= FULL || undefined} aria-hidden="true">
          <span style={{ width: `${Math.min(100, (room.waiting / FULL) * 100)}%` }} />
        </span>
      </span>
      <span className="s sec desk-room-wait n">{room.minutes === undefined ? '–' : t.minutes(room.minutes)}</span>
    </label>
  );
}

/** coming from outside, the chosen room gets the focus */
function enterGroup(event: FocusEvent<HTMLElement>): void {
  if (event.currentTarget.contains(event.relatedTarget)) return;
  event.currentTarget.querySelector<HTMLInputElement>('input:checked')?.focus();
}

interface RoomsPanelProps {
  readonly desk: ReturnType<typeof useReception>;
  readonly load: ReturnType<typeof useRoomLoad>;
}

/** Where to send the person: arrows or the figure choose, Enter goes on to saving. */
export function RoomsPanel({ desk, load }: RoomsPanelProps) {
  const t = useTexts(texts);
  const rooms = load.data ?? [];
  const { draft, errors, change } = desk;
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const room = rooms[Number(event.key) - 1];
    if (room !== undefined) change('room', room.id);
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (event.target instanceof HTMLInputElement) change('room', event.target.value);
    document.querySelector<HTMLElement>('.action-bar [data-tone=primary]')?.focus();
    event.preventDefault();
  };
  return (
    <Panel title={t.rooms} hint={t.roomsHint} isPadded={false} grow={1}>
      {load.error !== null && <ErrorNote error={load.error} onRetry={() => void load.refetch()} />}
      {load.isPending && <Loading />}
      {load.data?.length === 0 && <Empty title={t.noRooms} />}
      {errors.room !== undefined && (
        <p className="field-note desk-note" data-tone="bad" id="room-error">
          {errors.room}
        </p>
      )}
      {rooms.length > 0 && (
        <div
          role="radiogroup"
          aria-label={t.rooms}
          aria-required="true"
          aria-invalid={errors.room !== undefined}
          aria-describedby={errors.room === undefined ? undefined : 'room-error'}
          onFocus={enterGroup}
          onKeyDown={onKey}
        >
          {rooms.map((room, at) => (
            <RoomRow
              key={room.id}
              room={room}
              at={at}
              isChosen={draft.fields.room === room.id}
              onChoose={() => change('room', room.id)}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}
