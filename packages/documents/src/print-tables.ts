import type { Content, TableCell } from 'pdfmake';
import type { PrintBlock } from './print-page.ts';
import { MM, printable } from './print-text.ts';

type Block<K extends PrintBlock['kind']> = Extract<PrintBlock, { kind: K }>;

const noLines = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: (column: number) => (column === 2 ? 8 : 0),
  paddingRight: () => 4,
  paddingTop: () => 0.5,
  paddingBottom: () => 0.5,
};

type Fact = Block<'facts'>['facts'][number];

function factCells([label, value = '', look]: Fact, isNarrow: boolean): TableCell[] {
  const lead = isNarrow ? 10 : 12;
  return [
    { text: `${printable(label)}:`, noWrap: true },
    { text: printable(value), bold: true, ...(look === 'lead' ? { fontSize: lead } : {}) },
  ];
}

const wholeRow = ([label, value]: TableCell[]): TableCell[] => [
  label ?? '',
  { ...(value as object), colSpan: 3 } as TableCell,
  '',
  '',
];

/** Pairs side by side; what is wide, or has no neighbour, takes the row. */
function pairedRows(facts: readonly Fact[]): TableCell[][] {
  const rows: TableCell[][] = [];
  let waiting: TableCell[] | undefined;
  for (const fact of facts) {
    const cells = factCells(fact, false);
    const isWide = fact[2] !== undefined;
    if (waiting === undefined && !isWide) {
      waiting = cells;
      continue;
    }
    if (waiting !== undefined) rows.push(isWide ? wholeRow(waiting) : [...waiting, ...cells]);
    if (isWide) rows.push(wholeRow(cells));
    waiting = undefined;
  }
  return waiting === undefined ? rows : [...rows, wholeRow(waiting)];
}

export function factsContent(block: Block<'facts'>, isNarrow: boolean): Content {
  const told = block.facts.filter(([, value]) => value !== undefined);
  if (told.length === 0) return [];
  const body = isNarrow ? told.map((fact) => factCells(fact, true)) : pairedRows(told);
  const widths = isNarrow ? ['auto', '*'] : ['auto', '*', 'auto', 'auto'];
  return { table: { widths, body }, layout: noLines, margin: [0, 1, 0, 1] };
}

const grey = '#808080';
/** head and ends are black, lines between rows step back */
function lineLayout(rows: number, columns: number) {
  const isStrong = (line: number) => line <= 1 || line === rows;
  return {
    hLineWidth: (line: number) => (isStrong(line) ? 0.8 : 0.4),
    hLineColor: (line: number) => (isStrong(line) ? '#000' : grey),
    vLineWidth: () => 0,
    paddingLeft: (column: number) => (column === 0 ? 0 : 4),
    paddingRight: (column: number) => (column === columns - 1 ? 0 : 4),
    paddingTop: () => 2,
    paddingBottom: () => 2,
  };
}

export function tableContent(block: Block<'table'>): Content {
  const align = (column: number) => block.align?.[column] ?? 'left';
  const widthOf = (column: number) => {
    const width = block.widths?.[column] ?? (column === 0 ? '*' : 'auto');
    return typeof width === 'number' ? width * MM : width;
  };
  const row = (cells: readonly string[], bold: boolean): TableCell[] =>
    cells.map((cell, column) => ({
      text: printable(cell),
      alignment: align(column),
      bold,
      // an amount never loses its đ to the next line
      noWrap: align(column) === 'right' && widthOf(column) === 'auto',
    }));
  const body = [
    row(block.head, true),
    ...block.rows.map((cells) => row(cells, false)),
    ...(block.foot === undefined ? [] : [row(block.foot, true)]),
  ];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: block.head.map((_, column) => widthOf(column)),
      body,
    },
    layout: lineLayout(body.length, block.head.length),
    margin: [0, 3, 0, 3],
  };
}
