import { codesOn } from '../catalogs/code-lists.ts';
import { ageInYears } from './claim-ages.ts';
import { isListed, type ListedCode, linesOf } from './claim-context.ts';
import { type ClaimRow, listOf, textOf } from './claim-file.ts';
import { type Check, type ClaimView, everyRow, type Finding } from './claim-view.ts';
import { inGroup, orderDay } from './row-kinds.ts';
import { bareService, doneAt } from './service-codes.ts';

const TRANSPORT = '12';
const isSupply = (row: ClaimRow): boolean => textOf(row, 'MA_VAT_TU') !== '' || inGroup(row, '10', '11');
const isService = (row: ClaimRow): boolean => textOf(row, 'MA_DICH_VU') !== '' && !isSupply(row);

/** Lines of the site's list for a service; undefined for what is no service of the site, or without a list. */
const linesOfService = (row: ClaimRow, { context }: ClaimView): readonly ListedCode[] | undefined =>
  isService(row) && !inGroup(row, TRANSPORT)
    ? linesOf(context, 'services', bareService(row), orderDay(row))
    : undefined;

const said = (row: ClaimRow, view: ClaimView, part: string): string[] =>
  (linesOfService(row, view) ?? []).flatMap(({ says }) => says?.[part]?.split(' ') ?? []);

/** A supply stands with a service of its day when it names one. */
function isUsedThatDay(row: ClaimRow, view: ClaimView): boolean {
  const code = textOf(row, 'MA_DICH_VU');
  if (!isSupply(row) || code === '') return true;
  const day = textOf(row, 'NGAY_YL').slice(0, 8);
  return view.services.some(
    (other) => isService(other) && textOf(other, 'MA_DICH_VU') === code && textOf(other, 'NGAY_YL').startsWith(day),
  );
}

const fuels = (view: ClaimView): ReadonlySet<string> => codesOn('MA_XANG_DAU', view.day) ?? new Set();

/** Cards whose holders are driven when they are referred. */
const driven = ['1', '2', '5'];

const transports: Readonly<Record<string, Check>> = {
  'SV-08': everyRow(
    ['XML3'],
    'MA_XANG_DAU',
    (row, view) =>
      !inGroup(row, TRANSPORT) ||
      (fuels(view).has(textOf(row, 'MA_XANG_DAU')) && textOf(row, 'MA_DICH_VU') === `VC.${view.said('MA_NOI_DEN')}`),
  ),
  'SV-09': everyRow(
    ['XML3'],
    'MA_NHOM',
    (row, view) =>
      !inGroup(row, TRANSPORT) ||
      (view.said('MA_LOAI_RV') === '2' && view.items('MA_THE_BHYT').some((card) => driven.includes(card[2] ?? ''))),
  ),
};

const isContrast = (row: ClaimRow): boolean => {
  const name = textOf(row, 'TEN_DICH_VU').normalize('NFC').toLocaleLowerCase('vi');
  return inGroup(row, '2') && name.includes('cản quang') && !name.includes('không');
};

const hasContrast = (row: ClaimRow, view: ClaimView): boolean =>
  !isContrast(row) || view.drugs.some((drug) => listOf(drug, 'MA_DICH_VU').includes(textOf(row, 'MA_DICH_VU')));

function isForAge(row: ClaimRow, view: ClaimView): boolean {
  const years = ageInYears(view);
  const [from = '0'] = said(row, view, 'ageFrom');
  const [to = '999'] = said(row, view, 'ageTo');
  return years === undefined || (years >= Number(from) && years <= Number(to));
}

const isForSex = (row: ClaimRow, view: ClaimView): boolean => {
  const [sex] = said(row, view, 'sex');
  return sex === undefined || sex === view.said('GIOI_TINH');
};

/** More often in a day than the list of the site allows; told once for each day. */
function tooOften(view: ClaimView): Finding[] {
  const counts = new Map<string, number>();
  return view.services.flatMap((row, at) => {
    const [most] = said(row, view, 'mostADay');
    if (most === undefined) return [];
    const key = `${bareService(row)} ${orderDay(row)}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === Number(most) + 1 ? [{ where: `XML3[${at + 1}].MA_DICH_VU`, detail: key }] : [];
  });
}

/** What another service of the same day already holds. */
function isContained(row: ClaimRow, view: ClaimView): boolean {
  const wholes = said(row, view, 'partOf');
  return view.services.some((other) => wholes.includes(bareService(other)) && orderDay(other) === orderDay(row));
}

const isOfOtherFacility = (row: ClaimRow, view: ClaimView): boolean => {
  const facility = doneAt(row);
  return (
    facility === undefined ||
    (facility !== view.said('MA_CSKCB') && isListed(view.context, 'facilities', facility, view.day))
  );
};

const areDiseases = (row: ClaimRow, view: ClaimView): boolean =>
  listOf(row, 'MA_BENH').every(
    (code) => /^[A-Z]\d{2}(?:\.\d{1,3})?$/.test(code) && isListed(view.context, 'icd10', code, view.day),
  );

const isOfDepartment = (row: ClaimRow, view: ClaimView): boolean => {
  const code = textOf(row, 'MA_KHOA');
  return view.items('MA_KHOA').includes(code) || isListed(view.context, 'departments', code, orderDay(row));
};

/**
 * Services against the list of the site, and against each other.
 *
 * @source QĐ 3176/QĐ-BYT XML3 (verified); bảng kiểm tra QĐ 4750/QĐ-BYT (verified); NĐ 188/2025/NĐ-CP Điều 14 (from memory); public validators (secondary)
 */
export const serviceChecks: Readonly<Record<string, Check>> = {
  ...transports,
  'SV-03': everyRow(['XML3'], 'MA_DICH_VU', (row, view) => linesOfService(row, view)?.length !== 0),
  'SV-04': everyRow(['XML3'], 'TEN_DICH_VU', (row, view) => {
    const lines = linesOfService(row, view) ?? [];
    return (
      lines.length === 0 ||
      lines.some(({ name }) => (name ?? textOf(row, 'TEN_DICH_VU')) === textOf(row, 'TEN_DICH_VU'))
    );
  }),
  'SV-07': everyRow(['XML3'], 'NGAY_YL', isUsedThatDay),
  'SV-23': tooOften,
  'SV-24': everyRow(['XML3'], 'MA_DICH_VU', hasContrast),
  'SV-25': everyRow(['XML3'], 'MA_DICH_VU', isForSex),
  'SV-26': everyRow(['XML3'], 'MA_DICH_VU', isForAge),
  'SV-27': everyRow(['XML3'], 'MA_BENH', areDiseases),
  'SV-29': everyRow(['XML3'], 'MA_DICH_VU', isOfOtherFacility),
  'SV-30': everyRow(['XML3'], 'MA_DICH_VU', (row, view) => !isContained(row, view)),
  'SV-31': everyRow(['XML3'], 'MA_KHOA', isOfDepartment),
};
