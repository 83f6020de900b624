import { formatVnTime, identifierSystems, identifierValue, nameText, parseInstant, toVnDay } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine, patientOnPaper } from '@lienmach/papers';
import type { Patient, Practitioner, ServiceRequest } from 'fhir/r4';
import { stainOf } from '../catalogs/stains.ts';
import { slideLabel } from '../rules/bench-obstacles.ts';
import type { CaseSheet, Release, Slide } from '../rules/case-sheet.ts';
import { adequacyText, categoryText, conclusionOf } from '../rules/report-words.ts';

const timeText = (dateTime: string | undefined): string | undefined =>
  dateTime === undefined ? undefined : formatVnTime(parseInstant(dateTime));
const filled = (text: string): string | undefined => (text === '' ? undefined : text);
const stainName = ({ stain, marker }: Slide): string =>
  [stainOf(stain)?.name ?? stain, marker].filter((part) => part !== '').join(' ');

/** The values of `forms/case-label-layout.ts`: cassettes first, then glass. */
export function caseLabelData(sheet: CaseSheet, patient: Patient, day: string): LayoutData {
  const { name, number: patientNumber } = patientOnPaper(patient, day);
  const materials = [
    ...sheet.blocks.map(({ label }) => ({ label, stain: '' })),
    ...sheet.slides.map((slide) => ({
      label: slideLabel(slide),
      stain: slide.marker === '' ? slide.stain : slide.marker,
    })),
  ];
  return {
    materials: materials.map(({ label, stain }) => ({
      number: sheet.number,
      label,
      stain: filled(stain),
      name,
      patientNumber,
      code: `${sheet.number}-${label}`,
      day: timeText(sheet.receivedAt)?.slice(6),
    })),
  };
}

export interface CasePaper {
  readonly sheet: CaseSheet;
  readonly order: ServiceRequest;
  readonly reader: Practitioner | undefined;
  readonly synoptic: readonly { readonly label: string; readonly value: string }[];
  /** the release that stands now */
  readonly last: Release;
}

const stageWords: Readonly<Record<Release['stage'], string | undefined>> = {
  frozen: '· TỨC THÌ',
  provisional: '· SƠ BỘ',
  final: undefined,
  addendum: undefined,
  amended: '· ĐÃ SỬA',
};

function readerData(reader: Practitioner | undefined, fallback: string): LayoutData {
  const licence = reader === undefined ? undefined : identifierValue(reader, identifierSystems.practiceLicence);
  return {
    name: reader === undefined ? fallback : nameText(reader.name),
    licence: licence === undefined ? undefined : `Số giấy phép hành nghề: ${licence}`,
  };
}

/** every telling for good but the one that stands now */
function earlierOf({ releases }: CaseSheet): LayoutData[] {
  const told = releases.filter(({ stage }) => stage === 'final' || stage === 'amended');
  return told.slice(0, -1).map(({ at, text }) => ({ at: timeText(at), text: /[.!?]$/.test(text) ? text : `${text}.` }));
}

/** The values of `forms/case-report-layout.ts`. */
export function caseReportData({ sheet, order, reader, synoptic, last }: CasePaper): LayoutData {
  const category = categoryText(sheet);
  const special = sheet.slides.filter(({ stain }) => stainOf(stain)?.service !== undefined);
  const isFrozen = last.stage === 'frozen';
  return {
    title: sheet.kind === 'cytology' ? 'KẾT QUẢ TẾ BÀO HỌC' : 'KẾT QUẢ GIẢI PHẪU BỆNH',
    number: sheet.number,
    stage: stageWords[last.stage],
    doctor: order.requester?.display,
    test: order.code?.text,
    clinical: filled(sheet.clinical),
    received: timeText(sheet.receivedAt),
    containers: sheet.containers.map(({ label, what, site, collectedAt, fixedAt }) => ({
      label,
      what,
      site: filled(site),
      collected: timeText(collectedAt),
      fixed: timeText(fixedAt),
    })),
    gross: filled(sheet.gross),
    microscopy: filled(sheet.microscopy),
    stains: special.length === 0 ? undefined : special.map(stainName).join(', '),
    frozen: filled(sheet.frozen),
    adequacy: adequacyText(sheet.adequacy),
    edition: category?.edition,
    category: category?.text,
    diagnosis: isFrozen ? last.text : conclusionOf(sheet),
    synoptic: isFrozen ? [] : synoptic.map(({ label, value }) => ({ label, value })),
    addenda: sheet.releases
      .filter(({ stage }) => stage === 'addendum')
      .map(({ at, text }) => ({ at: timeText(at), text })),
    earlier: earlierOf(sheet),
    second: sheet.secondReading?.agrees === true ? sheet.secondReading.by.display : undefined,
    date: dateLine(parseInstant(last.at)),
    reader: readerData(reader, last.by),
  };
}

/** Day of the document: of the release that stands now. */
export const paperDay = ({ at }: Release): string => toVnDay(parseInstant(at));
