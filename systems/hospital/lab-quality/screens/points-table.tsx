import { type Column, DataGrid, formatDateTime, formatNumber, StatusChip, useIsNarrow, useTexts } from '@lienmach/ui';
import { stateTones } from './lines-list.tsx';
import { texts } from './texts.ts';
import type { ShownPoint } from './use-quality.ts';

/** The same runs as the charts, newest first. */
export function PointsTable({ points, label }: { readonly points: readonly ShownPoint[]; readonly label: string }) {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const columns: readonly Column<ShownPoint>[] = [
    {
      id: 'at',
      head: t.heads.at,
      width: 136,
      cell: ({ at }) => <span className="n">{formatDateTime(at)}</span>,
      by: ({ at }) => at,
    },
    {
      id: 'level',
      head: t.heads.level,
      width: 56,
      align: 'right',
      cell: ({ level }) => <span className="n">{level}</span>,
      by: ({ level }) => level,
    },
    ...(isNarrow
      ? []
      : [
          {
            id: 'lot',
            head: t.heads.lot,
            width: 84,
            cell: ({ lot }: ShownPoint) => <span className="n">{lot}</span>,
            by: ({ lot }: ShownPoint) => lot,
          },
        ]),
    {
      id: 'value',
      head: t.heads.value,
      width: 76,
      align: 'right',
      cell: ({ value }) => <b className="n">{formatNumber(value)}</b>,
      by: ({ value }) => value,
    },
    {
      id: 'z',
      head: t.heads.z,
      width: 64,
      align: 'right',
      cell: ({ z }) => <span className="n">{z === undefined ? '–' : formatNumber(Number(z.toFixed(2)))}</span>,
      by: ({ z }) => z ?? 0,
    },
    {
      id: 'state',
      head: t.heads.state,
      cell: ({ state, rules }) => (
        <StatusChip tone={stateTones[state] ?? 'neutral'}>{[t.states[state] ?? state, ...rules].join(' ')}</StatusChip>
      ),
      by: ({ state }) => state,
    },
    ...(isNarrow
      ? []
      : [
          {
            id: 'by',
            head: t.heads.by,
            width: 150,
            cell: ({ by }: ShownPoint) => <span className="el qc-by">{by === '' ? t.machine : by}</span>,
            by: ({ by }: ShownPoint) => by,
          },
        ]),
  ];
  return (
    <DataGrid label={label} rows={points.toReversed()} columns={columns} rowKey={({ id }) => id} empty={t.noPoints} />
  );
}
