import './administration.css';
import type { SiteRoom } from '@lienmach/core';
import {
  type BarState,
  type Column,
  DataGrid,
  ErrorNote,
  formatDate,
  Loading,
  matchesWords,
  Panel,
  recordKey,
  Segments,
  StatusChip,
  TextField,
  type Tone,
  useActions,
  useIsNarrow,
  useTexts,
  useVerb,
} from '@lienmach/ui';
import { IconDeviceFloppy, IconPlus } from '@tabler/icons-react';
import type { Location } from 'fhir/r4';
import { useState } from 'react';
import { RoomPanel } from './room-panel.tsx';
import { texts } from './rooms-texts.ts';
import { type DeskRoom, faceOf, type RoomState, roomState, useRoomDesk } from './use-room-desk.ts';

const tones: Readonly<Record<RoomState, Tone>> = { open: 'ok', later: 'neutral', over: 'neutral', off: 'bad' };

/** on a phone; the detail below says the rest */
const onPhone = new Set(['name', 'waiting', 'state']);

function useColumns(waiting: ReadonlyMap<string, number>): readonly Column<DeskRoom>[] {
  const t = useTexts(texts);
  const kinds = new Map(t.kinds);
  const day = (value: string | undefined) => <span className="n">{value === undefined ? '' : formatDate(value)}</span>;
  const isNarrow = useIsNarrow();
  const all: readonly Column<DeskRoom>[] = [
    { id: 'name', head: t.name, by: ({ name }) => name, cell: ({ name }) => <b>{name}</b> },
    { id: 'kind', head: t.kind, width: 140, by: ({ kind }) => kind, cell: ({ kind }) => kinds.get(kind) ?? kind },
    {
      id: 'department',
      head: t.department,
      width: 76,
      cell: ({ department }) => <span className="n">{department}</span>,
    },
    {
      id: 'from',
      head: t.validFrom,
      width: 96,
      by: ({ validFrom }) => validFrom ?? '',
      cell: (room) => day(room.validFrom),
    },
    { id: 'to', head: t.validTo, width: 96, by: ({ validTo }) => validTo ?? '', cell: (room) => day(room.validTo) },
    {
      id: 'waiting',
      head: t.waiting,
      width: 76,
      align: 'right',
      cell: ({ id }) => <span className="n">{waiting.get(id) ?? ''}</span>,
    },
    {
      id: 'state',
      head: t.state,
      width: 124,
      by: roomState,
      cell: (room) => <StatusChip tone={tones[roomState(room)]}>{t.states[roomState(room)]}</StatusChip>,
    },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

interface ListProps {
  readonly rooms: readonly DeskRoom[];
  readonly waiting: ReadonlyMap<string, number>;
  readonly selected: string | undefined;
  readonly onSelect: (room: DeskRoom) => void;
}

function RoomList({ rooms, waiting, selected, onSelect }: ListProps) {
  const t = useTexts(texts);
  const columns = useColumns(waiting);
  const [words, setWords] = useState('');
  const [filter, setFilter] = useState('open');
  const shown = rooms.filter(
    (room) =>
      (filter === 'all' || (roomState(room) === 'open') === (filter === 'open')) && matchesWords(room.name, words),
  );
  return (
    <Panel title={t.rooms} hint={t.found(shown.length)} isPadded={false}>
      <div className="stack adm-list adm-fill">
        <div className="adm-tools">
          <TextField label={t.search} name="search" value={words} onChange={setWords} />
          <Segments label={t.show} options={t.filters} value={filter} onChange={setFilter} />
        </div>
        <DataGrid
          label={t.rooms}
          rows={shown}
          columns={columns}
          rowKey={({ id }) => id}
          selected={selected}
          onSelect={onSelect}
          empty={t.noMatch}
        />
      </div>
    </Panel>
  );
}

const fresh: DeskRoom = { id: '', name: '', kind: 'exam-room', department: '', isActive: true, version: undefined };

/** what the verb takes */
const inputOf = ({ id, name, kind, department, examService, validFrom, validTo, isActive, version }: DeskRoom) => ({
  ...(id === '' ? {} : { id: { valueId: id } }),
  ...(version === undefined ? {} : { version }),
  name,
  kind: { valueCode: kind },
  department: department === '' ? undefined : department,
  examService: examService === undefined ? undefined : { valueCode: examService },
  validFrom: validFrom === undefined ? undefined : { valueDate: validFrom },
  validTo: validTo === undefined ? undefined : { valueDate: validTo },
  isActive,
});

function barState(t: (typeof texts)['vi'], isBusy: boolean, isChanged: boolean, saved: string | undefined): BarState {
  if (isBusy) return { text: t.saving };
  if (isChanged) return { text: t.changed, tone: 'warn' };
  return saved === undefined ? { text: t.ready, tone: 'quiet' } : { text: t.saved(saved), tone: 'ok' };
}

/** Where work is done, and since when: what reception, queues and the place picker offer. */
export function RoomsScreen() {
  const t = useTexts(texts);
  const desk = useRoomDesk();
  const verb = useVerb(recordKey('Location'), recordKey('Task', 'administration', 'room-load'));
  const [draft, setDraft] = useState<DeskRoom>();
  const [saved, setSaved] = useState<string>();
  const before = desk.rooms?.find(({ id }) => id === draft?.id) ?? fresh;
  const isChanged = draft !== undefined && faceOf(draft) !== faceOf(before);
  const take = (room: DeskRoom): void => {
    setDraft(room);
    setSaved(undefined);
    verb.clear();
  };
  const save = async (): Promise<void> => {
    if (draft === undefined) return;
    const done = await verb.run<Location>('$room-save', 'Location', inputOf(draft));
    if (done === undefined || done === true) return;
    setDraft({ ...draft, name: draft.name.trim(), id: done.id ?? '', version: done.meta?.versionId });
    setSaved(draft.name.trim());
  };
  const add = (): void => {
    take(fresh);
    setTimeout(() => document.querySelector<HTMLElement>('[name="name"]')?.focus());
  };
  useActions(
    [
      { key: 'Alt+N', label: t.add, icon: IconPlus, run: add },
      {
        key: 'Ctrl+S',
        label: t.save,
        icon: IconDeviceFloppy,
        isPrimary: true,
        isDisabled: !isChanged || verb.isBusy,
        run: () => void save(),
      },
    ],
    barState(t, verb.isBusy, isChanged, saved),
  );
  if (desk.error) return <ErrorNote error={desk.error} onRetry={() => void desk.refetch()} />;
  if (desk.rooms === undefined) return <Loading />;
  return (
    <div className="work adm-wide">
      <RoomList rooms={desk.rooms} waiting={desk.waiting} selected={draft?.id} onSelect={take} />
      <RoomPanel
        room={draft}
        waiting={desk.waiting.get(draft?.id ?? '') ?? 0}
        error={verb.error}
        onChange={(change: Partial<SiteRoom>) => setDraft((now) => (now === undefined ? now : { ...now, ...change }))}
      />
    </div>
  );
}
