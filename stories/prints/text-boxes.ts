import { getDocumentProxy } from 'unpdf';

/** One run of letters as it stands on paper; points from the lower left corner. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly size: number;
}

export interface PageBoxes {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly TextBox[];
  /** everything in reading order, without the mark across the page */
  readonly text: string;
}

interface Item {
  readonly str?: string;
  readonly width?: number;
  readonly transform?: readonly number[];
}

/** where the letters of Be Vietnam Pro end above and below the line, with two marks on a capital and a dot below */
const ABOVE = 0.98;
const BELOW = 0.24;

function boxOf({ str = '', width = 0, transform = [] }: Item): TextBox | undefined {
  const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
  // the mark across the page is turned; everything that is read stands upright
  if (str.trim() === '' || b !== 0 || a <= 0) return undefined;
  return { text: str, left: x, right: x + width, bottom: y - d * BELOW, top: y + d * ABOVE, size: d };
}

/** What stands where on every page of a PDF. */
export async function textBoxes(pdf: Uint8Array): Promise<PageBoxes[]> {
  const document = await getDocumentProxy(pdf.slice());
  const pages: PageBoxes[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const boxes = items.flatMap((item) => boxOf(item as Item) ?? []);
    pages.push({ width, height, boxes, text: boxes.map(({ text }) => text).join(' ') });
  }
  return pages;
}
