import {
  type Column,
  DataGrid,
  formatDate,
  formatNumber,
  StatusChip,
  type Tone,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { booksTexts } from './books-texts.ts';
import type { ShownExternal, ShownReagent, ShownWork } from './use-books.ts';

const tones: Readonly<Record<string, Tone>> = {
  overdue: 'bad',
  soon: 'warn',
  later: 'ok',
  none: 'neutral',
  'in-use': 'ok',
  stored: 'info',
  expired: 'bad',
  empty: 'neutral',
  waiting: 'wait',
  satisfactory: 'ok',
  questionable: 'warn',
  unsatisfactory: 'bad',
};

interface GridProps<Row> {
  readonly rows: readonly Row[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

const day = (text: string) => <span className="n">{text === '' ? '–' : formatDate(text)}</span>;
const keyOf = ({ id }: { readonly id: string }): string => id;
/** the first field of the work, from the list */
const toWork = (): void =>
  document.querySelector<HTMLElement>('.books-side input, .books-side select, .books-side button')?.focus();

export function WorksGrid({ rows, selected, onSelect }: GridProps<ShownWork>) {
  const t = useTexts(booksTexts);
  const columns: readonly Column<ShownWork>[] = [
    { id: 'machine', head: t.heads.machine, width: 110, cell: ({ code }) => <b>{code}</b>, by: ({ code }) => code },
    {
      id: 'work',
      head: t.heads.work,
      cell: ({ title, kind, name }) => (title === '' ? name : `${t.kinds[kind] ?? kind}: ${title}`),
      by: ({ title }) => title,
    },
    {
      id: 'last',
      head: t.heads.last,
      width: 104,
      cell: ({ last }) => day(last),
      by: ({ last }) => last,
      isWideOnly: true,
    },
    {
      id: 'on',
      head: t.heads.on,
      width: 104,
      cell: ({ on }) => day(on),
      by: ({ on }) => on,
      isWideOnly: true,
    },
    {
      id: 'state',
      head: t.heads.state,
      width: 150,
      cell: ({ state, inService }) =>
        inService ? (
          <StatusChip tone={tones[state] ?? 'neutral'}>{t.workStates[state] ?? state}</StatusChip>
        ) : (
          <StatusChip tone="stop">{t.outOfService}</StatusChip>
        ),
      by: ({ state }) => state,
    },
  ];
  return (
    <DataGrid
      label={t.machines}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      selected={selected}
      onSelect={({ id }) => onSelect(id)}
      onOpen={toWork}
      empty={t.noMachine}
    />
  );
}

export function ReagentsGrid({ rows, selected, onSelect }: GridProps<ShownReagent>) {
  const t = useTexts(booksTexts);
  const isNarrow = useIsNarrow();
  const columns: readonly Column<ShownReagent>[] = [
    { id: 'name', head: t.heads.reagent, cell: ({ name }) => name, by: ({ name }) => name },
    {
      id: 'machine',
      head: t.heads.machine,
      width: 90,
      cell: ({ instrument }) => instrument,
      by: ({ instrument }) => instrument,
      isWideOnly: true,
    },
    {
      id: 'lot',
      head: t.heads.lot,
      width: 84,
      cell: ({ lot }) => <span className="n">{lot}</span>,
      by: ({ lot }) => lot,
    },
    {
      id: 'left',
      head: t.heads.left,
      width: 92,
      align: 'right',
      cell: ({ quantity, unit }) => (
        <span className="n">
          {formatNumber(quantity)} {unit}
        </span>
      ),
      by: ({ quantity }) => quantity,
    },
    {
      id: 'until',
      head: t.heads.goodUntil,
      width: 104,
      cell: ({ goodUntil }) => day(goodUntil),
      by: ({ goodUntil }) => goodUntil,
      isWideOnly: true,
    },
    {
      id: 'state',
      head: t.heads.state,
      width: isNarrow ? 112 : 232,
      cell: ({ state, isLow }) => (
        <span className="row g4">
          <StatusChip tone={tones[state] ?? 'neutral'}>{t.lotStates[state] ?? state}</StatusChip>
          {isLow && !isNarrow && <StatusChip tone="warn">{t.low}</StatusChip>}
        </span>
      ),
      by: ({ state }) => state,
    },
  ];
  return (
    <DataGrid
      label={t.reagents}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      selected={selected}
      onSelect={({ id }) => onSelect(id)}
      onOpen={toWork}
      empty={t.noReagent}
    />
  );
}

export function ExternalGrid({ rows, selected, onSelect }: GridProps<ShownExternal>) {
  const t = useTexts(booksTexts);
  const isNarrow = useIsNarrow();
  const figure = (value: number | undefined) => (
    <span className="n">{value === undefined ? '–' : formatNumber(value)}</span>
  );
  const columns: readonly Column<ShownExternal>[] = [
    {
      id: 'round',
      head: t.heads.round,
      width: isNarrow ? 96 : 130,
      cell: ({ round, sample }) => (
        <span className="n">
          {round} · {sample}
        </span>
      ),
      by: ({ round }) => round,
    },
    {
      id: 'indicator',
      head: t.heads.indicator,
      cell: ({ name, instrument }) => `${name} · ${instrument}`,
      by: ({ name }) => name,
    },
    {
      id: 'value',
      head: t.heads.value,
      width: 80,
      align: 'right',
      cell: ({ value }) => <b className="n">{formatNumber(value)}</b>,
      by: ({ value }) => value,
    },
    {
      id: 'assigned',
      head: t.heads.assigned,
      width: 96,
      align: 'right',
      cell: ({ assigned }) => figure(assigned),
      isWideOnly: true,
    },
    {
      id: 'z',
      head: t.heads.z,
      width: 64,
      align: 'right',
      cell: ({ z }) => figure(z),
      by: ({ z }) => z ?? 0,
      isWideOnly: true,
    },
    {
      id: 'state',
      head: t.heads.state,
      width: 132,
      cell: ({ conclusion }) => (
        <StatusChip tone={tones[conclusion] ?? 'neutral'}>{t.conclusions[conclusion] ?? conclusion}</StatusChip>
      ),
      by: ({ conclusion }) => conclusion,
    },
  ];
  return (
    <DataGrid
      label={t.externals}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      selected={selected}
      onSelect={({ id }) => onSelect(id)}
      onOpen={toWork}
      empty={t.noExternal}
    />
  );
}
