import './rooms.css';
import {
  type Action,
  Empty,
  isOutcomeError,
  Note,
  type OutcomeError,
  recordKey,
  showToast,
  useActions,
  usePlace,
  useRecord,
  useSession,
  useTexts,
  valueIn,
} from '@lienmach/ui';
import {
  IconArrowsExchange,
  IconDeviceTv,
  IconPlayerSkipForward,
  IconSpeakerphone,
  IconVolume,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { FiguresPanel } from './figures-panel.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { QueuePanel } from './queue-panel.tsx';
import { RoomList } from './room-list.tsx';
import { ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import { type RoomLoad, useRoomLoads } from './use-board.ts';
import { lineOf, type QueueLine, useFigures, useQueue } from './use-queue.ts';

/** call, call again, skip; what is refused stands over the list */
function useCalls(room: string | undefined) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const attempt = async (work: () => Promise<Parameters>): Promise<QueueLine | undefined> => {
    try {
      const part = valueIn<Parameters>(await work(), 'entry');
      setRefusal(undefined);
      return part === undefined ? undefined : lineOf(part);
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      return undefined;
    } finally {
      await cache.invalidateQueries({ queryKey: recordKey('Task') });
    }
  };
  const tell = (line: QueueLine | undefined): void => {
    if (line !== undefined) showToast(t.calledToast(ticketText(line.ticket), line.name));
  };
  return {
    refusal,
    async next(): Promise<QueueLine | undefined> {
      if (room === undefined) return undefined;
      let isRefused = true;
      const line = await attempt(async () => {
        const answer = await operation<Parameters>('$call-next', 'Encounter', { room });
        isRefused = false;
        return answer;
      });
      if (line === undefined && !isRefused) showToast(t.queueEmpty);
      tell(line);
      return line;
    },
    call: async (encounter: string) => tell(await attempt(() => operation('$call', `Encounter/${encounter}`))),
    async move(encounter: string, { id, name }: RoomLoad): Promise<void> {
      const line = await attempt(() => operation('$move-room', `Encounter/${encounter}`, { room: id }));
      if (line !== undefined) showToast(t.movedToast(line.name, ticketText(line.ticket), name));
    },
    async skip(encounter: string): Promise<void> {
      const line = await attempt(() => operation('$skip', `Encounter/${encounter}`));
      if (line !== undefined) showToast(t.skippedToast(ticketText(line.ticket)));
    },
  };
}

/** The room of the place first, else the one chosen here. */
function useChosenRoom(ids: readonly string[]) {
  const { room } = usePlace();
  const [chosen, choose] = useState<string>();
  const own = ids.find((id) => id === room?.id);
  return [ids.find((id) => id === chosen) ?? own ?? ids[0], choose] as const;
}

interface CallActions {
  readonly room: string | undefined;
  readonly line: QueueLine | undefined;
  readonly calls: ReturnType<typeof useCalls>;
  readonly onCalled: (line: QueueLine) => void;
}

function useCallActions({ room, line, calls, onCalled }: CallActions): readonly Action[] {
  const t = useTexts(texts);
  const canCall = line !== undefined && line.state !== 'done';
  const canSkip = line?.state === 'waiting' || line?.state === 'called';
  return [
    {
      key: 'F6',
      label: t.callNext,
      icon: IconSpeakerphone,
      at: 'left',
      isDisabled: room === undefined,
      run: () => void calls.next().then((called) => called !== undefined && onCalled(called)),
    },
    {
      key: 'F7',
      label: line === undefined || line.calls > 0 ? t.recall : t.callThis,
      icon: IconVolume,
      at: 'left',
      isDisabled: !canCall,
      run: () => line !== undefined && void calls.call(line.encounter),
    },
    {
      key: 'Alt+Q',
      label: t.skip,
      icon: IconPlayerSkipForward,
      at: 'left',
      isDisabled: !canSkip,
      run: () => line !== undefined && void calls.skip(line.encounter),
    },
  ];
}

/** Every room with its people, for whoever keeps the hall moving. */
export function RoomsScreen() {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const seesPeople = hasRole('nurse', 'doctor', 'registrar');
  const mayCall = hasRole('nurse', 'doctor');
  const loads = useRoomLoads();
  const figures = useFigures();
  const rooms = loads.data ?? [];
  const [room, choose] = useChosenRoom(rooms.map(({ id }) => id));
  const queue = useQueue(seesPeople ? room : undefined);
  const [selected, select] = useState<string>();
  const line = queue.data?.find(({ encounter }) => encounter === selected);
  const calls = useCalls(room);
  const callActions = useCallActions({ room, line, calls, onCalled: ({ encounter }) => select(encounter) });
  const [moving, setMoving] = useState<QueueLine>();
  useActions([
    ...(mayCall ? callActions : []),
    ...(line?.state === 'waiting' || line?.state === 'called'
      ? [{ key: 'Alt+M', label: t.moveRoom, icon: IconArrowsExchange, run: () => setMoving(line) }]
      : []),
    {
      key: 'Alt+B',
      label: t.openBoard,
      icon: IconDeviceTv,
      run: () => {
        window.open(room === undefined ? '/queue/board' : `/queue/board?room=${encodeURIComponent(room)}`, '_blank');
      },
    },
  ]);
  return (
    <div className="queues" data-people={seesPeople || undefined}>
      <RoomList loads={loads} chosen={room} onChoose={choose} />
      {seesPeople && (
        <div className="stack">
          {calls.refusal !== undefined && <Note tone="bad" title={calls.refusal.message} />}
          {room === undefined ? (
            <Empty title={t.pick} />
          ) : (
            <QueuePanel
              title={rooms.find(({ id }) => id === room)?.name ?? t.queues}
              queue={queue}
              selected={selected}
              onSelect={select}
              onOpen={(encounter) => mayCall && void calls.call(encounter)}
            />
          )}
        </div>
      )}
      <FiguresPanel figures={figures} room={room} />
      {moving !== undefined && (
        <MoveDialog
          line={moving}
          rooms={rooms.filter(({ id }) => id !== room)}
          onClose={() => setMoving(undefined)}
          onMove={(to) => {
            const target = rooms.find(({ id }) => id === to);
            setMoving(undefined);
            if (target !== undefined) void calls.move(moving.encounter, target);
          }}
        />
      )}
    </div>
  );
}
