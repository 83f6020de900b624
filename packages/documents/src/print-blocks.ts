import type { Content } from 'pdfmake';
import { barcodeSvg } from './code-128.ts';
import type { PrintBlock } from './print-page.ts';
import { signContent } from './print-sign.ts';
import { factsContent, tableContent } from './print-tables.ts';
import { MM, printable, SMALL, spans } from './print-text.ts';
import { qrSvg } from './qr-code.ts';

type Block<K extends PrintBlock['kind']> = Extract<PrintBlock, { kind: K }>;

const boxLines = {
  hLineWidth: () => 0.6,
  vLineWidth: () => 0.6,
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 1,
  paddingBottom: () => 1,
};
const grey = '#808080';
/** an empty box steps back, but stays readable on paper */
const emptyLines = { ...boxLines, hLineColor: () => grey, vLineColor: () => grey };

function box({ label, value }: NonNullable<Block<'item'>['boxes']>[number]) {
  const text = spans([`${label} `, value === undefined ? '–' : { bold: value }]);
  return {
    width: 'auto' as const,
    table: { body: [[{ text, noWrap: true, ...(value === undefined ? { color: '#606060' } : {}) }]] },
    layout: value === undefined ? emptyLines : boxLines,
    fontSize: SMALL,
  };
}

/** the hint fits beside the boxes on the narrowest sheet, by the count of its letters */
const isShort = ({ boxes = [], note = '' }: Block<'item'>): boolean =>
  boxes.length > 0 &&
  boxes.reduce((sum, { label, value }) => sum + label.length + (value?.length ?? 1) + 4, 0) + note.length < 68;

function item(block: Block<'item'>): Content {
  const boxes = (block.boxes ?? []).map(box);
  const { note } = block;
  const beside =
    note !== undefined && isShort(block) ? [{ width: '*' as const, text: printable(note), margin: 2 }] : [];
  const row: Content[] =
    boxes.length === 0 ? [] : [{ columns: [...boxes, ...beside], columnGap: 4, margin: [0, 2, 0, 0] }];
  const isBelow = note !== undefined && beside.length === 0;
  const below: Content[] = [
    ...row,
    ...(isBelow ? [{ text: printable(note), margin: [0, 1.5, 0, 0] as [number, number, number, number] }] : []),
  ];
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
              { width: '*', text: spans(block.name) },
              { width: 'auto', text: printable(block.right), bold: true, noWrap: true },
            ],
            columnGap: 8,
          },
          ...below,
        ],
      },
    ],
  };
}

function squareLabel(block: Block<'label'>): Content {
  const lines = block.lines.map((line) => ({ text: spans(line) }));
  return {
    columns: [
      { width: 27 * MM, stack: [...lines, { text: printable(block.below) }], lineHeight: 0.9 },
      { width: 20 * MM, svg: qrSvg(block.barcode), fit: [20 * MM, 20 * MM] },
    ],
    columnGap: 0,
  };
}

function label(block: Block<'label'>): Content {
  if (block.isSquare) return squareLabel(block);
  const [name = [], ...rest] = block.lines;
  return {
    stack: [
      { text: spans(name) },
      ...rest.map((line) => ({ text: spans(line) })),
      { svg: barcodeSvg(block.barcode).svg, width: 47 * MM, height: 5.5 * MM, margin: [0, 1, 0, 0] },
      { text: printable(block.below) },
    ],
    lineHeight: 0.9,
  };
}

const sizes = { small: SMALL, normal: undefined, large: 13, huge: 48 } as const;

function paragraph({ spans: parts, align = 'left', size = 'normal' }: Block<'paragraph'>): Content {
  const fontSize = sizes[size];
  return {
    text: spans(parts),
    alignment: align,
    margin: [0, 2, 0, 0],
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(size === 'huge' ? { lineHeight: 0.95, margin: [0, 0, 0, 0] } : {}),
  };
}

const heavyFrame = { ...boxLines, hLineWidth: () => 1.4, vLineWidth: () => 1.4, paddingLeft: () => 5 };

/** One block as pdfmake sets it. */
export function blockContent(block: PrintBlock, isNarrow: boolean): Content {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block);
    case 'facts':
      return factsContent(block, isNarrow);
    case 'framed':
      return {
        table: { widths: ['*'], body: [[{ text: printable(block.text), bold: true }]] },
        layout: heavyFrame,
        margin: [0, 4, 0, 2],
      };
    case 'rule':
      return {
        table: { widths: ['*'], body: [[{ text: '', fontSize: 1 }]] },
        layout: {
          hLineWidth: (line: number) => (line === 0 ? 0.8 : 0),
          vLineWidth: () => 0,
          paddingTop: () => 0,
          paddingBottom: () => 0,
        },
        margin: [0, 3, 0, 0],
      };
    case 'table':
      return tableContent(block);
    case 'item':
      return item(block);
    case 'sign':
      return signContent(block, isNarrow);
    case 'label':
      return label(block);
  }
}
