import { useTexts } from '@lienmach/ui';
import { IconArrowRight, IconVolume } from '@tabler/icons-react';
import { doorOf, ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import type { ShownCall } from './use-announcer.ts';
import type { BoardRoom } from './use-board.ts';

interface CallPanelProps {
  readonly shown: ShownCall | undefined;
  readonly rooms: readonly BoardRoom[];
  readonly minutes: ReadonlyMap<string, number | undefined>;
}

function Nobody() {
  const t = useTexts(texts);
  return (
    <section className="call" aria-label={t.callingNow}>
      <p className="call-word">{t.nobodyCalled}</p>
      <p className="call-hint">{t.nobodyCalledHint}</p>
    </section>
  );
}

/** The call of this moment, to be read from eight metres. */
export function CallPanel({ shown, rooms, minutes }: CallPanelProps) {
  const t = useTexts(texts);
  if (shown === undefined) return <Nobody />;
  const door = doorOf(shown.room.name);
  const waiting = rooms.find(({ id }) => id === shown.room.id)?.waiting ?? 0;
  const wait = minutes.get(shown.room.id);
  return (
    <section className="call" aria-label={t.callingNow} aria-live="polite" aria-atomic="true">
      <p className="call-word">
        <IconVolume aria-hidden="true" />
        {shown.calls > 1 ? t.recalled : t.invite}
      </p>
      <p className="call-number" key={shown.key} data-ticket={shown.ticket} data-fresh={shown.isFresh || undefined}>
        {ticketText(shown.ticket)}
      </p>
      <p className="call-name">
        {shown.name}
        {shown.isPriority && <span className="board-priority">{t.priority}</span>}
      </p>
      <div className="call-door">
        <p>{t.into}</p>
        <p className="call-door-name">
          {door.number !== undefined && <b>{door.number}</b>}
          <span data-big={door.number === undefined || undefined}>{door.words}</span>
        </p>
      </div>
      <p className="call-rest">
        <IconArrowRight aria-hidden="true" />
        <span>
          {t.stillWaiting(waiting)}
          <small>{waiting === 0 ? t.noWait : wait === undefined ? t.noEstimate : t.lastWaits(wait)}</small>
        </span>
      </p>
    </section>
  );
}
