import { type Column, DataGrid, Empty, formatDateTime, StatusChip, useIsNarrow, useTexts } from '@lienmach/ui';
import type { ReferralState } from '../rules/referral-task.ts';
import { texts } from './texts.ts';
import type { ShownReferral } from './use-desk.ts';

/** Hours to the promise; past it they are said in red. */
export function PromiseText({ hours }: { readonly hours: number | undefined }) {
  const t = useTexts(texts);
  if (hours === undefined) return <span className="mut">–</span>;
  if (hours < 0) return <StatusChip tone="bad">{t.late(-hours)}</StatusChip>;
  return <span className="n nw">{t.left(hours)}</span>;
}

interface DeskGridProps {
  readonly state: ReferralState;
  readonly lines: readonly ShownReferral[];
  readonly selected: string | undefined;
  readonly onSelect: (line: ShownReferral) => void;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (line: ShownReferral) => void;
  /** no laboratory is declared at all */
  readonly isBare: boolean;
}

const keyOf = ({ task }: ShownReferral): string => task;

export function DeskGrid({ state, lines, selected, onSelect, ticked, onTick, isBare }: DeskGridProps) {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const test: Column<ShownReferral> = {
    id: 'test',
    head: t.heads.test,
    cell: (line) => (
      <span className="el">
        {line.isUrgent && <b className="referral-urgent">{t.urgent} </b>}
        {line.test}
      </span>
    ),
    by: (line) => line.test,
  };
  const columns: readonly Column<ShownReferral>[] = [
    {
      id: 'number',
      head: t.heads.number,
      width: 116,
      cell: (line) => <b className="n">{line.specimenNumber}</b>,
      by: (line) => line.specimenNumber,
    },
    {
      id: 'name',
      head: t.heads.name,
      width: 170,
      cell: (line) => line.name,
      by: (line) => line.name,
      isWideOnly: true,
    },
    test,
    {
      id: 'laboratory',
      head: t.heads.laboratory,
      width: 190,
      cell: (line) => <span className="el">{line.laboratoryName}</span>,
      by: (line) => line.laboratoryName,
      isWideOnly: true,
    },
    state === 'to-send'
      ? {
          id: 'received',
          head: t.heads.received,
          width: 124,
          cell: (line) => <span className="n">{formatDateTime(line.receivedAt)}</span>,
          by: (line) => line.receivedAt ?? '',
          isWideOnly: true,
        }
      : {
          id: 'due',
          head: t.heads.due,
          width: 112,
          cell: (line) => <PromiseText hours={line.hoursLeft} />,
          by: (line) => line.hoursLeft ?? 0,
        },
  ];
  return (
    <DataGrid
      label={t.states[state]}
      rows={lines}
      columns={columns}
      rowKey={keyOf}
      selected={selected}
      onSelect={onSelect}
      rowHeight={isNarrow ? 44 : 28}
      {...(state === 'to-send' ? { ticked, onTick } : {})}
      empty={
        isBare ? (
          <Empty title={t.noLaboratory} hint={t.noLaboratoryHint} />
        ) : (
          <Empty title={t.nothing[state]} hint={t.nothingHint[state]} />
        )
      }
    />
  );
}
