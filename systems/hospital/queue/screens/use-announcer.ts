import { useCallback, useEffect, useRef, useState } from 'react';
import { newCalls, type RoomCall } from '../rules/new-calls.ts';
import { callSentence, isQuiet } from '../rules/spoken-call.ts';
import type { BoardSettings } from './board-settings.ts';
import { localTime } from './local-time.ts';
import { Speaker, type VoiceKind } from './speaker.ts';
import type { BoardCall, BoardRoom } from './use-board.ts';

/** One call on its way through the hall. */
export interface ShownCall extends BoardCall {
  readonly room: BoardRoom;
  /** changes with every call: the number flashes anew */
  readonly key: string;
  /** called just now, not long ago when the board was switched on */
  readonly isFresh: boolean;
}

/** milliseconds a call stands alone when nothing is read out */
const SHORTEST = 6_000;

const callOf = (room: BoardRoom): ShownCall[] =>
  room.called === undefined
    ? []
    : [
        {
          ...room.called,
          room,
          key: `${room.id}/${room.called.ticket}/${room.called.calls}/${room.called.at}`,
          isFresh: false,
        },
      ];

const roomCall = ({ room, ticket, calls, at }: ShownCall): RoomCall => ({ room: room.id, ticket, calls, at });

const latest = (calls: readonly ShownCall[]): ShownCall | undefined =>
  calls.toSorted((a, b) => b.at.localeCompare(a.at) || b.ticket - a.ticket)[0];

function useSpeaker() {
  const [speaker, setSpeaker] = useState<Speaker>();
  const [kind, setKind] = useState<VoiceKind>();
  const open = useCallback(async (): Promise<void> => {
    const opened = await Speaker.open();
    setSpeaker(opened);
    setKind(opened?.kind);
  }, []);
  // machines set up as boards let pages be heard without a press
  useEffect(() => {
    if (navigator.userActivation?.hasBeenActive !== true) return;
    void open();
  }, [open]);
  useEffect(() => () => speaker?.close(), [speaker]);
  return { speaker, kind, open };
}

/** Takes new calls one after the other: each is shown alone and read out before the next. */
export function useAnnouncer(rooms: readonly BoardRoom[] | undefined, settings: BoardSettings) {
  const { speaker, kind, open } = useSpeaker();
  const [shown, setShown] = useState<ShownCall>();
  const [spoken, setSpoken] = useState<string>();
  const before = useRef<readonly RoomCall[]>(undefined);
  const waiting = useRef<ShownCall[]>([]);
  const isBusy = useRef(false);
  const now = useRef({ speaker, settings });
  now.current = { speaker, settings };

  useEffect(() => {
    if (rooms === undefined) return;
    const calls = rooms.flatMap(callOf);
    const fresh = newCalls(before.current, calls.map(roomCall));
    if (before.current === undefined) setShown(latest(calls));
    before.current = calls.map(roomCall);
    waiting.current.push(...fresh.flatMap(({ room }) => calls.filter((call) => call.room.id === room)));

    async function announce(call: ShownCall): Promise<void> {
      const { speaker: voice, settings: with_ } = now.current;
      setShown({ ...call, isFresh: true });
      const least = new Promise((over) => setTimeout(over, SHORTEST));
      if (voice !== undefined && !isQuiet(localTime(), with_.quietFrom, with_.quietTo)) {
        const said = { ticket: call.ticket, room: call.room.name, ...(with_.hasNames ? { name: call.name } : {}) };
        setSpoken(callSentence(said, with_.style));
        await voice.say({ call: said, style: with_.style, volume: with_.volume / 100 });
      }
      await least;
      setSpoken(undefined);
    }
    async function work(): Promise<void> {
      if (isBusy.current) return;
      isBusy.current = true;
      for (let call = waiting.current.shift(); call !== undefined; call = waiting.current.shift()) await announce(call);
      isBusy.current = false;
    }
    void work();
  }, [rooms]);

  const isQuietNow = isQuiet(localTime(), settings.quietFrom, settings.quietTo);
  return { shown, spoken, kind, isHeard: speaker !== undefined, isQuietNow, open };
}
