import { formatTime, useTexts } from '@lienmach/ui';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { texts } from './texts.ts';
import type { Booked, DayOfRoom, SlotOnGrid } from './use-book.ts';

/** One column: a room on a day. */
export interface GridColumn {
  readonly key: string;
  readonly head: string;
  readonly hint: string;
  readonly day: DayOfRoom;
}

/** Where the cursor of the grid stands. */
export interface Spot {
  readonly column: string;
  readonly start: string;
}

interface SlotGridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** people by room and start, cancelled ones left out */
  readonly people: ReadonlyMap<string, readonly Booked[]>;
  readonly spot: Spot | undefined;
  readonly now: number;
  readonly onSpot: (spot: Spot) => void;
  readonly onOpen: (spot: Spot) => void;
  /** PgUp, PgDn */
  readonly onTurn: (by: number) => void;
}

export const placeKey = (room: string, start: string): string => `${room} ${Date.parse(start)}`;

interface CellProps {
  readonly column: GridColumn;
  readonly slot: SlotOnGrid;
  readonly people: readonly Booked[];
  readonly isSpot: boolean;
  readonly isPast: boolean;
  readonly onSpot: () => void;
  readonly onOpen: () => void;
}

function Cell({ column, slot, people, isSpot, isPast, onSpot, onOpen }: CellProps) {
  const t = useTexts(texts);
  const isFull = slot.taken >= slot.seats;
  const names = people.map(({ name }) => name).join(', ');
  const empty = slot.taken > 0 ? t.taken(slot.taken) : isPast ? t.past : t.free;
  return (
    <button
      type="button"
      className="slot"
      tabIndex={isSpot ? 0 : -1}
      data-spot={isSpot || undefined}
      data-full={isFull || undefined}
      data-taken={slot.taken > 0 || undefined}
      data-past={isPast || undefined}
      aria-current={isSpot || undefined}
      aria-label={[t.cell(formatTime(slot.start), column.head, slot.taken, slot.seats), names]
        .filter(Boolean)
        .join('. ')}
      onFocus={onSpot}
      onClick={onOpen}
    >
      <span className="el grow">{names === '' ? empty : names}</span>
      <span className="n s">{t.seats(slot.taken, slot.seats)}</span>
    </button>
  );
}

/** rows by time of day, whatever the date of the column */
const timeOf = (start: string): string => formatTime(start);

function useSpotFocus(spot: Spot | undefined) {
  const box = useRef<HTMLElement>(null);
  const hasFocus = useRef(false);
  useEffect(() => {
    if (spot === undefined || !hasFocus.current) return;
    box.current?.querySelector<HTMLElement>('[data-spot]')?.focus({ preventScroll: false });
  }, [spot]);
  return { box, hasFocus };
}

/** Times down, rooms or days across. ↑ ↓ ← → move, Enter opens, PgUp and PgDn turn the page. */
export function SlotGrid({ label, columns, people, spot, now, onSpot, onOpen, onTurn }: SlotGridProps) {
  const t = useTexts(texts);
  const { box, hasFocus } = useSpotFocus(spot);
  const times = [...new Set(columns.flatMap(({ day }) => day.slots.map(({ start }) => timeOf(start))))].toSorted();
  const slotAt = (column: GridColumn | undefined, time: string | undefined): SlotOnGrid | undefined =>
    column?.day.slots.find(({ start }) => timeOf(start) === time);
  const first = columns.find(({ day }) => day.slots.length > 0);
  const firstStart = first?.day.slots.find(({ end }) => Date.parse(end) > now)?.start ?? first?.day.slots[0]?.start;
  const current = spot ?? (first && firstStart !== undefined ? { column: first.key, start: firstStart } : undefined);

  const go = (across: number, down: number): void => {
    if (current === undefined) return;
    const x = columns.findIndex(({ key }) => key === current.column) + across;
    let y = times.indexOf(timeOf(current.start)) + down;
    // over hours that this column does not offer
    while (times[y] !== undefined && slotAt(columns[x], times[y]) === undefined && down !== 0) y += down;
    const slot = slotAt(columns[x], times[y]);
    const column = columns[x];
    if (slot !== undefined && column !== undefined) onSpot({ column: column.key, start: slot.start });
  };
  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, () => void>> = {
      ArrowUp: () => go(0, -1),
      ArrowDown: () => go(0, 1),
      ArrowLeft: () => go(-1, 0),
      ArrowRight: () => go(1, 0),
      PageUp: () => onTurn(-1),
      PageDown: () => onTurn(1),
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey) return;
    step();
    event.preventDefault();
  };
  return (
    <section
      ref={box}
      className="slots"
      aria-label={label}
      onKeyDown={onKey}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t.time}</th>
            {columns.map(({ key, head, hint }) => (
              <th key={key} scope="col">
                {head}
                <span className="s mut">{hint}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((time) => (
            <tr key={time} data-hour={time.endsWith(':00') || undefined}>
              <th scope="row" className="n">
                {time}
              </th>
              {columns.map((column) => {
                const slot = slotAt(column, time);
                if (slot === undefined) return <td key={column.key} />;
                const here = { column: column.key, start: slot.start };
                return (
                  <td key={column.key}>
                    <Cell
                      column={column}
                      slot={slot}
                      people={people.get(placeKey(column.day.room, slot.start)) ?? []}
                      isSpot={current?.column === column.key && timeOf(current.start) === time}
                      isPast={Date.parse(slot.end) <= now}
                      onSpot={() => onSpot(here)}
                      onOpen={() => onOpen(here)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
