import type { PrintPage, papers } from '@lienmach/documents';
import type { PageBoxes, TextBox } from './text-boxes.ts';

/** millimetres that printers cannot reach, or that a cutter may take */
const edges: Record<(typeof papers)[number], number> = { A4: 8, A5: 6, '80mm': 3, '50x30': 1 };
const MM = 72 / 25.4;
const FLOOR = 8.5;
/** letters may touch by this much: boxes are those of the tallest letters of the font */
const TOUCH = 1.6;

const bare = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

function outside({ width, height, boxes }: PageBoxes, edge: number): string[] {
  return boxes
    .filter(({ left, right, bottom, top }) => left < edge || right > width - edge || bottom < edge / 2 || top > height)
    .map(({ text }) => `leaves the page: ${text}`);
}

const overlap = (a: TextBox, b: TextBox): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOUCH &&
  Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom) > TOUCH + 0.12 * Math.max(a.size, b.size);

function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`overlap: ${one.text} | ${other.text}`] : [])),
  );
}

function identity({ text }: PageBoxes, page: PrintPage, number: number, total: number): string[] {
  const has = (piece: string): boolean => bare(text).includes(bare(piece));
  const marks = page.paper === '50x30' ? [`ống ${number}/${total}`] : [`trang ${number}/${total}`];
  const wanted = [...(page.patient ?? []).map((one) => one.replace('Mã người bệnh ', '')), ...marks];
  const demo = page.isDemo && page.paper !== '50x30' ? ['BẢN THỬ'] : [];
  return [...wanted, ...demo].filter((piece) => !has(piece)).map((piece) => `page ${number} lacks: ${piece}`);
}

/** Every text of a described page, as it must be found on paper. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return hidden.has(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, name));
}
/** parts of a description that are not letters */
const hidden = new Set(['kind', 'align', 'size', 'widths', 'paper', 'look', 'law', 'qr', 'barcode', 'number']);

const looks = new Set(['wide', 'lead']);

/** A roll leaves out the authority and all signers but the last; a label has no head. */
function shownOn(page: PrintPage): unknown {
  if (page.paper === '50x30') return page.body;
  if (page.paper !== '80mm') return { ...page, patient: [] };
  const body = page.body.map((block) =>
    block.kind === 'sign' ? { ...block, signers: block.signers.slice(-1) } : block,
  );
  return { ...page, patient: [], facility: { ...page.facility, authority: '' }, body };
}

function missing(pages: readonly PageBoxes[], page: PrintPage): string[] {
  const text = bare(pages.map((one) => one.text).join(' ')).toLocaleLowerCase('vi');
  return textsOf(shownOn(page))
    .filter((piece) => !looks.has(piece) && bare(piece) !== '')
    .filter((piece) => !text.includes(bare(piece).toLocaleLowerCase('vi')))
    .map((piece) => `not on paper letter by letter: ${piece}`);
}

/** Everything that is wrong with a print; an empty list is a good one. */
export function faultsOf(pages: readonly PageBoxes[], page: PrintPage): string[] {
  const edge = edges[page.paper] * MM;
  return [
    ...pages.flatMap((one, index) => [
      ...outside(one, edge),
      ...overlaps(one.boxes),
      ...one.boxes.filter(({ size }) => size < FLOOR - 0.01).map(({ text, size }) => `${size} pt: ${text}`),
      ...identity(one, page, index + 1, pages.length),
    ]),
    ...missing(pages, page),
  ];
}
