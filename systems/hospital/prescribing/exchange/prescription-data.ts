import {
  ageOn,
  codeSystems,
  dischargeDiagnoses,
  formatVnDate,
  identifierSystems,
  identifierValue,
  numberWords,
  toVnDay,
} from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { AllergyIntolerance, Condition, Encounter, MedicationRequest, Patient } from 'fhir/r4';
import { ageInMonths, CHILD_MONTHS } from '../rules/child-months.ts';
import { boxesOf } from '../rules/dosage.ts';
import { isOver } from '../rules/is-over.ts';
import { quantityText } from '../rules/quantity-text.ts';

export interface PrescriptionPrint {
  readonly patient: Patient;
  readonly encounter: Encounter;
  readonly conditions: readonly Condition[];
  readonly allergies: readonly AllergyIntolerance[];
  /** of one national code */
  readonly requests: readonly MedicationRequest[];
  readonly weight: number | undefined;
  readonly adult: string;
  readonly card: string | undefined;
  readonly prescriber: { readonly name: string; readonly licence: string | undefined };
  readonly authored: Date;
}

const titles: Readonly<Record<string, string>> = {
  C: 'ĐƠN THUỐC',
  N: 'ĐƠN THUỐC “N”',
  H: 'ĐƠN THUỐC “H”',
  T: 'ĐƠN THUỐC CỔ TRUYỀN',
};

/** The values of `forms/prescription-layout.ts`. */
export function prescriptionData(print: PrescriptionPrint): LayoutData {
  const { requests, prescriber, weight } = print;
  const [first] = requests;
  const code = first?.groupIdentifier?.value ?? '';
  const count = requests.length;
  const sorted = [...requests].sort((a, b) => lineNumber(a) - lineNumber(b));
  return {
    code,
    title: titles[code.slice(-1)] ?? 'ĐƠN THUỐC',
    until: formatVnDate(first?.dispenseRequest?.validityPeriod?.end ?? ''),
    ...personOf(print),
    weight: weight === undefined ? undefined : `${String(weight).replace('.', ',')} kg`,
    card: print.card,
    diagnoses: diagnosesText(print),
    allergies: allergyText(print.allergies),
    lines: sorted.map((request) => lineOf(request, code)),
    count: `${count < 10 ? '0' : ''}${count} khoản`,
    countWords: `${numberWords(count)} khoản`,
    advice: [...new Set(requests.flatMap((request) => (request.note ?? []).map((note) => note.text)))].join(' '),
    date: dateLine(print.authored),
    prescriber: { ...prescriber },
  };
}

/** Of a child the months, and who brought it: the circular says so. */
function personOf({ patient, adult, authored }: PrescriptionPrint) {
  const birth = patient.birthDate;
  if (birth === undefined) return {};
  const day = toVnDay(authored);
  const months = ageInMonths(birth, day);
  const isChild = months !== undefined && months < CHILD_MONTHS;
  const age = isChild ? `${months} tháng` : `${ageOn(birth, day)} tuổi`;
  return { birth: `${formatVnDate(birth)} (${age})`, adult: isChild ? adult : undefined };
}

function diagnosesText({ encounter, conditions }: PrescriptionPrint): string {
  const texts = dischargeDiagnoses(encounter, conditions).map((condition) => {
    const icd = condition.code?.coding?.find((coding) => coding.system === codeSystems.icd10);
    const text = condition.code?.text ?? icd?.display ?? '';
    return icd?.code === undefined ? text : `${text} (${icd.code})`;
  });
  return texts.join('; ');
}

const allergyText = (allergies: readonly AllergyIntolerance[]): string =>
  allergies
    .filter((one) => !isOver(one))
    .map((one) => one.code?.text ?? one.code?.coding?.[0]?.display ?? '')
    .join(', ');

const isNarcoticCode = (code: string): boolean => code.endsWith('-N');

/** Line 1 first; prescribing numbers poisons before the others. */
const lineNumber = (request: MedicationRequest): number =>
  Number(identifierValue(request, identifierSystems.prescriptionLine)?.split('/')[1] ?? 99);

function lineOf(request: MedicationRequest, code: string): LayoutData {
  const dosages = request.dosageInstruction ?? [];
  const boxes = boxesOf(dosages);
  const quantity = request.dispenseRequest?.quantity;
  const days = request.dispenseRequest?.expectedSupplyDuration?.value;
  const unit = (dosages[0]?.doseAndRate?.[0]?.doseQuantity?.unit ?? '').toLocaleLowerCase('vi');
  const box = (value: string | undefined) => (value === undefined ? undefined : `${value} ${unit}`);
  const hints = (dosages[0]?.additionalInstruction ?? []).map((hint) => hint.text);
  return {
    name: request.medicationCodeableConcept?.text,
    quantity: quantityText(Number(quantity?.value ?? 0), quantity?.unit ?? '', isNarcoticCode(code)),
    morning: box(boxes.morning),
    noon: box(boxes.noon),
    afternoon: box(boxes.afternoon),
    evening: box(boxes.evening),
    note: [dosages[0]?.route?.text, ...hints, `${days} ngày`].filter(Boolean).join(', '),
  };
}
