import { formatVnTime, toVnDay } from '@lienmach/core';
import { type Layout, type LayoutData, layOut, layoutOn, type PrintPage, printPdf } from '@lienmach/documents';
import type { Context, OperationParameter } from '@lienmach/system-kit';
import type { Binary, Patient } from 'fhir/r4';
import { errors } from './errors.ts';
import { patientOnPaper } from './patient-on-paper.ts';

/** content type of a page that is described and not yet set: what the print desk stamps, counts and prints */
export const PAGE_TYPE = 'application/vnd.lienmach.page+json';

/** What every operation that gives a paper takes and gives. */
export const paperParameters: readonly OperationParameter[] = [
  { name: 'paper', use: 'in', min: 0, max: '1', type: 'code' },
  { name: 'as', use: 'in', min: 0, max: '1', type: 'code' },
  { name: 'return', use: 'out', min: 1, max: '1', type: 'Binary' },
];

export interface PaperInput {
  /** A4, A5, 80mm, 50x30; absent: what is usual for the form */
  readonly paper?: string;
  /** `pdf`, or `page` for the print desk */
  readonly as?: string;
}

export interface GivenPaper {
  readonly layouts: readonly Layout[];
  /** day of the document itself: its layout is the one of that day */
  readonly day: string;
  readonly data: LayoutData;
  /** absent on papers about no patient */
  readonly patient?: Patient;
  /** resource that stands behind the paper: while it stands, the paper does */
  readonly source: string;
  /** what the QR code says until the print desk puts the check address there */
  readonly qr?: string;
  /** further short lines under the barcode */
  readonly codes?: readonly string[];
}

const encode = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

const facilityOf = ({ facility: { authority, name, address, phone } }: Context['site']): PrintPage['facility'] => ({
  ...(authority === undefined ? {} : { authority }),
  name,
  address,
  phone,
});

function pageOf({ site }: Pick<Context, 'site'>, given: GivenPaper, paper: string | undefined): PrintPage {
  const layout = layoutOn(given.layouts, given.day);
  if (layout === undefined) throw errors.noLayout({ detail: given.day });
  const person = given.patient === undefined ? undefined : patientOnPaper(given.patient, given.day);
  return layOut({
    layout,
    paper,
    data: { ...given.data, ...(person === undefined ? {} : { patient: { ...person } }) },
    facility: facilityOf(site),
    isDemo: site.isDemo,
    patient: person === undefined ? undefined : [person.name, `Mã người bệnh ${person.number}`],
    ...(person === undefined ? {} : { barcode: person.number }),
    codes: [...(person === undefined ? [] : [`Mã người bệnh ${person.number}`]), ...(given.codes ?? [])],
    qr: given.qr,
  });
}

/**
 * A paper of a room, as PDF to look at or as a page for the print desk.
 *
 * @throws papers.noLayout when no layout is in force on the day
 */
export async function givePaper(
  ctx: Pick<Context, 'site' | 'now'>,
  given: GivenPaper,
  { paper, as }: PaperInput,
): Promise<Binary> {
  const page = pageOf(ctx, given, paper);
  const place = { resourceType: 'Binary' as const, securityContext: { reference: given.source } };
  if (as === 'page') return { ...place, contentType: PAGE_TYPE, data: encode(JSON.stringify(page)) };
  const pdf = await printPdf(page, { printed: `In lúc ${formatVnTime(ctx.now())}`, printedAt: ctx.now() });
  return { ...place, contentType: 'application/pdf', data: encode(pdf) };
}

/** The page inside such an answer. */
export const pageIn = ({ data = '' }: Binary): PrintPage =>
  JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as PrintPage;

/** `09:30, ngày 20 tháng 11 năm 2026` */
export function dateLine(at: Date): string {
  const [year, month, day] = toVnDay(at).split('-');
  return `${formatVnTime(at).slice(0, 5)}, ngày ${day} tháng ${month} năm ${year}`;
}
