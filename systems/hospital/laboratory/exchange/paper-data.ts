import {
  codeSystems,
  dischargeDiagnoses,
  formatVnTime,
  identifierSystems,
  identifierValue,
  nameText,
  parseInstant,
} from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine, patientOnPaper } from '@lienmach/papers';
import type {
  Condition,
  DiagnosticReport,
  Encounter,
  Observation,
  Patient,
  Practitioner,
  ServiceRequest,
  Specimen,
} from 'fhir/r4';
import { amendmentsOf, resultText } from '../rules/amended-result.ts';
import { rangeText } from '../rules/range-text.ts';
import { placeOf } from '../rules/shown-results.ts';

export interface LabPaper {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly conditions: readonly Condition[];
  readonly orders: readonly ServiceRequest[];
  readonly specimens: readonly Specimen[];
  /** who signs it */
  readonly person: Practitioner | undefined;
}

const timeText = (dateTime: string | undefined): string | undefined =>
  dateTime === undefined ? undefined : formatVnTime(parseInstant(dateTime));

const dayLine = (dateTime: string | undefined): string | undefined =>
  dateTime === undefined ? undefined : dateLine(parseInstant(dateTime));

/** Diagnoses, or before there is one the reason of the visit. */
function diagnosesText({ encounter, conditions }: LabPaper): string | undefined {
  const texts = dischargeDiagnoses(encounter, conditions).map((condition) => {
    const icd = condition.code?.coding?.find((coding) => coding.system === codeSystems.icd10);
    return [condition.code?.text ?? icd?.display, icd?.code === undefined ? '' : `(${icd.code})`].join(' ').trim();
  });
  return texts.length === 0 ? encounter.reasonCode?.[0]?.text : texts.join('; ');
}

function personData(person: Practitioner | undefined): LayoutData {
  const licence = person === undefined ? undefined : identifierValue(person, identifierSystems.practiceLicence);
  return {
    name: nameText(person?.name),
    licence: licence === undefined ? undefined : `Số giấy phép hành nghề: ${licence}`,
  };
}

const specimenOf = (order: ServiceRequest, specimens: readonly Specimen[]): string | undefined =>
  specimens.find(({ id }) => order.specimen?.some(({ reference }) => reference === `Specimen/${id}`))?.type?.text;

/** The values of `forms/order-slip-layout.ts`. */
export function orderSlipData(paper: LabPaper): LayoutData {
  const { orders, specimens, encounter } = paper;
  const [first] = orders;
  return {
    number: first?.requisition?.value,
    urgent: orders.some(({ priority }) => priority === 'stat') ? '· KHẨN' : undefined,
    room: encounter.location?.[0]?.location.display,
    diagnoses: diagnosesText(paper),
    lines: orders.map((order, index) => ({
      index: String(index + 1),
      name: order.code?.text,
      specimen: specimenOf(order, specimens),
      number: identifierValue(order, identifierSystems.orderNumber),
    })),
    count: String(orders.length),
    date: dayLine(first?.authoredOn),
    doctor: personData(paper.person),
  };
}

const flags: Readonly<Record<string, string>> = {
  H: 'Cao',
  L: 'Thấp',
  HH: 'RẤT CAO',
  LL: 'RẤT THẤP',
  A: 'Bất thường',
  AA: 'BÁO ĐỘNG',
};

/** `lúc 08:00 02/03/2026: Kali 6,8 → 4,8 mmol/L (nhầm ống)`; what was printed before says the old value */
function amendmentText(report: DiagnosticReport, results: readonly Observation[]): string | undefined {
  const mine = results.filter(({ id }) => report.result?.some(({ reference }) => reference === `Observation/${id}`));
  const changes = mine.flatMap((result) =>
    amendmentsOf(result).map(
      ({ was, reason }) =>
        `${result.code.text} ${was.replace('.', ',')} → ${resultText(result).replace('.', ',')} ${result.valueQuantity?.unit ?? ''} (${reason})`,
    ),
  );
  if (changes.length === 0) return undefined;
  return `lúc ${timeText(report.issued)}: ${changes.join('; ')}. Bản in trước giờ này không còn giá trị.`;
}

const resultLine = (result: Observation): LayoutData => ({
  name: result.code.text,
  value: result.valueString ?? resultText(result).replace('.', ','),
  flag: flags[result.interpretation?.[0]?.coding?.[0]?.code ?? ''],
  unit: result.valueQuantity?.unit,
  range: rangeText(result.referenceRange?.[0]),
});

export interface ResultPaper extends LabPaper {
  readonly reports: readonly DiagnosticReport[];
  readonly results: readonly Observation[];
}

/** The values of `forms/result-layout.ts`. */
export function resultData(paper: ResultPaper): LayoutData {
  const { reports, results, orders, specimens } = paper;
  const last = reports.at(-1);
  return {
    number: orders[0]?.requisition?.value ?? (last && identifierValue(last, identifierSystems.orderNumber)),
    doctor: orders[0]?.requester?.display,
    collected: timeText(specimens.find(({ collection }) => collection !== undefined)?.collection?.collectedDateTime),
    diagnoses: diagnosesText(paper),
    reports: reports.map((report) => ({
      name: report.code.text,
      place: placeOf(report),
      lines: (report.result ?? []).flatMap(({ reference }) =>
        results.filter(({ id }) => reference === `Observation/${id}`).map(resultLine),
      ),
      conclusion: report.conclusion,
      amendment: amendmentText(report, results),
    })),
    date: dayLine(last?.issued),
    verifier: personData(paper.person),
  };
}

/** The values of `forms/tube-label-layout.ts`. */
export function tubeLabelData(patient: Patient, specimens: readonly Specimen[], day: string): LayoutData {
  const { name, number, birthYear, sex } = patientOnPaper(patient, day);
  return {
    tubes: specimens.map((specimen, index) => ({
      name,
      patientNumber: number,
      born: [birthYear, sex].filter(Boolean).join(' '),
      number: identifierValue(specimen, identifierSystems.specimenNumber),
      group: specimen.type?.text,
      time: timeText(specimen.collection?.collectedDateTime)?.slice(0, 5) ?? 'chưa lấy',
      which: `ống ${index + 1}/${specimens.length}`,
    })),
  };
}
