import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { PrintBlock, PrintPage, PrintStamp } from './print-page.ts';
import { printPdf as setPdf } from './print-pdf.ts';
import { qrSvg } from './qr-code.ts';

const printedAt = new Date('2026-11-20T02:31:00Z');
const page = (paper: PrintPage['paper'], body: readonly PrintBlock[], more: Partial<PrintPage> = {}): PrintPage => ({
  paper,
  facility: { name: 'Bệnh viện Đa khoa Bến Sen', address: 'Số 1 đường Bàu Sen', phone: '0000 000 100' },
  isDemo: true,
  title: 'ĐƠN THUỐC',
  patient: ['NGUYỄN THỊ HOÀI AN', 'Mã người bệnh 26-018374'],
  form: { code: 'DT', version: '2025.1', law: 'TT 26/2025/TT-BYT' },
  body,
  ...more,
});

const printPdf = (page: PrintPage, more: Partial<PrintStamp> = {}) =>
  setPdf(page, { printed: 'In lúc 09:31 20/11/2026', printedAt, copy: 1, ...more });

async function read(pdf: Uint8Array): Promise<{ text: string; pages: string[]; width: number; height: number }> {
  const document = await getDocumentProxy(pdf);
  const { text: pages } = await extractText(document, { mergePages: false });
  const view = (await document.getPage(1)).getViewport({ scale: 1 });
  const text = pages.join('\n').replace(/\s+/g, ' ');
  return { text, pages, width: Math.round(view.width), height: Math.round(view.height) };
}

const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const vowels = [...'aăâeêioôơuưy'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
const alphabet = [...vowels, 'đ', ...'bcdghklmnpqrstvxfjwz'].join(' ');

test('mọi chữ cái tiếng Việt in ra rồi đọc lại đúng từng chữ, cả chữ hoa', async () => {
  const body: PrintBlock[] = [
    { kind: 'paragraph', spans: [alphabet] },
    { kind: 'paragraph', spans: [{ bold: alphabet.toLocaleUpperCase('vi') }] },
  ];
  const { text } = await read(await printPdf(page('A4', body)));
  expect(text).toContain(alphabet);
  expect(text).toContain(alphabet.toLocaleUpperCase('vi'));
});

test('chữ gõ kiểu dựng sẵn hay tổ hợp đều in ra chữ dựng sẵn', async () => {
  const { text } = await read(
    await printPdf(page('A5', [{ kind: 'paragraph', spans: ['Đường huyết'.normalize('NFD')] }])),
  );
  expect(text).toContain('Đường huyết');
});

test('mỗi tờ có tên cơ sở, tiêu đề, hai dấu nhận người bệnh, số trang và chữ BẢN THỬ', async () => {
  const long = Array.from({ length: 90 }, (_, n) => ({ kind: 'paragraph' as const, spans: [`Dòng ${n + 1}`] }));
  const { pages } = await read(
    await printPdf(page('A5', long, { qr: '990014k7p2zq-C', codes: ['Lượt khám 105-047'] })),
  );
  expect(pages.length).toBeGreaterThan(1);
  expect(pages[0]).toContain('BỆNH VIỆN ĐA KHOA BẾN SEN');
  pages.forEach((text, index) => {
    expect(text).toContain('NGUYỄN THỊ HOÀI AN · Mã người bệnh 26-018374');
    expect(text).toContain(`trang ${index + 1}/${pages.length}`);
    expect(text).toContain('BẢN THỬ – dữ liệu giả định');
  });
});

test('cơ sở thật thì không có chữ BẢN THỬ', async () => {
  const { text } = await read(await printPdf(page('A4', [], { isDemo: false })));
  expect(text).not.toContain('BẢN THỬ');
});

test('khổ giấy đúng: A4, A5, 80 mm', async () => {
  expect(await read(await printPdf(page('A4', [])))).toMatchObject({ width: 595, height: 842 });
  expect(await read(await printPdf(page('A5', [])))).toMatchObject({ width: 420, height: 595 });
  expect(await read(await printPdf(page('80mm', [])))).toMatchObject({ width: 227 });
});

test('mọi loại khối đều in được và đọc lại được', async () => {
  const body: PrintBlock[] = [
    {
      kind: 'facts',
      facts: [
        ['Họ tên', 'TRẦN VĂN BA'],
        ['Giới tính', 'Nam'],
        ['Thẻ BHYT', undefined],
        ['Cân nặng', '58 kg'],
      ],
    },
    { kind: 'framed', text: 'DỊ ỨNG: PENICILIN' },
    { kind: 'rule' },
    {
      kind: 'item',
      number: 1,
      name: [{ bold: 'Amlodipin 5 mg (Amlor)' }],
      right: '28 viên',
      boxes: [{ label: 'Sáng', value: '1/2' }, { label: 'Trưa' }],
      note: 'uống sau ăn, 28 ngày',
    },
    {
      kind: 'table',
      head: ['Dịch vụ', 'Thành tiền'],
      rows: [['Khám Nội', '50.600']],
      align: ['left', 'right'],
      foot: ['Cộng', '50.600 đ'],
    },
    {
      kind: 'sign',
      date: '09:30, ngày 20 tháng 11 năm 2026',
      signers: [{ role: 'Bác sĩ khám bệnh', name: 'Trần Minh Khôi', signed: ['Đã ký số: Trần Minh Khôi'] }],
      left: ['Quét mã để kiểm tra'],
    },
  ];
  for (const paper of ['A4', 'A5', '80mm'] as const) {
    const { text } = await read(await printPdf(page(paper, body)));
    for (const piece of ['Họ tên: TRẦN VĂN BA', 'DỊ ỨNG: PENICILIN', 'Amlodipin 5 mg (Amlor)', '28 viên', 'Sáng 1/2']) {
      expect(text).toContain(piece);
    }
    expect(text).toContain('50.600');
    expect(text).not.toContain('Thẻ BHYT');
  }
});

test('ký tự điều khiển trong tên người bệnh thì không in', async () => {
  await expect(printPdf(page('A5', [], { title: 'A\u0007B' }))).rejects.toMatchObject({
    code: 'documents.unprintable',
  });
});

test('địa chỉ mạng và tệp trong nội dung chỉ là chữ, không được mở', async () => {
  const { text } = await read(
    await printPdf(page('A5', [{ kind: 'paragraph', spans: ['file:///etc/passwd http://127.0.0.1:9'] }])),
  );
  expect(text).toContain('file:///etc/passwd http://127.0.0.1:9');
});

test('mã QR có viền trắng bốn ô và chỉ gồm ô vuông', () => {
  const svg = qrSvg('990014k7p2zq-C');
  expect(svg).toMatch(/viewBox="0 0 29 29"/);
  expect(svg.match(/d="((?:M\d+ \d+h1v1h-1z)+)"/)).not.toBeNull();
  expect(svg).not.toMatch(/M[0-3] /);
});
