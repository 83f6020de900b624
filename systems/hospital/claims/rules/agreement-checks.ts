import { claimTables } from '../catalogs/claim-tables.ts';
import { ageInDays, ageInYears } from './claim-ages.ts';
import { type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { inOrder } from './claim-moments.ts';
import { numberAt } from './claim-numbers.ts';
import { type Check, type ClaimView, everyRow, type Finding, isType, summaryHolds } from './claim-view.ts';
import { expectedBenefit } from './expected-benefit.ts';
import { inGroup, isBed } from './row-kinds.ts';

/** Only these lists may leave an item open: cards of some groups have no known end. */
const mayBeOpen = new Set(['GT_THE_DEN']);

function openLists(view: ClaimView): Finding[] {
  return claimTables.flatMap((table) =>
    rowsOf(view.claim, table.code).flatMap((row, at) =>
      table.fields
        .filter(({ name, many }) => many === true && !mayBeOpen.has(name) && listOf(row, name).includes(''))
        .map(({ name }) => ({ where: `${table.code}[${at + 1}].${name}` })),
    ),
  );
}

const person: Readonly<Record<string, Check>> = {
  'STR-09': openLists,
  'X1-ID-02': summaryHolds('SO_CCCD', (view) => /^(?:\d{12}|\d{9}|[A-Z]\d{7,8})?$/.test(view.said('SO_CCCD'))),
  'X1-ID-08': summaryHolds('NGAY_SINH', (view) => (ageInYears(view) ?? 0) <= 120),
  'X1-ID-11': summaryHolds(
    'MA_DANTOC',
    (view) => ['', '000'].includes(view.said('MA_QUOCTICH')) || view.said('MA_DANTOC') === '55',
  ),
  'X1-ID-12': summaryHolds('MA_NGHE_NGHIEP', (view) =>
    (view.day < '2025-01-01' ? /^\d{5}$/ : /^\d{2}$/).test(view.said('MA_NGHE_NGHIEP')),
  ),
  'X1-ID-15': summaryHolds('DIEN_THOAI', (view) => /^(?:0\d{9,10}|\+?\d{8,15})?$/.test(view.said('DIEN_THOAI'))),
  'CARD-14': summaryHolds('NAM_NAM_LIEN_TUC', (view) => {
    const exempt = view.said('NGAY_MIEN_CCT').slice(0, 8);
    const reached = view.said('NAM_NAM_LIEN_TUC');
    return exempt === '' || (reached !== '' && reached <= exempt);
  }),
};

const serviceDays = (view: ClaimView): number =>
  new Set(view.services.map((row) => textOf(row, 'NGAY_YL').slice(0, 8))).size;

const sameDiagnosis = (row: ClaimRow, view: ClaimView): boolean => {
  const said = textOf(row, 'CHAN_DOAN_RV');
  return said === view.said('CHAN_DOAN_RV') || said === [...view.said('CHAN_DOAN_RV')].slice(0, 1500).join('');
};

const episode: Readonly<Record<string, Check>> = {
  'EP-11': summaryHolds(
    'SO_NGAY_DTRI',
    (view) => !isType(view, '08') || view.said('SO_NGAY_DTRI') === String(serviceDays(view)),
  ),
  'EP-22': summaryHolds(
    'MA_DOITUONG_KCB',
    (view) => view.said('MA_DOITUONG_KCB') !== '1.7' || (ageInDays(view) ?? 0) <= 28,
  ),
  'EP-23': summaryHolds(
    'MA_KHUVUC',
    (view) => view.said('MA_DOITUONG_KCB') !== '3.6' || ['K1', 'K2', 'K3'].includes(view.said('MA_KHUVUC')),
  ),
  'EP-26': summaryHolds('MA_LOAI_RV', (view) => {
    const outcome = view.said('KET_QUA_DTRI');
    const leaving = view.said('MA_LOAI_RV');
    return outcome === '6' ? leaving === '4' : outcome !== '5' || !['2', '4', '5'].includes(leaving);
  }),
  'DX-10': summaryHolds(
    'CHAN_DOAN_RV',
    (view) => !/(?<!\p{L})(?:theo dõi|nghi|TD)(?!\p{L})/iu.test(view.said('CHAN_DOAN_RV').normalize('NFC')),
  ),
  'DX-11': everyRow(['XML7', 'XML8', 'XML13', 'XML14'], 'CHAN_DOAN_RV', sameDiagnosis),
  'CT7-05': everyRow(['XML7'], 'MA_YTE', (row, view) => textOf(row, 'MA_YTE') === view.said('MA_BN')),
  'CT7-07': everyRow(['XML7'], 'NGAY_CT', (row, view) =>
    inOrder(view.said('NGAY_RA').slice(0, 8), textOf(row, 'NGAY_CT')),
  ),
  'CT8-01': (view) => (view.claim.has('XML8') && !isType(view, '03', '04', '06') ? [{ where: 'XML8' }] : []),
  'CT13-01': (view) =>
    view.claim.has('XML13') === ['2', '5'].includes(view.said('MA_LOAI_RV')) ? [] : [{ where: 'XML13' }],
};

/** Rows that repeat another one in all these fields. */
const repeatedIn =
  (table: string, fields: readonly string[]): Check =>
  (view) => {
    const seen = new Set<string>();
    return rowsOf(view.claim, table).flatMap((row, at) => {
      const key = JSON.stringify(fields.map((field) => textOf(row, field)));
      const isRepeated = seen.has(key);
      seen.add(key);
      return isRepeated ? [{ where: `${table}[${at + 1}]` }] : [];
    });
  };

const isFlag = (row: ClaimRow, ...fields: string[]): boolean =>
  fields.every((field) => ['', '1'].includes(textOf(row, field)));

const isPaidByOthers = (row: ClaimRow): boolean => ['2', '3'].includes(textOf(row, 'NGUON_CTRA'));

function areServicesClaimed(row: ClaimRow, view: ClaimView): boolean {
  const known = new Set(view.services.map((service) => textOf(service, 'MA_DICH_VU')));
  return listOf(row, 'MA_DICH_VU').every((code) => known.has(code));
}

const isResultAfterOrder = (row: ClaimRow, view: ClaimView): boolean => {
  const ordered = view.services.filter((service) => textOf(service, 'MA_DICH_VU') === textOf(row, 'MA_DICH_VU'));
  const at = textOf(row, 'NGAY_KQ');
  return ordered.length === 0 || ordered.some((service) => inOrder(textOf(service, 'NGAY_YL'), at));
};

const lines: Readonly<Record<string, Check>> = {
  'MON-17': (view) => {
    const wrong = expectedBenefit(view)?.wrongLevels ?? [];
    return wrong.filter(({ detail }) => detail?.startsWith('100 ≠') === true);
  },
  'MON-28': summaryHolds('T_BHTT', (view) => {
    const [fund, insurance, hospital] = ['T_BHTT', 'T_TONGCHI_BH', 'T_TONGCHI_BV'].map((field) =>
      numberAt(view.summary, field),
    );
    if (fund === undefined || insurance === undefined || hospital === undefined) return true;
    return fund >= 0n && fund <= insurance && insurance <= hospital;
  }),
  'MON-35': everyRow(
    ['XML3'],
    'TYLE_TT_DV',
    (row) => !isBed(row) || ['100', '50', '33'].includes(textOf(row, 'TYLE_TT_DV')),
  ),
  'DR-13': everyRow(['XML2'], 'T_BHTT', (row) => !isPaidByOthers(row) || numberAt(row, 'T_BHTT') === 0n),
  'DR-15': repeatedIn('XML2', ['MA_THUOC', 'NGAY_YL', 'SO_LUONG', 'MA_BAC_SI']),
  'DR-16': everyRow(['XML2'], 'MA_DICH_VU', areServicesClaimed),
  'SV-14': everyRow(['XML3'], 'SO_LUONG', (row) => !inGroup(row, '8') || (numberAt(row, 'SO_LUONG') ?? 0n) <= 1000n),
  'SV-22': repeatedIn('XML3', ['MA_DICH_VU', 'MA_VAT_TU', 'NGAY_YL']),
  'SV-28': everyRow(['XML3'], 'GOI_VTYT', (row) => /^(?:G[1-9]\d?)?$/.test(textOf(row, 'GOI_VTYT'))),
  'SV-33': everyRow(['XML3'], 'TAI_SU_DUNG', (row) => isFlag(row, 'VET_THUONG_TP', 'TAI_SU_DUNG')),
  'EX-02': summaryHolds(
    'MA_LOAI_KCB',
    (view) => !isType(view, '01') || view.services.some((row) => inGroup(row, '13')),
  ),
  'EX-03': everyRow(['XML3'], 'SO_LUONG', (row) => !inGroup(row, '13') || numberAt(row, 'SO_LUONG') === 1000n),
  'LAB-06': everyRow(['XML4'], 'NGAY_KQ', isResultAfterOrder),
  'NOTE-05': (view) =>
    view.services.some((row) => inGroup(row, '8')) && !view.notes.some((row) => textOf(row, 'PHAU_THUAT') !== '')
      ? [{ where: 'XML5.PHAU_THUAT' }]
      : [],
};

/**
 * Where two places of a claim must say the same, and small forms of value: mostly warnings.
 *
 * @source công văn 1245/BHXH-CNTT (03/05/2024); QĐ 3176/QĐ-BYT (29/10/2024); public validators (secondary; warnings from memory or unsure)
 */
export const agreementChecks: Readonly<Record<string, Check>> = { ...person, ...episode, ...lines };
