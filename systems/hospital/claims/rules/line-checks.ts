import { type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { daysBetweenDigits, inOrder } from './claim-moments.ts';
import { numberAt } from './claim-numbers.ts';
import { type Check, type ClaimView, everyRow, type Finding } from './claim-view.ts';
import { bedRows } from './episode-checks.ts';
import { inGroup, isBed, isFilled } from './row-kinds.ts';
import { doneAt } from './service-codes.ts';

const isWithinVisit = (moment: string, view: ClaimView): boolean =>
  inOrder(view.said('NGAY_VAO'), moment) && inOrder(moment, view.said('NGAY_RA'));

const TENDER = /^[^;]+;G[1-9]\d?;N[1-9]\d?;\d{4}$/;
/** made by the facility itself: a letter and the year */
const SELF_MADE = /^\p{L};\d{4}$/u;
const SUPPLY_TENDER = /^[^;]+;G\d{1,2};N\d{1,2};\d{4}$/;

const hasDrugTender = (row: ClaimRow): boolean => {
  const tender = textOf(row, 'TT_THAU');
  return tender === '' || inGroup(row, '7', '17') || TENDER.test(tender) || SELF_MADE.test(tender);
};

const isDrugSource = (row: ClaimRow, view: ClaimView): boolean => {
  const source = textOf(row, 'MA_CSKCB_THUOC');
  const pattern = view.day < '2025-01-01' ? /^(?:HC|[CKMH])\.\w{5}$/ : /^[CKMH]\.\w{5}$/;
  return source === '' || pattern.test(source);
};

const drugs: Readonly<Record<string, Check>> = {
  'DR-01': everyRow(['XML2'], 'MA_NHOM', (row) => inGroup(row, '4', '5', '6', '7', '17')),
  'DR-05': everyRow(['XML2'], 'TT_THAU', (row) => inGroup(row, '7', '17') || isFilled(row, 'TT_THAU')),
  'DR-06': everyRow(['XML2'], 'TT_THAU', hasDrugTender),
  'DR-09': everyRow(['XML2'], 'NGAY_YL', (row, view) => isWithinVisit(textOf(row, 'NGAY_YL'), view)),
  'DR-10': everyRow(['XML2'], 'NGAY_TH_YL', (row) => inOrder(textOf(row, 'NGAY_YL'), textOf(row, 'NGAY_TH_YL'))),
  'DR-12': everyRow(['XML2'], 'MA_CSKCB_THUOC', isDrugSource),
  'DR-14': everyRow(['XML2'], 'VET_THUONG_TP', (row) => ['', '1'].includes(textOf(row, 'VET_THUONG_TP'))),
};

/** one group and model, then one serial number or several */
const DEVICE = /^[A-ZĐ]{2,3}\.[123](?:\[[^\]]{1,200}\])?\.[^\s;][^;]{0,200}(?:;[^;]{1,200})*$/;
const OLD_DEVICE = /^[A-ZĐ]{2,3}\.\d\.\w{5}\.\S.{0,200}$/;

const hasDevice = (row: ClaimRow, view: ClaimView): boolean => {
  if (!inGroup(row, '1', '2', '3') || doneAt(row) !== undefined) return true;
  if (view.day >= '2025-01-01') return DEVICE.test(textOf(row, 'MA_MAY'));
  const devices = listOf(row, 'MA_MAY');
  return devices.length > 0 && devices.every((device) => OLD_DEVICE.test(device));
};

function hasAnaesthesia(row: ClaimRow): boolean {
  const kind = textOf(row, 'PP_VO_CAM');
  if (textOf(row, 'MA_DICH_VU').endsWith('_GT') && kind !== '2') return false;
  return !inGroup(row, '8') || ['1', '2', '3', '4'].includes(kind);
}

/** Days by which a late result may follow the discharge. */
const LATE_RESULT_DAYS = 60;

function isResultInTime(row: ClaimRow, view: ClaimView): boolean {
  const result = textOf(row, 'NGAY_KQ');
  if (result === '') return true;
  if (!inOrder(textOf(row, 'NGAY_TH_YL') || textOf(row, 'NGAY_YL'), result)) return false;
  const late = daysBetweenDigits(view.said('NGAY_RA'), result);
  return late === undefined || late <= LATE_RESULT_DAYS;
}

const serviceGroups = ['1', '2', '3', '8', '9', '10', '11', '12', '13', '14', '15', '16', '18', '19'];

const services: Readonly<Record<string, Check>> = {
  'SV-01': everyRow(['XML3'], 'MA_DICH_VU', (row) => isFilled(row, 'MA_DICH_VU') || isFilled(row, 'MA_VAT_TU')),
  'SV-02': everyRow(['XML3'], 'MA_NHOM', (row) => inGroup(row, ...serviceGroups)),
  'SV-05': everyRow(
    ['XML3'],
    'MA_VAT_TU',
    (row) => !inGroup(row, '10', '11') || isFilled(row, 'MA_VAT_TU', 'TEN_VAT_TU'),
  ),
  'SV-06': everyRow(['XML3'], 'TT_THAU', (row) => !inGroup(row, '10') || SUPPLY_TENDER.test(textOf(row, 'TT_THAU'))),
  'SV-10': everyRow(
    ['XML3'],
    'NGUOI_THUC_HIEN',
    (row) => !inGroup(row, '1', '2', '3', '8', '18') || doneAt(row) !== undefined || isFilled(row, 'NGUOI_THUC_HIEN'),
  ),
  'SV-11': everyRow(['XML3'], 'MA_BAC_SI', (row) => doneAt(row) !== undefined || isFilled(row, 'MA_BAC_SI')),
  'SV-12': everyRow(['XML3'], 'MA_MAY', hasDevice),
  'SV-13': everyRow(['XML3'], 'PP_VO_CAM', hasAnaesthesia),
  'SV-15': everyRow(['XML3'], 'NGAY_YL', (row, view) => isWithinVisit(textOf(row, 'NGAY_YL'), view)),
  'SV-16': everyRow(
    ['XML3'],
    'NGAY_TH_YL',
    (row, view) =>
      inOrder(textOf(row, 'NGAY_YL'), textOf(row, 'NGAY_TH_YL')) &&
      inOrder(textOf(row, 'NGAY_TH_YL'), view.said('NGAY_RA')),
  ),
  'SV-17': everyRow(['XML3'], 'NGAY_KQ', isResultInTime),
  'SV-32': everyRow(['XML3'], 'PHAM_VI', (row) => ['1', '2', '3'].includes(textOf(row, 'PHAM_VI'))),
};

/** Days on which more than one bed-day is billed. */
function crowdedDays(view: ClaimView): string[] {
  const sums = new Map<string, bigint>();
  for (const row of bedRows(view)) {
    const day = textOf(row, 'NGAY_YL').slice(0, 8);
    sums.set(day, (sums.get(day) ?? 0n) + (numberAt(row, 'SO_LUONG') ?? 0n));
  }
  return [...sums].filter(([, sum]) => sum > 1000n).map(([day]) => day);
}

const beds: Readonly<Record<string, Check>> = {
  'BED-01': everyRow(['XML3'], 'MA_GIUONG', (row) => {
    const codes = listOf(row, 'MA_GIUONG');
    return !isBed(row) || (codes.length > 0 && codes.every((code) => /^[HTCK]\d{3}$/.test(code)));
  }),
  'BED-03': everyRow(
    ['XML3'],
    'SO_LUONG',
    (row) => !isBed(row) || [0n, 500n, 1000n].includes(numberAt(row, 'SO_LUONG') ?? 0n),
  ),
  'BED-04': (view) => crowdedDays(view).map((day) => ({ where: 'XML3.SO_LUONG', detail: day })),
};

const isReported = (row: ClaimRow): boolean => inGroup(row, '1', '2', '3');
const codes = (view: ClaimView, table: string): Set<string> =>
  new Set(rowsOf(view.claim, table).map((row) => textOf(row, 'MA_DICH_VU')));

function missingResults(view: ClaimView): Finding[] {
  const reported = codes(view, 'XML4');
  return view.services.flatMap((row, at) =>
    isReported(row) && isFilled(row, 'NGAY_KQ') && !reported.has(textOf(row, 'MA_DICH_VU'))
      ? [{ where: `XML3[${at + 1}].MA_DICH_VU`, detail: textOf(row, 'MA_DICH_VU') }]
      : [],
  );
}

function unorderedResults(view: ClaimView): Finding[] {
  const ordered = codes(view, 'XML3');
  return view.results.flatMap((row, at) =>
    ordered.has(textOf(row, 'MA_DICH_VU')) ? [] : [{ where: `XML4[${at + 1}].MA_DICH_VU` }],
  );
}

function silentImages(view: ClaimView): Finding[] {
  const imaging = new Set(view.services.filter((row) => inGroup(row, '2')).map((row) => textOf(row, 'MA_DICH_VU')));
  return view.results.flatMap((row, at) =>
    imaging.has(textOf(row, 'MA_DICH_VU')) && !isFilled(row, 'MO_TA', 'KET_LUAN')
      ? [{ where: `XML4[${at + 1}].MO_TA` }]
      : [],
  );
}

const results: Readonly<Record<string, Check>> = {
  'LAB-01': missingResults,
  'LAB-02': unorderedResults,
  'LAB-03': everyRow(['XML4'], 'NGAY_KQ', (row) => !isFilled(row, 'GIA_TRI') || isFilled(row, 'NGAY_KQ')),
  'LAB-04': silentImages,
};

/**
 * Drugs, services, beds and results, line by line.
 *
 * @source QĐ 3176/QĐ-BYT XML2 to XML4; TT 22/2023/TT-BYT; checks used by public validators (secondary)
 */
export const lineChecks: Readonly<Record<string, Check>> = { ...drugs, ...services, ...beds, ...results };
