import { devicePackageCap } from '@lienmach/benefit';
import { type ListedCode, linesOf } from './claim-context.ts';
import { type ClaimRow, textOf } from './claim-file.ts';
import { isClose, numberAt, thousandths } from './claim-numbers.ts';
import { type Check, type ClaimView, everyRow, type Finding } from './claim-view.ts';
import { orderDay } from './row-kinds.ts';
import { bareService } from './service-codes.ts';

/** No line of the list allows this price. A line without a price allows all. */
function isDearer(price: bigint | undefined, lines: readonly ListedCode[] | undefined): boolean {
  if (price === undefined || lines === undefined || lines.length === 0) return false;
  return lines.every(({ says }) => {
    const approved = thousandths(says?.price ?? '');
    return approved !== undefined && price > approved;
  });
}

/** The lines of a drug that are this product; all, when the list does not tell products apart. @source none: how lists are read */
export const productLines = (lines: readonly ListedCode[], row: ClaimRow): readonly ListedCode[] =>
  lines.filter(({ says }) =>
    [
      ['registration', 'SO_DANG_KY'],
      ['tender', 'TT_THAU'],
    ].every(([part = '', field = '']) => (says?.[part] ?? textOf(row, field)) === textOf(row, field)),
  );

function dearDrugs(row: ClaimRow, { context }: ClaimView): boolean {
  const lines = linesOf(context, 'drugs', textOf(row, 'MA_THUOC'), orderDay(row));
  return isDearer(numberAt(row, 'DON_GIA'), lines && productLines(lines, row));
}

const dearServices = (row: ClaimRow, { context }: ClaimView): boolean =>
  isDearer(numberAt(row, 'DON_GIA_BH'), linesOf(context, 'services', bareService(row), orderDay(row)));

const dearLines: Check = (view) => [
  ...everyRow(['XML2'], 'DON_GIA', (row) => !dearDrugs(row, view))(view),
  ...everyRow(['XML3'], 'DON_GIA_BH', (row) => textOf(row, 'MA_VAT_TU') !== '' || !dearServices(row, view))(view),
];

interface Placed {
  readonly row: ClaimRow;
  readonly where: string;
}

const surgeries = (view: ClaimView): Placed[] =>
  view.services.flatMap((row, at) =>
    textOf(row, 'MA_NHOM') === '8' && textOf(row, 'NGAY_TH_YL') !== ''
      ? [{ row, where: `XML3[${at + 1}].TYLE_TT_DV` }]
      : [],
  );

const startOf = ({ row }: Placed): string => textOf(row, 'NGAY_TH_YL');
const endOf = ({ row }: Placed): string => textOf(row, 'NGAY_KQ') || textOf(row, 'NGAY_TH_YL');
const isSameSitting = (a: Placed, b: Placed): boolean => startOf(a) <= endOf(b) && startOf(b) <= endOf(a);
const priceOf = ({ row }: Placed): bigint => numberAt(row, 'DON_GIA_BH') ?? 0n;

/** In one sitting the dearest act counts whole, each further one half or 80 %. */
function wrongSittings(view: ClaimView): Finding[] {
  const all = surgeries(view);
  return all.flatMap((one) => {
    const together = all.filter((other) => other !== one && isSameSitting(one, other));
    if (together.length === 0) return [];
    const isFirst = together.every(
      (other) =>
        priceOf(other) < priceOf(one) || (priceOf(other) === priceOf(one) && all.indexOf(one) < all.indexOf(other)),
    );
    const ratio = textOf(one.row, 'TYLE_TT_DV');
    return (isFirst ? ['100'] : ['50', '80']).includes(ratio) ? [] : [{ where: one.where, detail: ratio }];
  });
}

/** Packages of supplies above their ceiling, which is a number of base salaries. */
function dearPackages(view: ClaimView): Finding[] {
  const sums = new Map<string, bigint>();
  for (const row of view.services) {
    const name = textOf(row, 'GOI_VTYT');
    if (name !== '') sums.set(name, (sums.get(name) ?? 0n) + (numberAt(row, 'THANH_TIEN_BH') ?? 0n));
  }
  const cap = devicePackageCap(view.day) * 10n;
  return [...sums].filter(([, sum]) => sum > cap).map(([name]) => ({ where: 'XML3.GOI_VTYT', detail: name }));
}

function isExamSumLow(view: ClaimView): boolean {
  const exams = view.services.filter((row) => textOf(row, 'MA_NHOM') === '13');
  const total = exams.reduce((sum, row) => sum + (numberAt(row, 'THANH_TIEN_BH') ?? 0n), 0n);
  const highest = exams.map((row) => numberAt(row, 'DON_GIA_BH') ?? 0n).toSorted((a, b) => Number(b - a))[0] ?? 0n;
  return total <= highest * 2n;
}

/**
 * Prices against what is approved, and what several acts may cost together.
 *
 * @source QĐ 4750/QĐ-BYT (verified) for acts of one sitting; TT 04/2017/TT-BYT and TT 22/2023/TT-BYT (from memory) for packages and examinations; public validators (secondary)
 */
export const priceChecks: Readonly<Record<string, Check>> = {
  'MON-31': everyRow(
    ['XML3'],
    'DON_GIA_BV',
    (row) => textOf(row, 'TAI_SU_DUNG') !== '1' || isClose(numberAt(row, 'DON_GIA_BV'), numberAt(row, 'DON_GIA_BH')),
  ),
  'MON-34': wrongSittings,
  'MON-36': dearPackages,
  'MON-37': dearLines,
  'EX-04': (view) => (isExamSumLow(view) ? [] : [{ where: 'XML3.THANH_TIEN_BH' }]),
};
