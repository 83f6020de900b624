import {
  ageOn,
  codeSystems,
  dischargeDiagnoses,
  formatVnDate,
  identifierSystems,
  identifierValue,
  nameText,
  toVnDay,
} from '@lienmach/core';
import type { PrintBlock, PrintPage } from '@lienmach/documents';
import type { Site } from '@lienmach/system-kit';
import type { AllergyIntolerance, Condition, Encounter, MedicationRequest, Patient } from 'fhir/r4';
import { ageInMonths, CHILD_MONTHS } from '../rules/child-months.ts';
import { boxesOf } from '../rules/dosage.ts';
import { isOver } from '../rules/is-over.ts';
import { numberWords, quantityText } from '../rules/number-words.ts';

export interface PrescriptionPrint {
  readonly site: Site;
  readonly patient: Patient;
  readonly patientNumber: string;
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
  readonly authoredDay: string;
  readonly printed: string;
  readonly printedAt: Date;
}

const titles: Readonly<Record<string, string>> = {
  C: 'ĐƠN THUỐC',
  N: 'ĐƠN THUỐC “N”',
  H: 'ĐƠN THUỐC “H”',
  T: 'ĐƠN THUỐC CỔ TRUYỀN',
};

/**
 * The fields the law asks for, in the order of the form.
 *
 * @source TT 26/2025/TT-BYT, annexes I-III and art. 6 (secondary); TT 32/2023/TT-BYT, art. 52: no abbreviations on papers
 *   handed to patients (secondary)
 */
export function prescriptionPage(print: PrescriptionPrint): PrintPage {
  const { site, patient, requests } = print;
  const [first] = requests;
  const code = first?.groupIdentifier?.value ?? '';
  const name = nameText(patient.name).toLocaleUpperCase('vi');
  const until = first?.dispenseRequest?.validityPeriod?.end ?? '';
  return {
    paper: 'A5',
    facility: site.facility,
    isDemo: site.isDemo,
    title: titles[code.slice(-1)] ?? 'ĐƠN THUỐC',
    subtitle: ['Mã đơn thuốc: ', { bold: code }, ' · mua thuốc đến hết ngày ', { bold: formatVnDate(until) }],
    qr: code,
    codes: ['Mã người bệnh', print.patientNumber],
    patient: [name, `Mã người bệnh ${print.patientNumber}`],
    printed: print.printed,
    printedAt: print.printedAt,
    body: [
      identity(print, name),
      diagnoses(print),
      ...allergyBox(print.allergies),
      { kind: 'rule' },
      ...[...requests]
        .sort((a, b) => lineNumber(a) - lineNumber(b))
        .map((request, index) => item(request, index, code)),
      { kind: 'rule' },
      total(requests.length),
      ...advice(requests),
      signature(print),
    ],
  };
}

function identity({ patient, weight, adult, card, authored }: PrescriptionPrint, name: string): PrintBlock {
  const birth = patient.birthDate;
  const day = toVnDay(authored);
  const months = birth === undefined ? undefined : ageInMonths(birth, day);
  const isChild = months !== undefined && months < CHILD_MONTHS;
  const age = birth === undefined ? '' : isChild ? `${months} tháng` : `${ageOn(birth, day)} tuổi`;
  const sex = patient.gender === 'male' ? 'Nam' : patient.gender === 'female' ? 'Nữ' : 'Khác';
  return {
    kind: 'facts',
    facts: [
      ['Họ tên', name],
      ['Giới tính', sex],
      ['Ngày sinh', birth === undefined ? undefined : `${formatVnDate(birth)} (${age})`],
      ['Cân nặng', weight === undefined ? undefined : `${String(weight).replace('.', ',')} kg`],
      ['Số định danh cá nhân', identifierValue(patient, identifierSystems.personalNumber)],
      ['Thẻ bảo hiểm y tế', card],
      ['Địa chỉ', patient.address?.[0]?.text],
      ['Người đưa trẻ đến khám', isChild && adult !== '' ? adult : undefined],
    ],
  };
}

function diagnoses({ encounter, conditions }: PrescriptionPrint): PrintBlock {
  const texts = dischargeDiagnoses(encounter, conditions).map((condition) => {
    const icd = condition.code?.coding?.find((coding) => coding.system === codeSystems.icd10);
    const text = condition.code?.text ?? icd?.display ?? '';
    return icd?.code === undefined ? text : `${text} (${icd.code})`;
  });
  return { kind: 'paragraph', spans: ['Chẩn đoán: ', { bold: texts.join('; ') }] };
}

function allergyBox(allergies: readonly AllergyIntolerance[]): PrintBlock[] {
  const names = allergies
    .filter((one) => !isOver(one))
    .map((one) => one.code?.text ?? one.code?.coding?.[0]?.display ?? '');
  return names.length === 0 ? [] : [{ kind: 'framed', text: `DỊ ỨNG: ${names.join(', ')}` }];
}

const isNarcoticCode = (code: string): boolean => code.endsWith('-N');

/** Line 1 first; prescribing numbers poisons before the others. */
const lineNumber = (request: MedicationRequest): number =>
  Number(identifierValue(request, identifierSystems.prescriptionLine)?.split('/')[1] ?? 99);

function item(request: MedicationRequest, index: number, code: string): PrintBlock {
  const dosages = request.dosageInstruction ?? [];
  const boxes = boxesOf(dosages);
  const quantity = request.dispenseRequest?.quantity;
  const days = request.dispenseRequest?.expectedSupplyDuration?.value;
  const doseUnit = dosages[0]?.doseAndRate?.[0]?.doseQuantity?.unit ?? '';
  const box = (label: string, value: string | undefined) =>
    value === undefined ? { label } : { label, value: `${value} ${doseUnit.toLocaleLowerCase('vi')}` };
  const hints = (dosages[0]?.additionalInstruction ?? []).map((hint) => hint.text);
  const route = dosages[0]?.route?.text;
  return {
    kind: 'item',
    number: index + 1,
    name: request.medicationCodeableConcept?.text ?? '',
    right: quantityText(Number(quantity?.value ?? 0), quantity?.unit ?? '', isNarcoticCode(code)),
    boxes: [
      box('Sáng', boxes.morning),
      box('Trưa', boxes.noon),
      box('Chiều', boxes.afternoon),
      box('Tối', boxes.evening),
    ],
    note: [route, ...hints, `${days} ngày`].filter(Boolean).join(', '),
  };
}

const total = (count: number): PrintBlock => ({
  kind: 'paragraph',
  spans: [
    'Cộng: ',
    { bold: `${count < 10 ? '0' : ''}${count} khoản` },
    ` (${numberWords(count)} khoản). Phần trống dưới dòng này không có thuốc.`,
  ],
});

function advice(requests: readonly MedicationRequest[]): PrintBlock[] {
  const texts = [...new Set(requests.flatMap((request) => (request.note ?? []).map((note) => note.text)))];
  return texts.length === 0 ? [] : [{ kind: 'paragraph', spans: [{ bold: 'Lời dặn: ' }, texts.join(' ')] }];
}

function signature({ prescriber, authored, authoredDay }: PrescriptionPrint): PrintBlock {
  const [day, month, year] = authoredDay.split('/');
  const clock = new Date(authored.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return {
    kind: 'signature',
    left: ['Quét mã để tra đơn thuốc.', 'Khám lại xin mang theo đơn này.'],
    lines: [
      `${clock}, ngày ${day} tháng ${month} năm ${year}`,
      { bold: 'Bác sĩ khám bệnh' },
      { bold: prescriber.name },
      ...(prescriber.licence === undefined ? [] : ['Số giấy phép hành nghề:', prescriber.licence]),
    ],
  };
}
