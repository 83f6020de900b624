import { useTexts } from '@lienmach/ui';
import { texts } from './texts.ts';

const HOUR = 60;

/** Minutes until a case is late, in hours where that is what matters. */
export function ClockText({ minutes }: { readonly minutes: number | undefined }) {
  const t = useTexts(texts);
  if (minutes === undefined) return null;
  const far = Math.abs(minutes);
  const words = far < 2 * HOUR ? t.minutes(far) : t.hours(Math.round(far / HOUR));
  return (
    <span className="s n nw case-clock" data-late={minutes < 0 || undefined}>
      {minutes < 0 ? t.late(words) : t.left(words)}
    </span>
  );
}
