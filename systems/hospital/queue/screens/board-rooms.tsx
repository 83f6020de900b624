import { useTexts } from '@lienmach/ui';
import { useEffect, useState } from 'react';
import { ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import type { BoardLine, BoardRoom } from './use-board.ts';

/** rooms on one page of the wall, and milliseconds a page stands */
const PAGE = 6;
const TURN = 12_000;

interface BoardRoomsProps {
  readonly rooms: readonly BoardRoom[];
  readonly minutes: ReadonlyMap<string, number | undefined>;
  /** id of the room whose call is shown */
  readonly shown: string | undefined;
}

const TicketNumber = ({ line, label }: { readonly line: BoardLine; readonly label: string }) =>
  line.isPriority ? (
    <span className="board-priority">
      {ticketText(line.ticket)}
      <span className="sr"> {label}</span>
    </span>
  ) : (
    <span>{ticketText(line.ticket)}</span>
  );

function useWaitText(minutes: BoardRoomsProps['minutes']): (room: BoardRoom) => string {
  const t = useTexts(texts);
  return ({ id, waiting }) => {
    const wait = minutes.get(id);
    if (waiting === 0) return t.nobodyWaits;
    return wait === undefined ? t.peopleWait(waiting) : `${t.peopleWait(waiting)} · ${t.about(wait)}`;
  };
}

/** One room has the wall for itself: the next four with their names. */
function OneRoom({ room, minutes }: { readonly room: BoardRoom; readonly minutes: BoardRoomsProps['minutes'] }) {
  const t = useTexts(texts);
  const waitText = useWaitText(minutes);
  return (
    <section className="board-one" aria-label={t.next}>
      <header>
        <h2>{t.next}</h2>
        <span className="grow" />
        <span>{waitText(room)}</span>
      </header>
      {room.next.length === 0 && <p className="board-none">{t.nobodyWaits}</p>}
      <ol>
        {room.next.map((line) => (
          <li key={line.ticket}>
            <b>{ticketText(line.ticket)}</b>
            <span className="el">{line.name}</span>
            {line.isPriority && <span className="board-priority">{t.priority}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Page after page when there are many rooms; a room that calls brings its page to the front. */
function usePage(rooms: readonly BoardRoom[], shown: string | undefined): readonly [number, number] {
  const pages = Math.max(1, Math.ceil(rooms.length / PAGE));
  const [page, setPage] = useState(0);
  useEffect(() => {
    if (pages === 1) return;
    const timer = setInterval(() => setPage((at) => at + 1), TURN);
    return () => clearInterval(timer);
  }, [pages]);
  const home = rooms.findIndex(({ id }) => id === shown);
  useEffect(() => {
    if (home >= 0) setPage(Math.floor(home / PAGE));
  }, [home]);
  return [page % pages, pages];
}

/** All rooms of a hall: who is in, who comes next. */
export function BoardRooms({ rooms, minutes, shown }: BoardRoomsProps) {
  const t = useTexts(texts);
  const waitText = useWaitText(minutes);
  const [page, pages] = usePage(rooms, shown);
  const only = rooms.length === 1 ? rooms[0] : undefined;
  if (only !== undefined) return <OneRoom room={only} minutes={minutes} />;
  return (
    <div className="board-rooms">
      <table>
        <thead>
          <tr>
            <th scope="col">{t.room}</th>
            <th scope="col">{t.called}</th>
            <th scope="col">
              {t.next} <span className="board-priority">{t.yellow}</span> {t.priority}
              {pages > 1 && <span className="board-page">{`${page + 1}/${pages}`}</span>}
            </th>
          </tr>
        </thead>
        <tbody>
          {rooms.slice(page * PAGE, page * PAGE + PAGE).map((room) => (
            <tr key={room.id} data-on={room.id === shown || undefined}>
              <th scope="row">
                {room.name}
                <small>{waitText(room)}</small>
              </th>
              <td className="board-now">
                {room.called === undefined ? '–' : <TicketNumber line={room.called} label={t.priority} />}
              </td>
              <td>
                <span className="board-next">
                  {room.next.map((line) => (
                    <TicketNumber key={line.ticket} line={line} label={t.priority} />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
