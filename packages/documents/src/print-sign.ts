import type { Content } from 'pdfmake';
import type { PrintBlock } from './print-page.ts';
import { MM, printable, SMALL } from './print-text.ts';

type Sign = Extract<PrintBlock, { kind: 'sign' }>;

/** free for pen and seal */
const PEN_ROOM = 20 * MM;

const box = (lines: readonly string[]): Content => ({
  columns: [
    { width: '*', text: '' },
    {
      width: 'auto',
      table: {
        body: [[{ stack: lines.map((line) => ({ text: printable(line) })), fontSize: SMALL, alignment: 'left' }]],
      },
      layout: {
        hLineWidth: () => 0.8,
        vLineWidth: () => 0.8,
        paddingLeft: () => 6,
        paddingRight: () => 6,
        paddingTop: () => 3,
        paddingBottom: () => 3,
      },
    },
    { width: '*', text: '' },
  ],
  margin: [0, 3, 0, 3],
});

function signer({ role, name, licence, signed = [] }: Sign['signers'][number], date: string | undefined): Content {
  return {
    stack: [
      ...(date === undefined ? [] : [{ text: printable(date) }]),
      { text: printable(role), bold: true },
      signed.length > 0 ? box(signed) : { text: ' ', margin: [0, 0, 0, PEN_ROOM] },
      ...(name === undefined ? [] : [{ text: printable(name), bold: true }]),
      ...(licence === undefined ? [] : [{ text: printable(licence), fontSize: SMALL }]),
    ],
    alignment: 'center',
  };
}

/** A roll has room for one: whoever gave it out. */
function rollSign({ date, signers }: Sign): Content {
  const last = signers.at(-1);
  if (last === undefined) return [];
  return {
    unbreakable: true,
    margin: [0, 6, 0, 0],
    alignment: 'center',
    stack: [
      ...(date === undefined ? [] : [{ text: printable(date) }]),
      { text: printable(last.role), bold: true },
      { text: printable(last.name ?? ' '), margin: [0, 8 * MM, 0, 0] },
    ],
  };
}

/** Never torn from its names: the whole block moves to the next page. */
export function signContent(block: Sign, isNarrow: boolean): Content {
  if (isNarrow) return rollSign(block);
  const { date, left = [], signers } = block;
  const hints: Content = { stack: left.map((line) => ({ text: printable(line), fontSize: SMALL })) };
  const isAlone = signers.length === 1;
  const people = signers.map((one) => signer(one, isAlone ? date : undefined));
  const columns: Content[] = isAlone ? [hints, ...people] : people;
  return {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    stack: [
      ...(isAlone || date === undefined ? [] : [{ text: printable(date), alignment: 'right' as const }]),
      {
        columns: columns.map((one, index) => ({ width: isAlone && index === 0 ? '40%' : '*', stack: [one] })),
        columnGap: 8,
      },
      ...(isAlone || left.length === 0 ? [] : [hints]),
    ],
  };
}
