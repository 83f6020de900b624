import { fileURLToPath } from 'node:url';
import type { Column, Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { blockContent, printable, spans } from './print-blocks.ts';
import type { Paper, PrintPage } from './print-page.ts';
import { qrSvg } from './qr-code.ts';

const fontFile = (path: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/be-vietnam-pro/${path}`));

/** Complete TTF files: the split web fonts drop letters in PDFs. */
const font = {
  normal: fontFile('400Regular/BeVietnamPro_400Regular.ttf'),
  bold: fontFile('600SemiBold/BeVietnamPro_600SemiBold.ttf'),
};

const MM = 72 / 25.4;
const papers: Record<Paper, { size: TDocumentDefinitions['pageSize']; margins: [number, number, number, number] }> = {
  A4: { size: 'A4', margins: [15 * MM, 12 * MM, 12 * MM, 16 * MM] },
  A5: { size: 'A5', margins: [10 * MM, 10 * MM, 9 * MM, 14 * MM] },
  '80mm': { size: { width: 80 * MM, height: 'auto' }, margins: [4 * MM, 4 * MM, 4 * MM, 6 * MM] },
};

const DEMO_MARK = 'BẢN THỬ';

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

function head(page: PrintPage): Content {
  const { name, address, phone } = page.facility;
  const small = (text: string): Content => ({ text: printable(text), fontSize: 8.5 });
  const facility: Content[] = [
    { text: printable(name).toLocaleUpperCase('vi'), bold: true },
    small(address),
    small(`Điện thoại: ${phone}`),
  ];
  const columns: Column[] = [{ width: '*', stack: facility }];
  if (page.codes !== undefined) columns.push({ width: 'auto', stack: page.codes.map(small), alignment: 'center' });
  if (page.qr !== undefined) columns.push({ svg: qrSvg(page.qr), width: 62 });
  const title: Content[] = [{ text: printable(page.title), style: 'title' }];
  if (page.subtitle !== undefined) title.push({ text: spans(page.subtitle), alignment: 'center' });
  return {
    stack: [
      { columns, columnGap: 6 },
      { stack: title, margin: [0, 4, 0, 4] },
    ],
  };
}

const demoMark = {
  text: `${DEMO_MARK} – dữ liệu giả định`,
  alignment: 'center' as const,
  bold: true,
  fontSize: 8.5,
};

const foot = (page: PrintPage, current: number, total: number): Content[] => [
  { text: page.patient.map(printable).join(' · ') },
  { text: `${printable(page.printed)} · trang ${current}/${total}` },
];

/** A roll has one endless page: what other papers repeat on every page stands here once. */
function rollDefinition(page: PrintPage): TDocumentDefinitions {
  const mark = page.isDemo ? [demoMark] : [];
  const body = page.body.map((block) => blockContent(block, true));
  return { ...frame(page), content: [...mark, head(page), ...body, { margin: [0, 8, 0, 0], stack: foot(page, 1, 1) }] };
}

function sheetDefinition(page: PrintPage): TDocumentDefinitions {
  const [left, , right] = papers[page.paper].margins;
  const mark: Content = { ...demoMark, margin: [0, 3 * MM, 0, 0] };
  return {
    ...frame(page),
    ...(page.isDemo ? { watermark: { text: DEMO_MARK, opacity: 0.07, bold: true, angle: -35 }, header: mark } : {}),
    footer: (current, total) => ({
      margin: [left, 3 * MM, right, 0],
      fontSize: 8.5,
      stack: foot(page, current, total),
    }),
    content: [head(page), ...page.body.map((block) => blockContent(block, false))],
  };
}

function frame(page: PrintPage): Omit<TDocumentDefinitions, 'content'> {
  const { size, margins } = papers[page.paper];
  const isRoll = page.paper === '80mm';
  return {
    pageSize: size,
    pageMargins: margins,
    info: { title: printable(page.title), creator: 'Liền Mạch', creationDate: page.printedAt },
    language: 'vi-VN',
    defaultStyle: { font: 'BeVietnamPro', fontSize: isRoll ? 9 : 10 },
    styles: { title: { fontSize: isRoll ? 12 : 15, bold: true, alignment: 'center' } },
  };
}

/**
 * A print as the server makes it, always the same for the same page and time.
 *
 * @throws errors.unprintable when a text holds control characters
 */
export async function printPdf(page: PrintPage): Promise<Uint8Array> {
  printer ??= loadPrinter();
  const pdf = (await printer).createPdf(page.paper === '80mm' ? rollDefinition(page) : sheetDefinition(page));
  return new Uint8Array(await pdf.getBuffer());
}
