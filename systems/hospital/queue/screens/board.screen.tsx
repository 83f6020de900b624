import './board.css';
import { Button, ErrorNote, Loading, useSession, useTexts } from '@lienmach/ui';
import { IconBell, IconSettings, IconVolume, IconVolume3, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { BoardDialog } from './board-dialog.tsx';
import { BoardRooms } from './board-rooms.tsx';
import { type BoardSettings, useBoardSettings } from './board-settings.ts';
import { CallPanel } from './call-panel.tsx';
import { exactTime, localTime } from './local-time.ts';
import { texts } from './texts.ts';
import { type ShownCall, useAnnouncer } from './use-announcer.ts';
import { type BoardRoom, type RoomLoad, useBoard, useRoomLoads } from './use-board.ts';

/** Time of the server: clocks of screens in corridors are rarely right. */
function useClock(at: string | undefined, received: number | undefined): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const offset = at === undefined || received === undefined ? 0 : Date.parse(at) - received;
  return new Date(now.getTime() + offset);
}

interface SoundProps {
  readonly isHeard: boolean;
  readonly isQuiet: boolean;
  readonly kind: string | undefined;
  readonly onOpen: () => void;
}

function Sound({ isHeard, isQuiet, kind, onOpen }: SoundProps) {
  const t = useTexts(texts);
  if (!isHeard) {
    return (
      <Button className="board-sound" size="lg" icon={IconVolumeOff} onClick={onOpen}>
        {t.soundOn}
      </Button>
    );
  }
  const [Sign, words] = isQuiet
    ? [IconVolume3, t.quietNow]
    : kind === 'chime'
      ? [IconBell, t.chimeOnly]
      : [IconVolume, t.soundIsOn];
  return (
    <span className="board-heard" data-voice={kind}>
      <Sign aria-hidden="true" />
      {words}
    </span>
  );
}

function useRoomsShown(settings: BoardSettings, loads: readonly RoomLoad[] | undefined): readonly string[] {
  const [query] = useSearchParams();
  const asked = query.getAll('room');
  if (asked.length > 0) return asked;
  const all = (loads ?? []).map(({ id }) => id);
  const chosen = settings.rooms.filter((id) => all.includes(id));
  return chosen.length > 0 ? chosen : all;
}

function hallOf(settings: BoardSettings, rooms: readonly BoardRoom[], usual: string): string {
  if (settings.hall !== '') return settings.hall;
  return rooms.length === 1 ? (rooms[0]?.name ?? usual) : usual;
}

interface BoardBodyProps {
  readonly board: ReturnType<typeof useBoard>;
  readonly failure: unknown;
  readonly shown: ShownCall | undefined;
  readonly loads: readonly RoomLoad[];
  readonly onRetry: () => void;
}

function BoardBody({ board: { data }, failure, shown, loads, onRetry }: BoardBodyProps) {
  if (data === undefined) {
    return (
      <main className="board-trouble">
        {failure === null ? <Loading /> : <ErrorNote error={failure} onRetry={onRetry} />}
      </main>
    );
  }
  const minutes = new Map(loads.map((load) => [load.id, load.minutes]));
  return (
    <main className="board-body">
      <CallPanel shown={shown} rooms={data.rooms} minutes={minutes} />
      <BoardRooms rooms={data.rooms} minutes={minutes} shown={shown?.room.id} />
    </main>
  );
}

/** When the wall was true; without network it says since when it may not be. */
function Updated({ board: { data, isError } }: Pick<BoardBodyProps, 'board'>) {
  const t = useTexts(texts);
  if (data === undefined) return null;
  const time = exactTime(new Date(data.at));
  return (
    <p data-lost={isError || undefined} className="board-updated n">
      {isError ? t.lost(time) : t.updated(time)}
    </p>
  );
}

/** The wall of a waiting hall: who is called where, who comes next, and a voice that reads it out. */
export function BoardScreen() {
  const t = useTexts(texts);
  const { site } = useSession();
  const [settings, change] = useBoardSettings();
  const [isSetting, setSetting] = useState(false);
  const loads = useRoomLoads();
  const board = useBoard(useRoomsShown(settings, loads.data));
  const rooms = board.data?.rooms ?? [];
  const announcer = useAnnouncer(board.data?.rooms, settings);
  const clock = useClock(board.data?.at, board.data?.received);
  const failure = board.data === undefined ? (board.error ?? (loads.data === undefined ? loads.error : null)) : null;
  return (
    <div className="board">
      <header className="board-head">
        <div className="board-title">
          <p className="board-hall">{hallOf(settings, rooms, t.hall)}</p>
          <p className="board-site">
            {site.name}
            {site.isDemo && ` · ${t.demo}`}
          </p>
        </div>
        <Sound
          isHeard={announcer.isHeard}
          isQuiet={announcer.isQuietNow}
          kind={announcer.kind}
          onOpen={() => void announcer.open()}
        />
        <time className="board-clock">{localTime(clock)}</time>
      </header>
      <BoardBody
        board={board}
        failure={failure}
        shown={announcer.shown}
        loads={loads.data ?? []}
        onRetry={() => void Promise.all([loads.refetch(), board.refetch()])}
      />
      <footer className="board-foot">
        <p className="grow board-tell" role="status">
          {announcer.spoken ?? t.missed}
        </p>
        <Updated board={board} />
        <button type="button" className="board-gear" aria-label={t.settings} onClick={() => setSetting(true)}>
          <IconSettings aria-hidden="true" />
        </button>
      </footer>
      {isSetting && (
        <BoardDialog settings={settings} rooms={loads.data ?? []} onChange={change} onClose={() => setSetting(false)} />
      )}
    </div>
  );
}
