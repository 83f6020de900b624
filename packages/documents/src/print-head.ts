import type { Column, Content } from 'pdfmake/interfaces';
import { barcodeSvg } from './code-128.ts';
import type { PrintPage, PrintStamp } from './print-page.ts';
import { MM, printable, SMALL, spans } from './print-text.ts';
import { qrSvg } from './qr-code.ts';

export const DEMO_MARK = 'BẢN THỬ';

const small = (text: string): Content => ({ text: printable(text), fontSize: SMALL });

export const demoMark = {
  text: `${DEMO_MARK} – dữ liệu giả định, không có giá trị sử dụng`,
  alignment: 'center' as const,
  bold: true,
  fontSize: SMALL,
};

/** wide enough for a hand reader, never wider than its column */
const barWidth = (modules: number): number => Math.min(36 * MM, modules * 0.27 * MM);

function codes(page: PrintPage): Column[] {
  if (page.barcode === undefined) return [];
  const { svg, modules } = barcodeSvg(page.barcode);
  return [
    {
      width: 'auto',
      alignment: 'center',
      stack: [
        { svg, width: barWidth(modules), height: 7.5 * MM, alignment: 'center' },
        ...(page.codes ?? []).map(small),
      ],
    },
  ];
}

function facility({ facility: { authority, name, address, phone } }: PrintPage): Content {
  return [
    ...(authority === undefined ? [] : [{ text: printable(authority).toLocaleUpperCase('vi'), fontSize: SMALL }]),
    { text: printable(name).toLocaleUpperCase('vi'), bold: true },
    small(address),
    small(`Điện thoại: ${phone}`),
  ];
}

const nation = (): Content => ({
  stack: [
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true },
    { text: 'Độc lập – Tự do – Hạnh phúc', bold: true, decoration: 'underline' },
  ],
  alignment: 'center',
  margin: [0, 0, 0, 8],
});

function title(page: PrintPage, isNarrow: boolean): Content {
  const lines: Content[] = [
    { text: printable(page.title), fontSize: isNarrow ? 13 : 16, bold: true, alignment: 'center' },
  ];
  if (page.subtitle !== undefined) lines.push({ text: spans(page.subtitle), alignment: 'center' });
  return { stack: lines, margin: isNarrow ? [0, 4, 0, 3] : [0, 6, 0, 5] };
}

/** what the QR code says: where to check this paper, else the number the law wants there */
const qrOf = (page: PrintPage, stamp: PrintStamp): string | undefined => stamp.check?.url ?? page.qr;

/** Facility, barcode and QR, title. */
export function sheetHead(page: PrintPage, stamp: PrintStamp): Content {
  const qr = qrOf(page, stamp);
  const columns: Column[] = [{ width: '*', stack: [facility(page)] }, ...codes(page)];
  if (qr !== undefined) columns.push({ svg: qrSvg(qr), width: 20 * MM, margin: [0, -2 * MM, -2 * MM, 0] });
  return {
    stack: [...(page.hasNationalHead === true ? [nation()] : []), { columns, columnGap: 8 }, title(page, false)],
  };
}

/** A roll is narrow: everything in the middle, the QR code at the end. */
export function rollHead(page: PrintPage): Content {
  const { name, address, phone } = page.facility;
  return {
    alignment: 'center',
    stack: [
      { text: printable(name).toLocaleUpperCase('vi'), bold: true },
      small(`${address} · ${phone}`),
      title(page, true),
    ],
  };
}

const copyText = ({ copy }: PrintStamp): Content[] =>
  copy === undefined ? [] : [' · ', copy === 1 ? 'bản 1' : { text: `bản ${copy}, in lại`, bold: true }];

export const checkText = ({ check }: PrintStamp): string | undefined =>
  check === undefined ? undefined : `Mã kiểm tra ${(check.code.match(/.{1,4}/g) ?? []).join(' ')}`;

/** Who, what, when, how often, which leaf: on every page. */
export function foot(page: PrintPage, stamp: PrintStamp, current: number, total: number): Content[] {
  const { code, version } = page.form;
  const check = checkText(stamp);
  return [
    ...(page.patient === undefined ? [] : [{ text: page.patient.map(printable).join(' · ') }]),
    {
      text: [
        `${printable(stamp.printed)}`,
        ...copyText(stamp),
        ` · mẫu ${printable(code)} ${printable(version)} · trang ${current}/${total}`,
      ],
    },
    ...(check === undefined ? [] : [{ text: check }]),
  ];
}

/** End of a roll: the code to check it, and the foot that other papers have on every page. */
export function rollFoot(page: PrintPage, stamp: PrintStamp): Content {
  const qr = qrOf(page, stamp);
  return {
    alignment: 'center',
    margin: [0, 6, 0, 0],
    fontSize: SMALL,
    stack: [...(qr === undefined ? [] : [{ svg: qrSvg(qr), width: 26 * MM }]), ...foot(page, stamp, 1, 1)],
  };
}
