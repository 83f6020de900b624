import './room.css';
import {
  Empty,
  isOutcomeError,
  Note,
  type OutcomeError,
  recordKey,
  showToast,
  useActions,
  usePlace,
  useRecord,
  useScan,
  useTexts,
  valueIn,
} from '@lienmach/ui';
import { IconPlayerSkipForward, IconSpeakerphone, IconVolume } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { texts } from './texts.ts';
import { entryOf, useWorklist, type WorklistEntry } from './use-worklist.ts';
import { VisitView } from './visit-view.tsx';
import { WorklistPanel } from './worklist.tsx';

/** call next, call again, skip; what is refused stands over the list */
function useCalls(room: string | undefined, open: (encounter: string) => void) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const attempt = async (work: () => Promise<Parameters>): Promise<WorklistEntry | undefined> => {
    try {
      const answer = await work();
      setRefusal(undefined);
      await cache.invalidateQueries({ queryKey: recordKey('Task') });
      const part = valueIn<Parameters>(answer, 'entry');
      return part === undefined ? undefined : entryOf(part);
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      return undefined;
    }
  };
  return {
    refusal,
    async next(): Promise<void> {
      if (room === undefined) return;
      const entry = await attempt(() => operation('$call-next', 'Encounter', { room }));
      if (entry === undefined) return showToast(t.queueEmpty);
      open(entry.encounter);
      showToast(t.called(entry.ticket, entry.name));
    },
    async again(encounter: string): Promise<void> {
      const entry = await attempt(() => operation('$call', `Encounter/${encounter}`));
      if (entry !== undefined) showToast(t.called(entry.ticket, entry.name));
    },
    skip: (encounter: string) => attempt(() => operation('$skip', `Encounter/${encounter}`)),
  };
}

/** The doctor's room: list left, record in the middle, orders and prescription right. */
export function RoomScreen() {
  const t = useTexts(texts);
  const { room } = usePlace();
  const { encounter } = useParams();
  const navigate = useNavigate();
  const worklist = useWorklist(room?.id);
  const open = (id: string): void => void navigate(`/outpatient/room/${id}`);
  const calls = useCalls(room?.id, open);
  const current = worklist.data?.entries.find((entry) => entry.encounter === encounter);
  useScan(['visit', 'patient'], ({ value }) => {
    const found = worklist.data?.entries.find((entry) => entry.encounter === value);
    if (found === undefined) return false;
    open(found.encounter);
    return found.name;
  });
  useActions([
    {
      key: 'F6',
      label: t.callNext,
      icon: IconSpeakerphone,
      at: 'left',
      isDisabled: room === undefined,
      run: () => void calls.next(),
    },
    {
      key: 'F7',
      label: t.recall,
      icon: IconVolume,
      at: 'left',
      isDisabled: encounter === undefined || current === undefined || current.state === 'done',
      run: () => encounter !== undefined && void calls.again(encounter),
    },
    ...(encounter !== undefined && current?.state === 'called'
      ? [
          {
            key: 'Alt+Q',
            label: t.skip,
            icon: IconPlayerSkipForward,
            at: 'left' as const,
            run: () => void calls.skip(encounter),
          },
        ]
      : []),
    {
      key: 'F3',
      label: t.listKey,
      at: 'hidden',
      run: () => document.querySelector<HTMLElement>('.wl .wl-open[aria-current], .wl .wl-open')?.focus(),
    },
  ]);
  return (
    <div className="room">
      <div className="room-list">
        {calls.refusal && <Note tone="bad" title={calls.refusal.message} />}
        {room === undefined ? (
          <Empty title={t.noRoom} hint={t.noRoomHint} />
        ) : (
          <WorklistPanel worklist={worklist} open={encounter} onOpen={(entry) => open(entry.encounter)} />
        )}
      </div>
      <div className="room-visit" data-empty={encounter === undefined || undefined}>
        {encounter === undefined ? (
          <Empty title={t.nobodyChosen} hint={t.nobodyChosenHint} />
        ) : (
          <VisitView key={encounter} id={encounter} onFinished={() => void calls.next()} />
        )}
      </div>
    </div>
  );
}
