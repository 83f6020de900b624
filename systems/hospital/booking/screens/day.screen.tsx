import './booking.css';
import {
  type Action,
  Button,
  DateField,
  Empty,
  ErrorNote,
  formatDate,
  formatTime,
  Loading,
  Panel,
  Segments,
  SelectField,
  today,
  useActions,
  useTexts,
} from '@lienmach/ui';
import {
  IconArrowLeft,
  IconArrowRight,
  IconCalendarPlus,
  IconCalendarTime,
  IconCheck,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { CancelDialog } from './cancel-dialog.tsx';
import { addDays, weekdayOf } from './days.ts';
import { type GridColumn, placeKey, SlotGrid, type Spot } from './slot-grid.tsx';
import { SlotPanel } from './slot-panel.tsx';
import { texts } from './texts.ts';
import { type Booked, type DayOfRoom, useBookOf, useExamRooms, useSlots } from './use-book.ts';
import { useBookForm } from './use-book-form.ts';
import { useBooking } from './use-booking.ts';

type View = 'day' | 'week';
const WEEK = 7;

function useColumns(view: View, days: readonly DayOfRoom[]): readonly GridColumn[] {
  const t = useTexts(texts);
  return days.map((day) => {
    const date = `${t.weekdaysShort[weekdayOf(day.date)]} ${formatDate(day.date).slice(0, 5)}`;
    const hint = day.closed !== undefined ? t.closed(day.closed) : day.slots.length === 0 ? t.noHours : '';
    return { key: `${day.room} ${day.date}`, head: view === 'day' ? day.roomName : date, hint, day };
  });
}

/** People in the grid; who cancelled gave the seat back. */
function byPlace(booked: readonly Booked[]): ReadonlyMap<string, readonly Booked[]> {
  return Map.groupBy(
    booked.filter(({ status }) => status !== 'cancelled'),
    ({ room, start }) => placeKey(room, start),
  );
}

/** the first of these that is there */
const focusIn = (...selectors: readonly string[]): void => {
  setTimeout(() => {
    const found = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    found.find((one) => one !== null)?.focus();
  }, 60);
};

interface ToolbarProps {
  readonly date: string;
  readonly view: View;
  readonly room: string;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  readonly onDate: (date: string) => void;
  readonly onTurn: (by: number) => void;
  readonly onView: (view: View) => void;
  readonly onRoom: (room: string) => void;
}

function Toolbar({ date, view, room, rooms, onDate, onTurn, onView, onRoom }: ToolbarProps) {
  const t = useTexts(texts);
  return (
    <div className="book-bar">
      <Button icon={IconArrowLeft} onClick={() => onTurn(-1)}>
        {t.before}
      </Button>
      <DateField label={t.date} name="date" value={date} onChange={(day) => day?.length === 10 && onDate(day)} />
      <Button icon={IconArrowRight} onClick={() => onTurn(1)}>
        {t.after}
      </Button>
      <Button tone="quiet" onClick={() => onDate(today())}>
        {t.todayShort}
      </Button>
      <b className="book-weekday">{t.weekdays[weekdayOf(date)]}</b>
      <span className="grow" />
      {view === 'week' && (
        <SelectField
          label={t.room}
          value={room}
          options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={onRoom}
        />
      )}
      <Segments
        label={t.views}
        value={view}
        options={[
          { value: 'day', label: t.viewDay },
          { value: 'week', label: t.viewWeek },
        ]}
        onChange={(next) => onView(next === 'week' ? 'week' : 'day')}
      />
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Which rooms and days are looked at, and what is in them. */
function usePages() {
  const [date, setDate] = useState(today);
  const [view, setView] = useState<View>('day');
  const [chosen, setRoom] = useState('');
  const [spot, setSpot] = useState<Spot>();
  const rooms = useExamRooms();
  const all = rooms.data ?? [];
  const room = all.some(({ id }) => id === chosen) ? chosen : (all[0]?.id ?? '');
  const shown = view === 'day' ? all.map(({ id }) => id) : [room].filter(Boolean);
  const slots = useSlots(shown, date, view === 'day' ? 1 : WEEK);
  const columns = useColumns(view, slots.days);
  const column = columns.find(({ key }) => key === spot?.column);
  const slot = column?.day.slots.find(({ start }) => start === spot?.start);
  const book = useBookOf(column?.day.date ?? date);
  return {
    date,
    view,
    room,
    rooms,
    slots,
    columns,
    spot,
    setSpot,
    book,
    place: column === undefined || slot === undefined ? undefined : { day: column.day, slot },
    setRoom,
    turnTo(day: string): void {
      setDate(day);
      setSpot(undefined);
    },
    turn(by: number): void {
      setDate((day) => addDays(day, by * (view === 'day' ? 1 : WEEK)));
      setSpot(undefined);
    },
    setView(next: View): void {
      setView(next);
      setSpot(undefined);
    },
  };
}

type Pages = ReturnType<typeof usePages>;

/** What one person's appointment can undergo from here, and what the whole screen does on its keys. */
function useDay(pages: Pages, now: number) {
  const booking = useBooking();
  const form = useBookForm();
  const [moving, setMoving] = useState<Booked>();
  const { place } = pages;
  const isOpen = place !== undefined && place.slot.taken < place.slot.seats && Date.parse(place.slot.end) > now;
  const focusGrid = (): void => focusIn('.slots [data-spot]');
  const time = place === undefined ? '' : `${formatTime(place.slot.start)} ${formatDate(place.day.date)}`;

  async function moveHere(one: Booked, room: string, start: string): Promise<void> {
    if (!(await booking.move(one, room, start, time))) return;
    setMoving(undefined);
    focusGrid();
  }
  async function bookHere(room: string, start: string): Promise<void> {
    const request = form.request({ room, start, time });
    if (request === undefined) return focusIn('.slot-panel [aria-invalid="true"]');
    if ((await booking.book(request)) === undefined) return;
    form.reset();
    focusGrid();
  }
  return {
    booking,
    form,
    moving,
    isOpen,
    focusGrid,
    open(spot: Spot): void {
      pages.setSpot(spot);
      booking.clear();
      if (moving === undefined) focusIn('.slot-panel input', '.slot-panel button');
    },
    startMoving(one: Booked): void {
      setMoving(one);
      focusGrid();
    },
    stopMoving: () => setMoving(undefined),
    async save(): Promise<void> {
      if (place === undefined || !isOpen) return;
      const { start } = place.slot;
      await (moving === undefined ? bookHere(place.day.room, start) : moveHere(moving, place.day.room, start));
    },
  };
}

type Day = ReturnType<typeof useDay>;

function useDayActions(day: Day, person: Booked | undefined, onCancel: () => void): void {
  const t = useTexts(texts);
  const { moving, booking } = day;
  const changes = (one: Booked): readonly Action[] => [
    { key: 'Alt+D', label: t.checkIn, icon: IconCheck, run: () => void booking.checkIn(one) },
    { key: 'Alt+M', label: t.move, icon: IconCalendarTime, run: () => day.startMoving(one) },
    { key: 'Alt+C', label: t.cancel, icon: IconX, run: onCancel },
  ];
  useActions([
    ...(moving === undefined ? [] : [{ key: 'Escape', label: t.stop, icon: IconX, run: day.stopMoving }]),
    ...(person?.status === 'booked' && moving === undefined ? changes(person) : []),
    {
      key: 'Ctrl+S',
      label: moving === undefined ? t.save : t.moveHere,
      icon: IconCalendarPlus,
      isPrimary: true,
      isDisabled: !day.isOpen || booking.isBusy,
      run: () => void day.save(),
    },
  ]);
}

interface PageProps {
  readonly pages: Pages;
  readonly people: ReadonlyMap<string, readonly Booked[]>;
  readonly now: number;
  readonly onOpen: (spot: Spot) => void;
}

/** The grid, or why there is none. */
function Page({ pages, people, now, onOpen }: PageProps) {
  const t = useTexts(texts);
  const { columns, slots, rooms, book } = pages;
  const error = rooms.error ?? slots.error ?? book.error;
  const hasSlots = columns.some(({ day }) => day.slots.length > 0);
  if (rooms.data?.length === 0) return <Empty title={t.noRooms} />;
  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={slots.retry} />}
      {(rooms.isPending || slots.isPending) && <Loading />}
      {columns.length > 0 && !hasSlots && <Empty title={t.noSlots} hint={t.noSlotsHint} />}
      {hasSlots && (
        <SlotGrid
          label={`${t.book} ${formatDate(pages.date)}`}
          columns={columns}
          people={people}
          spot={pages.spot}
          now={now}
          onSpot={pages.setSpot}
          onOpen={onOpen}
          onTurn={pages.turn}
        />
      )}
    </>
  );
}

/** The book of the house: a day with all rooms, or a week of one room; who comes when, and who may still come. */
export function DayScreen() {
  const t = useTexts(texts);
  const now = useNow();
  const pages = usePages();
  const { place, book } = pages;
  const day = useDay(pages, now);
  const [chosen, choose] = useState<string>();
  const [cancelling, setCancelling] = useState<Booked>();
  const people = useMemo(() => byPlace(book.data ?? []), [book.data]);
  const here = place === undefined ? [] : (people.get(placeKey(place.day.room, place.slot.start)) ?? []);
  const person = here.find(({ id }) => id === chosen) ?? (here.length === 1 ? here[0] : undefined);
  useDayActions(day, person, () => setCancelling(person));
  return (
    <div className="book">
      <Panel title={t.book} isTitleHidden isPadded={false}>
        <div className="book-page">
          <Toolbar
            date={pages.date}
            view={pages.view}
            room={pages.room}
            rooms={pages.rooms.data ?? []}
            onDate={pages.turnTo}
            onTurn={pages.turn}
            onView={pages.setView}
            onRoom={pages.setRoom}
          />
          <Page pages={pages} people={people} now={now} onOpen={day.open} />
        </div>
      </Panel>
      <SlotPanel
        place={place}
        people={here}
        isOpen={day.isOpen}
        person={person}
        moving={day.moving}
        form={day.form}
        refusal={day.booking.refusal}
        onChoose={choose}
      />
      {cancelling !== undefined && (
        <CancelDialog
          name={cancelling.name}
          isBusy={day.booking.isBusy}
          onClose={() => setCancelling(undefined)}
          onCancel={async (reason) => {
            if (!(await day.booking.cancel(cancelling, reason))) return;
            setCancelling(undefined);
            day.focusGrid();
          }}
        />
      )}
    </div>
  );
}
