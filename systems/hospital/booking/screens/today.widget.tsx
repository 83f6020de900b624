import './booking.css';
import {
  Button,
  ErrorNote,
  formatTime,
  Loading,
  Panel,
  StatusChip,
  today,
  useTexts,
  type WidgetProps,
} from '@lienmach/ui';
import { texts } from './texts.ts';
import { useBookOf } from './use-book.ts';

/** minutes after which somebody is late */
const LATE = 15;

/** Who is expected today, in the order of the clock; one press brings the person into the desk's form. */
export function TodayWidget({ onPatient }: WidgetProps) {
  const t = useTexts(texts);
  const book = useBookOf(today());
  const expected = (book.data ?? []).filter(({ status }) => status === 'booked');
  const isLate = (start: string): boolean => Date.now() - Date.parse(start) > LATE * 60_000;
  return (
    <Panel title={t.today} hint={t.todayLeft(expected.length)} isPadded={false} grow={1}>
      {book.error !== null && <ErrorNote error={book.error} onRetry={() => void book.refetch()} />}
      {book.isPending && <Loading />}
      {book.data !== undefined && expected.length === 0 && <p className="mut expected-none">{t.todayNone}</p>}
      <ul className="expected">
        {expected.map((one) => (
          <li key={one.id}>
            <b className="n">{formatTime(one.start)}</b>
            <span className="grow el">
              <b>{one.name}</b>
              <span className="s sec el">{[one.roomName, one.reason].filter(Boolean).join(' · ')}</span>
            </span>
            {isLate(one.start) && <StatusChip tone="warn">{t.late}</StatusChip>}
            {onPatient !== undefined && (
              <Button size="sm" onClick={() => onPatient({ patient: one.patient, room: one.room, reason: one.reason })}>
                {t.receive}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
