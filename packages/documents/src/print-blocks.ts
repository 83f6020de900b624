import type { Content } from 'pdfmake';
import { errors } from './errors.ts';
import type { PrintBlock, Span } from './print-page.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what is refused
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Composed letters (NFC): a base letter with loose accents would come out of the PDF as two. @throws errors.unprintable */
export function printable(text: string): string {
  if (CONTROL.test(text)) throw errors.unprintable();
  return text.normalize('NFC');
}

const span = (part: Span): { text: string; bold?: boolean } =>
  typeof part === 'string' ? { text: printable(part) } : { text: printable(part.bold), bold: true };

export const spans = (parts: readonly Span[]): Content => parts.map(span);

type Block<K extends PrintBlock['kind']> = Extract<PrintBlock, { kind: K }>;

const topLine = {
  hLineWidth: (line: number) => (line === 0 ? 0.8 : 0),
  vLineWidth: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

function facts({ facts: pairs }: Block<'facts'>, isNarrow: boolean): Content {
  const cells = pairs.flatMap(([label, value]) =>
    value === undefined ? [] : [{ text: [`${printable(label)}: `, span({ bold: value })] }],
  );
  if (isNarrow) return cells;
  const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, row) => [
    cells[row * 2] ?? '',
    cells[row * 2 + 1] ?? '',
  ]);
  return rows.map((columns) => ({ columns, columnGap: 8 }));
}

function table(block: Block<'table'>): Content {
  const alignment = (column: number) => (block.numeric?.includes(column) ? ('right' as const) : ('left' as const));
  const row = (cells: readonly string[], isHead: boolean) =>
    cells.map((cell, column) => ({
      text: printable(cell),
      alignment: alignment(column),
      bold: isHead,
      // an amount never loses its đ to the next line
      noWrap: alignment(column) === 'right',
    }));
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: block.head.map((_, column) => ((block.wide ?? [0]).includes(column) ? '*' : 'auto')),
      body: [row(block.head, true), ...block.rows.map((cells) => row(cells, false))],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 3, 0, 3],
  };
}

function item(block: Block<'item'>): Content {
  const boxes = (block.boxes ?? []).map(({ label, value }) => ({
    width: 'auto' as const,
    table: {
      body: [
        [spans([`${label} `, value === undefined ? '–' : { bold: value }])].map((text) => ({ text, noWrap: true })),
      ],
    },
    fontSize: 8.5,
  }));
  const note = block.note === undefined ? [] : [{ width: '*' as const, text: printable(block.note), margin: 3 }];
  const name = spans([{ bold: block.name }, block.detail === undefined ? '' : ` ${block.detail}`]);
  return {
    unbreakable: true,
    margin: [0, 3, 0, 2],
    columns: [
      { width: 18, text: `${block.number}.` },
      {
        width: '*',
        stack: [
          {
            columns: [
              { width: '*', text: name },
              { width: 'auto', text: printable(block.right), bold: true },
            ],
          },
          { columns: [...boxes, ...note], columnGap: 4, margin: [0, 2, 0, 0] },
        ],
      },
    ],
  };
}

function signature(block: Block<'signature'>): Content {
  const lines = block.lines.flatMap((line) => (line === undefined ? [] : [{ text: spans([line]) }]));
  const left = (block.left ?? []).map((line) => ({ text: printable(line), fontSize: 8.5 }));
  return {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    columns: [
      { width: '*', stack: left },
      { width: '*', stack: lines, alignment: 'center' },
    ],
  };
}

/** One block as pdfmake sets it. */
export function blockContent(block: PrintBlock, isNarrow: boolean): Content {
  switch (block.kind) {
    case 'paragraph':
      return { text: spans(block.spans), alignment: block.align ?? 'left', margin: [0, 2, 0, 0] };
    case 'facts':
      return facts(block, isNarrow);
    case 'framed':
      return { table: { widths: ['*'], body: [[{ text: printable(block.text), bold: true }]] }, margin: [0, 4, 0, 2] };
    case 'rule':
      return { table: { widths: ['*'], body: [[{ text: '', fontSize: 1 }]] }, layout: topLine, margin: [0, 3, 0, 0] };
    case 'table':
      return table(block);
    case 'item':
      return item(block);
    case 'signature':
      return signature(block);
  }
}
