import {
  Button,
  type Column,
  DataGrid,
  ErrorNote,
  formatDate,
  Loading,
  nameOf,
  Panel,
  patientCodeOf,
  StatusChip,
  Tabs,
  type Tone,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import type { ReactNode } from 'react';
import { isAsked, type PairLine } from './pair-line.ts';
import { texts } from './texts.ts';

export type TabId = 'waiting' | 'register' | 'merged';
export const tabIds: readonly TabId[] = ['waiting', 'register', 'merged'];
const isTab = (id: string): id is TabId => tabIds.some((one) => one === id);

const tones: Readonly<Record<string, Tone>> = { certain: 'ok', probable: 'warn', possible: 'neutral' };

function Who({ line }: { readonly line: PairLine }) {
  const t = useTexts(texts);
  const { kept, other } = line;
  const [name, otherName] = [nameOf(kept.name), nameOf(other.name)];
  return (
    <span className="md-who">
      <b className="el">{name === otherName ? name : `${name} · ${otherName}`}</b>
      <span className="s sec el">
        {t.born(formatDate(kept.birthDate))} · <span className="n">{patientCodeOf(kept)}</span> ·{' '}
        <span className="n">{patientCodeOf(other)}</span>
      </span>
    </span>
  );
}

function useColumns(tab: TabId): readonly Column<PairLine>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const chip = ({ grade, task }: PairLine): ReactNode => {
    if (tab === 'merged') return <StatusChip tone="ok">{t.merged}</StatusChip>;
    if (isAsked(task)) return <StatusChip tone="wait">{t.asked}</StatusChip>;
    return grade && <StatusChip tone={tones[grade] ?? 'neutral'}>{t.grades[grade] ?? grade}</StatusChip>;
  };
  const all: readonly Column<PairLine>[] = [
    { id: 'who', head: t.people, by: ({ kept }) => nameOf(kept.name), cell: (line) => <Who line={line} /> },
    { id: 'state', head: t.state, width: 112, cell: chip },
    {
      id: 'when',
      head: t.when,
      width: 98,
      by: ({ at }) => at,
      cell: ({ at }) => <span className="n">{formatDate(at.slice(0, 10))}</span>,
    },
  ];
  return isNarrow ? all.slice(0, 2) : all;
}

interface PairListProps {
  readonly tab: TabId;
  readonly counts: Readonly<Record<TabId, number | undefined>>;
  readonly lines: readonly PairLine[] | undefined;
  readonly error: unknown;
  readonly selected: string | undefined;
  /** under the list: how far it goes, and the key that goes on */
  readonly foot?: ReactNode;
  readonly onTab: (tab: TabId) => void;
  readonly onSelect: (line: PairLine) => void;
  readonly onOpen: () => void;
}

/** Pairs to look at, found in the register, or merged already. */
export function PairList({ tab, counts, lines, error, selected, foot, onTab, onSelect, onOpen }: PairListProps) {
  const t = useTexts(texts);
  const columns = useColumns(tab);
  const empty = { waiting: t.noWaiting, register: t.noFound, merged: t.noMerged }[tab];
  return (
    <Panel title={t.desk} isTitleHidden isPadded={false}>
      <div className="stack md-list">
        <Tabs
          label={t.desk}
          tabs={tabIds.map((id) => ({ id, label: t.tabs[id], count: counts[id] }))}
          value={tab}
          onChange={(id) => isTab(id) && onTab(id)}
        >
          {error !== null && error !== undefined && (
            <div className="md-note">
              <ErrorNote error={error} />
            </div>
          )}
          {lines === undefined ? (
            <Loading />
          ) : (
            <DataGrid
              label={t.tabs[tab]}
              rows={lines}
              columns={columns}
              rowKey={({ key }) => key}
              rowHeight={46}
              selected={selected}
              onSelect={onSelect}
              onOpen={onOpen}
              empty={<span className="md-empty">{empty}</span>}
              foot={foot}
            />
          )}
        </Tabs>
      </div>
    </Panel>
  );
}

interface FootProps {
  readonly text: string;
  readonly label: string;
  readonly isBusy?: boolean;
  /** absent: there is no more */
  readonly onMore: (() => void) | undefined;
}

export function MoreFoot({ text, label, isBusy, onMore }: FootProps) {
  return (
    <>
      <span className="grow">{text}</span>
      {onMore !== undefined && (
        <Button size="sm" keyHint="Alt+T" isBusy={isBusy === true} onClick={onMore}>
          {label}
        </Button>
      )}
    </>
  );
}
