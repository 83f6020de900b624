import { ageInDays, ageInYears } from './claim-ages.ts';
import { isListed, linesOf } from './claim-context.ts';
import { textOf } from './claim-file.ts';
import { type Check, type ClaimView, summaryHolds } from './claim-view.ts';

const diseasesOf = (view: ClaimView): string[] =>
  [view.said('MA_BENH_CHINH'), ...view.items('MA_BENH_KT')].filter((code) => code !== '');

/** First letter and two digits of an ICD-10 code, comparable as text. */
export const isDiseaseBetween = (code: string, from: string, to: string): boolean =>
  code.slice(0, 3) >= from && code.slice(0, 3) <= to;

/** Main diseases that tell little: worth a second look. */
const watched = ['Z00', 'R53'];

function isDiseaseOfAge(view: ClaimView): boolean {
  const main = view.said('MA_BENH_CHINH');
  const years = ageInYears(view);
  const days = ageInDays(view);
  if (years === undefined) return true;
  if (isDiseaseBetween(main, 'P00', 'P96')) return days === undefined || days <= 366;
  if (isDiseaseBetween(main, 'O00', 'O99')) return view.said('GIOI_TINH') === '2' && years >= 10 && years <= 60;
  return !isDiseaseBetween(main, 'F00', 'F03') || years >= 40;
}

function areTraditionalCodes(view: ClaimView): boolean {
  const codes = view.items('MA_BENH_YHCT');
  if (codes.length > 13 || !codes.every((code) => isListed(view.context, 'traditional', code, view.day))) return false;
  const [first] = codes;
  const lines = first === undefined ? undefined : linesOf(view.context, 'traditional', first, view.day);
  const meant = lines?.flatMap(({ says }) => says?.icd10?.split(' ') ?? []) ?? [];
  return meant.length === 0 || meant.some((code) => view.said('MA_BENH_CHINH').startsWith(code));
}

const isAccidentTold = (view: ClaimView): boolean => {
  const kind = view.said('MA_TAI_NAN');
  const main = view.said('MA_BENH_CHINH');
  if (/^[ST]/.test(main) && kind === '') return false;
  return ['', '0'].includes(kind) || diseasesOf(view).some((code) => /^[STVWXY]/.test(code));
};

/** The diseases with long prescriptions, as the ICD-10 list of the site marks them. */
function isLongDisease(view: ClaimView): boolean | undefined {
  const lines = linesOf(view.context, 'icd10', view.said('MA_BENH_CHINH'), view.day);
  return lines === undefined || lines.length === 0
    ? undefined
    : lines.some(({ says }) => says?.longPrescription === 'true');
}

/** 05 and 08 are for these diseases, 02 is not. */
function isVisitOfDisease(view: ClaimView): boolean {
  const isLong = isLongDisease(view);
  if (isLong === undefined) return true;
  const type = view.said('MA_LOAI_KCB');
  return ['05', '08'].includes(type) ? isLong : type !== '02' || !isLong;
}

const isOperated = (view: ClaimView): boolean =>
  view.services.some((row) => ['8', '18'].includes(textOf(row, 'MA_NHOM')));

/**
 * Diagnoses against the lists in force at the end of care, and against age, accident and kind of visit.
 *
 * @source TT 06/2026/TT-BYT (secondary); QĐ 4469/QĐ-BYT (2020); TT 25/2025/TT-BYT (secondary); QĐ 3176/QĐ-BYT XML1 (verified); ages from memory
 */
export const diagnosisChecks: Readonly<Record<string, Check>> = {
  'EP-29': summaryHolds('MA_TAI_NAN', isAccidentTold),
  'DX-02': summaryHolds('MA_BENH_CHINH', (view) =>
    diseasesOf(view).every((code) => isListed(view.context, 'icd10', code, view.day)),
  ),
  'DX-04': summaryHolds('MA_BENH_YHCT', areTraditionalCodes),
  'DX-06': summaryHolds(
    'MA_BENH_CHINH',
    (view) =>
      linesOf(view.context, 'icd10', view.said('MA_BENH_CHINH'), view.day)?.some(
        ({ says }) => says?.notPrimary === 'true',
      ) !== true,
  ),
  'DX-08': summaryHolds('MA_BENH_CHINH', isDiseaseOfAge),
  'DX-09': summaryHolds('MA_BENH_CHINH', (view) => !watched.includes(view.said('MA_BENH_CHINH').slice(0, 3))),
  'DX-12': summaryHolds('MA_PTTT_QT', (view) => {
    const codes = view.items('MA_PTTT_QT');
    return (
      codes.length === 0 || (isOperated(view) && codes.every((code) => isListed(view.context, 'icd9', code, view.day)))
    );
  }),
  'DX-13': summaryHolds('MA_LOAI_KCB', isVisitOfDisease),
};
