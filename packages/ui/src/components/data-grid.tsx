import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { foldText } from '../format/fold-text.ts';
import { useTexts } from '../language/language.ts';
import { useIsNarrow } from '../shell/use-is-narrow.ts';
import { texts } from '../texts.ts';

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'left' | 'right' | 'center';
  /** px or CSS; one column, the longest text, has none */
  readonly width?: number | string;
  /** text or number to sort and type ahead by; absent: not sortable */
  readonly by?: (row: Row) => string | number;
  /** not on a phone */
  readonly isWideOnly?: boolean;
}

export interface DataGridProps<Row> {
  /** for screen readers */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly selected?: string | undefined;
  readonly onSelect?: (row: Row) => void;
  /** Enter or double click */
  readonly onOpen?: (row: Row) => void;
  readonly ticked?: ReadonlySet<string>;
  readonly onTick?: (row: Row) => void;
  readonly empty?: ReactNode;
  readonly foot?: ReactNode;
  /** default 28 */
  readonly rowHeight?: number;
}

interface Sorting {
  readonly column: string;
  readonly isDown: boolean;
}

function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | undefined) {
  const by = columns.find((column) => column.id === sorting?.column)?.by;
  if (by === undefined || sorting === undefined) return rows;
  const sign = sorting.isDown ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (typeof x === 'number' && typeof y === 'number') return (x - y) * sign;
    return String(x).localeCompare(String(y), 'vi') * sign;
  });
}

/** row to go to, or undefined when the key is not one of movement */
function target(key: string, at: number, last: number): number | undefined {
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 12, PageUp: at - 12 }[key];
  return goal === undefined ? undefined : Math.max(0, Math.min(last, goal));
}

/** shortcuts, input methods, and controls inside a row */
const isForOthers = (event: KeyboardEvent): boolean =>
  event.ctrlKey ||
  event.altKey ||
  event.metaKey ||
  event.nativeEvent.isComposing ||
  event.target !== event.currentTarget;

function useGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, rowKey, selected, onSelect, onOpen, onTick } = props;
  const [sorting, setSorting] = useState<Sorting>();
  const [own, setOwn] = useState<string>();
  const ahead = useRef({ text: '', at: 0 });
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);
  const current = selected ?? own;
  const index = sorted.findIndex((row) => rowKey(row) === current);
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = props.rowHeight ?? 28;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  });
  const select = (at: number): void => {
    const row = sorted[at];
    if (row === undefined) return;
    setOwn(rowKey(row));
    onSelect?.(row);
    virtual.scrollToIndex(at);
  };
  const typeAhead = (key: string): void => {
    const now = Date.now();
    ahead.current = { text: (now - ahead.current.at < 900 ? ahead.current.text : '') + foldText(key), at: now };
    const by = columns.find((column) => column.by !== undefined)?.by;
    if (by === undefined) return;
    const found = sorted.findIndex((row) => foldText(String(by(row))).startsWith(ahead.current.text));
    if (found >= 0) select(found);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (isForOthers(event)) return;
    const goal = target(event.key, index, sorted.length - 1);
    const row = sorted[index];
    if (goal !== undefined) select(goal);
    else if (event.key === 'Enter' && row) onOpen?.(row);
    else if (event.key === ' ' && row) onTick?.(row);
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) typeAhead(event.key);
    else return;
    event.preventDefault();
  };
  return { sorted, current, index, box, virtual, sorting, setSorting, select, onKey };
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly hasTicks: boolean;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}

function Head<Row>({ columns, hasTicks, sorting, onSort }: HeadProps<Row>) {
  const t = useTexts(texts);
  return (
    <thead>
      <tr>
        {hasTicks && (
          <th style={{ width: 32 }}>
            <span className="sr">{t.tick}</span>
          </th>
        )}
        {columns.map(({ id, head, align, width, by }) => {
          const isSorted = sorting?.column === id;
          const Arrow = sorting?.isDown ? IconArrowDown : IconArrowUp;
          return (
            <th
              key={id}
              data-align={align}
              style={width === undefined ? undefined : { width }}
              aria-sort={isSorted ? (sorting.isDown ? 'descending' : 'ascending') : undefined}
            >
              {by === undefined ? (
                head
              ) : (
                <button
                  type="button"
                  tabIndex={-1}
                  title={t.sortBy(head)}
                  onClick={() => onSort({ column: id, isDown: isSorted && !sorting.isDown })}
                >
                  {head}
                  {isSorted && <Arrow size={12} aria-hidden="true" />}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Dense rows with the keys of a list: ↑↓ Home End PgUp PgDn, Enter opens, Space ticks, letters jump. Long lists draw only what is seen. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const t = useTexts(texts);
  const { label, rowKey, onOpen, ticked, onTick, empty, foot } = props;
  const isNarrow = useIsNarrow();
  const columns = isNarrow ? props.columns.filter(({ isWideOnly }) => isWideOnly !== true) : props.columns;
  const { sorted, current, box, virtual, sorting, setSorting, select, onKey } = useGrid(props);
  const seen = virtual.getVirtualItems();
  const before = seen[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0);
  const span = columns.length + (onTick ? 1 : 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a grid is walked with the arrows */}
      <section className="grid" ref={box} tabIndex={0} aria-label={label} onKeyDown={onKey}>
        <table>
          <Head columns={columns} hasTicks={onTick !== undefined} sorting={sorting} onSort={setSorting} />
          <tbody>
            {before > 0 && <tr style={{ height: before }} />}
            {seen.map(({ index }) => {
              const row = sorted[index];
              if (row === undefined) return null;
              const key = rowKey(row);
              return (
                <tr
                  key={key}
                  aria-current={key === current || undefined}
                  data-selected={key === current || undefined}
                  onClick={() => select(index)}
                  onDoubleClick={() => onOpen?.(row)}
                >
                  {onTick && (
                    <td>
                      <input
                        type="checkbox"
                        aria-label={t.tick}
                        checked={ticked?.has(key) ?? false}
                        onChange={() => onTick(row)}
                      />
                    </td>
                  )}
                  {columns.map((column) => (
                    <td key={column.id} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 && <tr style={{ height: after }} />}
            {sorted.length === 0 && (
              <tr>
                <td colSpan={span} className="mut">
                  {empty ?? t.emptyGrid}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
      {foot && <div className="grid-foot">{foot}</div>}
    </>
  );
}
