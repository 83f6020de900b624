import { ageInYears } from './claim-ages.ts';
import { isListed, type ListedCode, linesOf } from './claim-context.ts';
import { type ClaimFile, type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { daysBetweenDigits } from './claim-moments.ts';
import { isClose, numberAt, thousandths } from './claim-numbers.ts';
import { type Check, type ClaimView, everyRow, type Finding } from './claim-view.ts';
import { productLines } from './price-checks.ts';
import { isOutside, orderDay } from './row-kinds.ts';
import { bareLicence, isFromElsewhere } from './service-codes.ts';

/** Oxygen and nitric oxide. */
const gases = ['40.17', '40.573'];

const isBlood = (row: ClaimRow): boolean => ['7', '17'].includes(textOf(row, 'MA_NHOM'));
const isGas = (row: ClaimRow): boolean => gases.includes(textOf(row, 'MA_THUOC'));
/** made by the facility itself: codes joined by `+`, a way of preparing, or a letter and a year instead of a tender */
const isSelfMade = (row: ClaimRow): boolean =>
  textOf(row, 'MA_THUOC').includes('+') ||
  textOf(row, 'MA_PP_CHEBIEN') !== '' ||
  /^\p{L};\d{4}$/u.test(textOf(row, 'TT_THAU'));

const linesOfDrug = (row: ClaimRow, { context }: ClaimView): readonly ListedCode[] | undefined =>
  linesOf(context, 'drugs', textOf(row, 'MA_THUOC'), orderDay(row));

/** What an approved line says of a drug stands so in the row; what the line leaves open is free. */
const isApprovedLine = ({ name, says }: ListedCode, row: ClaimRow): boolean =>
  (name ?? textOf(row, 'TEN_THUOC')) === textOf(row, 'TEN_THUOC') &&
  (says?.strength ?? textOf(row, 'HAM_LUONG')) === textOf(row, 'HAM_LUONG');

function isApproved(row: ClaimRow, view: ClaimView): boolean {
  const lines = isOutside(row) || isGas(row) || isBlood(row) ? undefined : linesOfDrug(row, view);
  if (lines === undefined || lines.length === 0) return true;
  return productLines(lines, row).some((line) => isApprovedLine(line, row));
}

const isRouted = (row: ClaimRow, view: ClaimView): boolean => {
  const route = textOf(row, 'DUONG_DUNG');
  if (isBlood(row) || isGas(row)) return true;
  return /^\d\.\d{2}$/.test(route) && isListed(view.context, 'routes', route, orderDay(row));
};

/** The dose may end with the whole quantity in brackets. */
function isDosed(row: ClaimRow): boolean {
  const total = /\[\s*(\d+(?:[.,]\d{1,3})?)[^\]]*\]\s*$/.exec(textOf(row, 'LIEU_DUNG'))?.[1];
  return total === undefined || isClose(thousandths(total.replace(',', '.')), numberAt(row, 'SO_LUONG'));
}

/** Titles that prescribe. */
const prescribers = ['doctor', 'assistant-doctor'];

const isPrescriber = (code: string, { context, day }: ClaimView): boolean => {
  const lines = isFromElsewhere(code) ? undefined : linesOf(context, 'practitioners', bareLicence(code), day);
  return lines === undefined || lines.some(({ says }) => prescribers.includes(says?.title ?? 'doctor'));
};

/** Blood: a product code, then how it was treated, then who supplied it. */
function isBloodCode(row: ClaimRow, view: ClaimView): boolean {
  const code = textOf(row, 'MA_THUOC');
  const product = code.replace(/\.?K\w{5}$/, '').replace(/\.(?:KT|NAT|KTNAT)$/, '');
  return /^[0-9A-Z]+(?:\.\d+)*$/.test(product) && isListed(view.context, 'blood-products', product, view.day);
}

const written: Readonly<Record<string, Check>> = {
  'DR-02': everyRow(
    ['XML2'],
    'MA_THUOC',
    (row, view) =>
      isOutside(row) || isGas(row) || isBlood(row) || isSelfMade(row) || linesOfDrug(row, view)?.length !== 0,
  ),
  'DR-03': everyRow(['XML2'], 'TEN_THUOC', isApproved),
  'DR-04': everyRow(['XML2'], 'SO_DANG_KY', (row) => {
    const needs = ['4', '5', '6'].includes(textOf(row, 'MA_NHOM')) && !isGas(row) && !isSelfMade(row);
    return !needs || /^\S+$/.test(textOf(row, 'SO_DANG_KY'));
  }),
  'DR-07': everyRow(['XML2'], 'DUONG_DUNG', isRouted),
  'DR-08': everyRow(['XML2'], 'LIEU_DUNG', isDosed),
  'DR-11': everyRow(['XML2'], 'MA_BAC_SI', (row, view) =>
    listOf(row, 'MA_BAC_SI').every((code) => isPrescriber(code, view)),
  ),
  'DR-21': everyRow(['XML2'], 'MA_THUOC', (row, view) => !isBlood(row) || isBloodCode(row, view)),
};

const said = (row: ClaimRow, view: ClaimView, part: string): string[] =>
  (linesOfDrug(row, view) ?? []).flatMap(({ says }) => says?.[part]?.split(' ') ?? []);

function isForDisease(row: ClaimRow, view: ClaimView): boolean {
  const wanted = said(row, view, 'diseases');
  const has = [view.said('MA_BENH_CHINH'), ...view.items('MA_BENH_KT')];
  return wanted.length === 0 || wanted.some((disease) => has.some((code) => code.startsWith(disease)));
}

function isForAge(row: ClaimRow, view: ClaimView): boolean {
  const years = ageInYears(view);
  const [from = '0'] = said(row, view, 'ageFrom');
  const [to = '999'] = said(row, view, 'ageTo');
  return years === undefined || (years >= Number(from) && years <= Number(to));
}

/** Pairs ordered on one day that the list of interactions names. */
function interactions(view: ClaimView): Finding[] {
  return view.drugs.flatMap((row, at) => {
    const code = textOf(row, 'MA_THUOC');
    const lines = linesOf(view.context, 'interactions', code, view.day) ?? [];
    const bad = new Set(lines.flatMap(({ says }) => says?.with?.split(' ') ?? []));
    const day = textOf(row, 'NGAY_YL').slice(0, 8);
    return view.drugs
      .filter((other) => bad.has(textOf(other, 'MA_THUOC')) && textOf(other, 'NGAY_YL').startsWith(day))
      .map((other) => ({ where: `XML2[${at + 1}].MA_THUOC`, detail: `${code} × ${textOf(other, 'MA_THUOC')}` }));
  });
}

/** Kinds of visit whose days are days of medicine. */
const medicineVisit = (claim: ClaimFile): number => {
  const [summary] = rowsOf(claim, 'XML1');
  return textOf(summary, 'MA_LOAI_KCB') === '05' ? Number(textOf(summary, 'SO_NGAY_DTRI')) : 0;
};

/** The same ingredient, given by an earlier visit for days that are not over. */
function isStillSupplied(row: ClaimRow, view: ClaimView): boolean {
  const at = textOf(row, 'NGAY_YL');
  return (view.context.others ?? []).some((other) => {
    const days = medicineVisit(other);
    const isSamePerson = textOf(rowsOf(other, 'XML1')[0], 'MA_BN') === view.said('MA_BN');
    if (!isSamePerson || !(days > 0)) return false;
    return rowsOf(other, 'XML2').some((given) => {
      const passed = daysBetweenDigits(textOf(given, 'NGAY_YL'), at);
      const isEarlier = textOf(given, 'NGAY_YL') < at && textOf(given, 'MA_THUOC') === textOf(row, 'MA_THUOC');
      return isEarlier && passed !== undefined && passed < days;
    });
  });
}

const chosen: Readonly<Record<string, Check>> = {
  'DR-17': everyRow(['XML2'], 'MA_THUOC', isForDisease),
  'DR-18': interactions,
  'DR-19': everyRow(['XML2'], 'MA_THUOC', isForAge),
  'DR-20': everyRow(
    ['XML2'],
    'MA_THUOC',
    (row, view) => ['03', '04', '06', '09'].includes(view.said('MA_LOAI_KCB')) || !isStillSupplied(row, view),
  ),
};

/**
 * Drugs against the approved lists, and against the patient.
 *
 * @source QĐ 3176/QĐ-BYT XML2 (verified); TT 20/2022/TT-BYT (secondary); public validators (secondary); DR-19, DR-20 from memory; DR-21: form of product codes unsure
 */
export const drugChecks: Readonly<Record<string, Check>> = { ...written, ...chosen };
