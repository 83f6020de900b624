import './booking.css';
import {
  Button,
  DateField,
  ErrorNote,
  formatDate,
  formatTime,
  Loading,
  Note,
  nameOf,
  today,
  usePlace,
  useRead,
  useSearch,
  useTexts,
  type WidgetProps,
} from '@lienmach/ui';
import { useState } from 'react';
import { addDays } from './days.ts';
import { texts } from './texts.ts';
import { useSlots } from './use-book.ts';
import { useBooking } from './use-booking.ts';

const usual = [7, 14, 28] as const;

function Made({ patient }: { readonly patient: string }) {
  const t = useTexts(texts);
  const { data } = useSearch('Appointment', { patient: `Patient/${patient}`, status: 'booked', date: `ge${today()}` });
  if (data === undefined || data.items.length === 0) return <p className="s mut">{t.followUpNone}</p>;
  return (
    <ul>
      {data.items.map(({ id, start, participant }) => (
        <li key={id}>
          <b className="n">
            {formatTime(start)} {formatDate(start)}
          </b>{' '}
          <span className="sec">
            {participant.find(({ actor }) => actor?.reference?.startsWith('Location/'))?.actor?.display}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The next appointment in the doctor's own room: a day, a free time, done. */
export function FollowUpWidget({ patient }: WidgetProps) {
  const t = useTexts(texts);
  const { room } = usePlace();
  const person = useRead('Patient', patient);
  const [date, setDate] = useState<string>();
  const slots = useSlots(room === undefined || date === undefined ? [] : [room.id], date ?? today(), 1);
  const booking = useBooking();
  const free = slots.days
    .flatMap((day) => day.slots)
    .filter(({ taken, seats, end }) => taken < seats && Date.parse(end) > Date.now());
  if (patient === undefined) return null;
  const book = async (start: string): Promise<void> => {
    const time = `${formatTime(start)} ${formatDate(start)}`;
    const who = { id: patient, name: nameOf(person.data?.name) };
    const made = await booking.book({ patient: who, room: room?.id ?? '', start, time, reason: t.followUpReason });
    if (made !== undefined) setDate(undefined);
  };
  return (
    <section className="follow" aria-label={t.followUp}>
      <div className="row wrap">
        <b>{t.followUp}</b>
        <span className="grow" />
        {usual.map((days) => (
          <Button key={days} size="sm" onClick={() => setDate(addDays(today(), days))}>
            {t.inDays(days)}
          </Button>
        ))}
      </div>
      <Made patient={patient} />
      {room === undefined ? (
        <p className="s mut">{t.noRoomYet}</p>
      ) : (
        <DateField label={t.date} name="followUp" value={date} onChange={setDate} />
      )}
      {booking.refusal !== undefined && <Note tone="bad" title={booking.refusal.message} />}
      {slots.error !== null && <ErrorNote error={slots.error} onRetry={slots.retry} />}
      {date !== undefined && room !== undefined && slots.isPending && <Loading />}
      {date !== undefined && !slots.isPending && free.length === 0 && <p className="s mut">{t.noFree}</p>}
      <div className="follow-times">
        {free.map(({ start }) => (
          <Button key={start} size="sm" isBusy={booking.isBusy} onClick={() => void book(start)}>
            {formatTime(start)}
          </Button>
        ))}
      </div>
    </section>
  );
}
