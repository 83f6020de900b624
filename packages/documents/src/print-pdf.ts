import { fileURLToPath } from 'node:url';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { blockContent } from './print-blocks.ts';
import { DEMO_MARK, demoMark, foot, rollFoot, rollHead, sheetHead } from './print-head.ts';
import type { Paper, PrintPage, PrintStamp } from './print-page.ts';
import { MM, printable, SMALL } from './print-text.ts';

const fontFile = (path: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/be-vietnam-pro/${path}`));

/** Complete TTF files: the split web fonts drop letters in PDFs. */
const font = {
  normal: fontFile('400Regular/BeVietnamPro_400Regular.ttf'),
  bold: fontFile('600SemiBold/BeVietnamPro_600SemiBold.ttf'),
};

type Margins = [left: number, top: number, right: number, bottom: number];

/** A size of its own for every print: pdfmake writes the height of a roll into it. */
type Size = () => TDocumentDefinitions['pageSize'];

const papers: Record<Paper, { size: Size; margins: Margins }> = {
  A4: { size: () => 'A4', margins: [15 * MM, 12 * MM, 12 * MM, 22 * MM] },
  A5: { size: () => 'A5', margins: [10 * MM, 10 * MM, 9 * MM, 21 * MM] },
  '80mm': { size: () => ({ width: 80 * MM, height: 'auto' }), margins: [4 * MM, 4 * MM, 4 * MM, 6 * MM] },
  '50x30': { size: () => ({ width: 50 * MM, height: 30 * MM }), margins: [1.5 * MM, 1.5 * MM, 1.5 * MM, 1 * MM] },
};

/** pdfmake is one object per process: fonts are fixed, nothing is fetched, no file but the two fonts is opened. */
async function loadPrinter() {
  const { default: pdfmake } = await import('pdfmake');
  const allowed = new Set(Object.values(font));
  pdfmake.setFonts({ BeVietnamPro: { ...font } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => allowed.has(path));
  return pdfmake;
}
let printer: ReturnType<typeof loadPrinter> | undefined;

const acrossThePage = { text: DEMO_MARK, opacity: 0.05, bold: true, angle: -35 };

/** A roll has one endless page: what other papers repeat on every page stands here once. */
function rollDefinition(page: PrintPage, stamp: PrintStamp): TDocumentDefinitions {
  const mark = page.isDemo ? [{ ...demoMark, text: `${DEMO_MARK} – dữ liệu giả định` }] : [];
  const body = page.body.map((block) => blockContent(block, true));
  return { ...frame(page, stamp), content: [...mark, rollHead(page), ...body, rollFoot(page, stamp)] };
}

/** Labels have no room for head or foot: each says itself who it belongs to. */
function labelDefinition(page: PrintPage, stamp: PrintStamp): TDocumentDefinitions {
  const content = page.body.map(
    (block, index): Content => ({
      stack: [blockContent(block, true)],
      ...(index === 0 ? {} : { pageBreak: 'before' }),
    }),
  );
  return { ...frame(page, stamp), ...(page.isDemo ? { watermark: acrossThePage } : {}), content };
}

function sheetDefinition(page: PrintPage, stamp: PrintStamp): TDocumentDefinitions {
  const [left, , right] = papers[page.paper].margins;
  const mark: Content = { ...demoMark, margin: [0, 3 * MM, 0, 0] };
  return {
    ...frame(page, stamp),
    ...(page.isDemo ? { watermark: acrossThePage, header: mark } : {}),
    footer: (current, total) => ({
      margin: [left, 2 * MM, right, 0],
      fontSize: SMALL,
      stack: foot(page, stamp, current, total),
    }),
    content: [sheetHead(page, stamp), ...page.body.map((block) => blockContent(block, false))],
  };
}

const fontSizes: Record<Paper, number> = { A4: 10.5, A5: 10, '80mm': 9, '50x30': SMALL };

function frame(page: PrintPage, stamp: PrintStamp): Omit<TDocumentDefinitions, 'content'> {
  const { size, margins } = papers[page.paper];
  return {
    pageSize: size(),
    pageMargins: margins,
    info: { title: printable(page.title), creator: 'Liền Mạch', creationDate: stamp.printedAt },
    language: 'vi-VN',
    defaultStyle: { font: 'BeVietnamPro', fontSize: fontSizes[page.paper] },
  };
}

const definitions: Record<Paper, (page: PrintPage, stamp: PrintStamp) => TDocumentDefinitions> = {
  A4: sheetDefinition,
  A5: sheetDefinition,
  '80mm': rollDefinition,
  '50x30': labelDefinition,
};

/**
 * A print as the server makes it, always the same for the same page and stamp.
 *
 * @throws errors.unprintable when a text holds control characters, errors.notABarcode
 */
export async function printPdf(page: PrintPage, stamp: PrintStamp): Promise<Uint8Array> {
  printer ??= loadPrinter();
  const pdf = (await printer).createPdf(definitions[page.paper](page, stamp));
  return new Uint8Array(await pdf.getBuffer());
}
