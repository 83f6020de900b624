import { formatDateTime, formatTime } from '@lienmach/ui';

/** Of today only the time; of other days the date too. */
export function shortTime(instant: string): string {
  const at = new Date(instant);
  return at.toDateString() === new Date().toDateString() ? formatTime(instant) : formatDateTime(instant);
}
