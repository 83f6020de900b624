import type { Content, TableCell } from 'pdfmake';
import type { PrintBlock } from './print-page.ts';
import { MM, printable, SMALL } from './print-text.ts';

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

/** Labels stand in one column over all rows of a paper: as wide as the longest of them needs, guessed from its letters. */
const labelWidth = (told: readonly Fact[], size: number): number =>
  Math.max(...told.map(([label]) => label.length + 1)) * size * 0.53 + 5;

const rowTable = (body: TableCell[][], widths: (number | string)[]): Content => ({
  table: { widths, body },
  layout: noLines,
});

/** Pairs side by side; what is wide, or has no neighbour, takes the row. */
function pairedRows(told: readonly Fact[], first: number): Content[] {
  const rows: Content[] = [];
  const alone = (fact: Fact) => rows.push(rowTable([factCells(fact, false)], [first, '*']));
  let waiting: Fact | undefined;
  for (const fact of told) {
    const isWide = fact[2] !== undefined;
    if (waiting === undefined && !isWide) {
      waiting = fact;
      continue;
    }
    if (waiting !== undefined && !isWide) {
      rows.push(rowTable([[...factCells(waiting, false), ...factCells(fact, false)]], [first, '*', 'auto', 'auto']));
    } else if (waiting !== undefined) alone(waiting);
    if (isWide) alone(fact);
    waiting = undefined;
  }
  if (waiting !== undefined) alone(waiting);
  return rows;
}

export function factsContent(block: Block<'facts'>, isNarrow: boolean): Content {
  const told = block.facts.filter(([, value]) => value !== undefined);
  if (told.length === 0) return [];
  if (isNarrow) {
    const body = told.map((fact) => factCells(fact, true));
    return { table: { widths: ['auto', '*'], body }, layout: noLines, margin: [0, 1, 0, 1] };
  }
  return { stack: pairedRows(told, labelWidth(told, 10)), margin: [0, 1, 0, 1] };
}

const grey = '#808080';
/** head and ends are black, lines between rows step back */
function lineLayout(rows: number, columns: number, captions: number) {
  const isStrong = (line: number) => line === captions || line === captions + 1 || line === rows;
  return {
    hLineWidth: (line: number) => (isStrong(line) ? 0.8 : line < captions ? 0 : 0.4),
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
  const caption: TableCell[][] =
    block.caption === undefined
      ? []
      : [
          [
            { text: printable(block.caption), bold: true, colSpan: block.head.length },
            ...block.head.slice(1).map(() => ''),
          ],
        ];
  const body = [
    ...caption,
    row(block.head, true),
    ...block.rows.map((cells) => row(cells, false)),
    ...(block.foot === undefined ? [] : [row(block.foot, true)]),
  ];
  return {
    table: {
      headerRows: caption.length + 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: block.head.map((_, column) => widthOf(column)),
      body,
    },
    layout: lineLayout(body.length, block.head.length, caption.length),
    margin: [0, 3, 0, 3],
    ...(block.isSmall === true ? { fontSize: SMALL } : {}),
  };
}
