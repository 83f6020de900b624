import {
  birthStamp,
  claimFieldsOf,
  codeSystems,
  daysBetween,
  extensionCoding,
  extensionOf,
  extensions,
  extensionValue,
  identifierSystems,
  identifierValue,
  logicalCode,
  nameText,
  type Xu,
  xuText,
} from '@lienmach/core';
import type { Coverage, Extension, Patient } from 'fhir/r4';
import { dayDigits, minuteOf, type RowValues, twoPlaces } from './claim-values.ts';
import type { ClaimedVisit } from './claimed-visit.ts';
import { paperAnswers } from './form-rows.ts';
import { withKept } from './kept-fields.ts';
import { treatmentDays } from './treatment-days.ts';
import { allLinkedTo, licencesOf, type VisitRecord } from './visit-record.ts';

const sexes: Readonly<Record<string, string>> = { male: '1', female: '2' };

/** Codes of where the patient lives stand on the address, or on the patient. */
const livingPlace = (patient: Patient, url: string): string | undefined =>
  extensionCoding(patient.address?.[0], url)?.code ?? extensionCoding(patient, url)?.code;

const nationality = (patient: Patient): string => {
  const parts: Extension | undefined = extensionOf(patient, extensions.nationality);
  const written = extensionCoding(parts, 'code')?.code;
  return written ?? (identifierValue(patient, identifierSystems.personalNumber) === undefined ? '' : '000');
};

function patientValues(patient: Patient): RowValues {
  const birthTime = extensionValue(patient._birthDate, extensions.birthTime, 'valueDateTime');
  return {
    MA_BN: identifierValue(patient, identifierSystems.patientNumber),
    HO_TEN: nameText(patient.name),
    SO_CCCD: identifierValue(patient, identifierSystems.personalNumber),
    NGAY_SINH: patient.birthDate === undefined ? undefined : birthStamp(patient.birthDate, birthTime),
    GIOI_TINH: sexes[patient.gender ?? ''] ?? '3',
    MA_QUOCTICH: nationality(patient),
    MA_DANTOC: extensionCoding(patient, extensions.ethnicity)?.code,
    MA_NGHE_NGHIEP: extensionCoding(patient, extensions.occupation)?.code ?? '00',
    DIA_CHI: patient.address?.[0]?.text,
    MATINH_CU_TRU: livingPlace(patient, extensions.province),
    MAXA_CU_TRU: livingPlace(patient, extensions.commune),
    DIEN_THOAI: patient.telecom?.find((point) => point.system === 'phone')?.value?.replace(/[\s.()-]/g, ''),
  };
}

export const isTemporary = (coverage: Coverage): boolean =>
  extensionValue(coverage, extensions.temporaryCard, 'valueBoolean') === true;

const registeredAt = (coverage: Coverage): string | undefined =>
  logicalCode(extensionValue(coverage, extensions.primaryCareFacility, 'valueReference'), identifierSystems.facility);

export const cardNumber = (coverage: Coverage): string =>
  identifierValue(coverage, identifierSystems.insuranceCard) ?? coverage.subscriberId ?? '';

/** The card lists are parallel: one item per card, joined by `;`. A temporary card runs for the visit. */
function cardValues({ record, benefit, visit }: ClaimedVisit): RowValues {
  const { coverages, patient } = record;
  const list = (item: (coverage: Coverage) => string | undefined): string =>
    coverages.map((coverage) => item(coverage) ?? '').join(';');
  const temporaryFacility = `${livingPlace(patient, extensions.province) ?? ''}000`;
  const exempt = benefit.exemptFrom?.replace(/\D/g, '');
  return {
    MA_THE_BHYT: list(cardNumber),
    MA_DKBD: list((coverage) => (isTemporary(coverage) ? temporaryFacility : registeredAt(coverage))),
    GT_THE_TU: list((coverage) => dayDigits(isTemporary(coverage) ? visit.arrived : coverage.period?.start)),
    GT_THE_DEN: list((coverage) => dayDigits(isTemporary(coverage) ? visit.left : coverage.period?.end)),
    NGAY_MIEN_CCT: exempt,
    MA_KHUVUC: coverages.flatMap((card) => extensionValue(card, extensions.livingZone, 'valueCode') ?? [])[0],
    // a fact about the person: of several cards the earliest day counts, so that an exemption never lies before it
    NAM_NAM_LIEN_TUC: dayDigits(
      coverages.flatMap((card) => extensionValue(card, extensions.fiveYearsFrom, 'valueDate') ?? []).toSorted()[0],
    ),
  };
}

/** Longest supply of medicine prescribed, in days. @source none: reads the record */
export const medicineDays = ({ record, lines }: ClaimedVisit): number =>
  Math.max(
    0,
    ...lines
      .flatMap(({ charge }) => allLinkedTo(record, 'MedicationRequest', charge.supportingInformation))
      .map((request) => Number(request.dispenseRequest?.expectedSupplyDuration?.value ?? 0)),
  );

function stayDays(claimed: ClaimedVisit): string | undefined {
  const { visit, lines } = claimed;
  if (visit.left === undefined) return undefined;
  const arrived = visit.arrived.slice(0, 10);
  const left = visit.left.slice(0, 10);
  if (daysBetween(arrived, left) < 0) return '0';
  return String(
    treatmentDays({
      visitType: visit.visitType,
      arrived,
      left,
      medicineDays: medicineDays(claimed),
      serviceDays: lines
        .filter(({ charge }) => charge.kind !== 'drug')
        .map(({ row }) => row.line.orderedAt.slice(0, 10)),
    }),
  );
}

function episodeValues(claimed: ClaimedVisit): RowValues {
  const { record, visit, diagnoses, department } = claimed;
  const { encounter } = record;
  const { hospitalization } = encounter;
  return {
    LY_DO_VV: encounter.reasonCode?.[0]?.text,
    LY_DO_VNT: extensionValue(encounter, extensions.admissionReason, 'valueString'),
    CHAN_DOAN_VAO: diagnoses.onArrival,
    CHAN_DOAN_RV: diagnoses.final,
    MA_BENH_CHINH: diagnoses.main,
    MA_BENH_KT: diagnoses.others.join(';'),
    MA_BENH_YHCT: diagnoses.traditional.join(';'),
    MA_DOITUONG_KCB: visit.entitlement,
    MA_NOI_DI: logicalCode(hospitalization?.origin, identifierSystems.facility),
    MA_NOI_DEN:
      logicalCode(hospitalization?.destination, identifierSystems.facility) ??
      paperAnswers(record, 'XML13')[0]?.MA_CSKCB_DEN,
    NGAY_VAO: minuteOf(encounter.period?.start),
    NGAY_VAO_NOI_TRU: minuteOf(extensionValue(encounter, extensions.inpatientFrom, 'valueDateTime')),
    NGAY_RA: minuteOf(encounter.period?.end),
    GIAY_CHUYEN_TUYEN: hospitalization?.preAdmissionIdentifier?.value,
    SO_NGAY_DTRI: stayDays(claimed),
    PP_DIEU_TRI: extensionValue(encounter, extensions.treatment, 'valueString'),
    KET_QUA_DTRI: extensionCoding(encounter, extensions.treatmentOutcome)?.code,
    MA_LOAI_RV: hospitalization?.dischargeDisposition?.coding?.find(
      (coding) => coding.system === codeSystems.dischargeDisposition,
    )?.code,
    NAM_QT: visit.left?.slice(0, 4),
    THANG_QT: visit.left === undefined ? undefined : String(Number(visit.left.slice(5, 7))),
    MA_LOAI_KCB: visit.visitType,
    MA_KHOA: department,
    MA_CSKCB: record.facility,
    CAN_NANG: weightOf(record),
    CAN_NANG_CON: saidByForms(record, 'XML9', 'CAN_NANG_CON'),
    NGAY_TAI_KHAM: saidByForms(record, 'XML14', 'NGAY_HEN_KL'),
    MA_HSBA: identifierValue(encounter, identifierSystems.recordNumber),
    MA_TTDV: headOf(record),
  };
}

/** A field of all forms of a table, joined by `;`. */
const saidByForms = (record: VisitRecord, table: string, field: string): string =>
  paperAnswers(record, table)
    .flatMap((answers) => answers[field] || [])
    .join(';');

/** The latest weight of the visit. */
function weightOf(record: VisitRecord): string | undefined {
  const value = record.weights
    .toSorted((a, b) => (a.effectiveDateTime ?? '').localeCompare(b.effectiveDateTime ?? ''))
    .at(-1)?.valueQuantity?.value;
  return value === undefined ? undefined : twoPlaces(value);
}

const headOf = (record: VisitRecord): string =>
  licencesOf(
    record,
    (record.encounter.participant ?? [])
      .filter((participant) =>
        participant.type?.some((type) =>
          type.coding?.some((c) => c.system === codeSystems.participantRole && c.code === 'head-of-unit'),
        ),
      )
      .flatMap((participant) => participant.individual ?? []),
  );

function totalValues({ benefit: { totals } }: ClaimedVisit): RowValues {
  const amounts: Readonly<Record<string, Xu>> = {
    T_THUOC: totals.drugs,
    T_VTYT: totals.supplies,
    T_TONGCHI_BV: totals.hospital,
    T_TONGCHI_BH: totals.insurance,
    T_BNTT: totals.selfPaid,
    T_BNCCT: totals.coPaid,
    T_BHTT: totals.fund,
    T_NGUONKHAC: totals.otherFunds,
    T_BHTT_GDV: totals.fundByService,
  };
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, xuText(amount)]));
}

/**
 * XML1: one row for the whole visit.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 1 (secondary); places in FHIR: VN Core 0.6.0, else our own (secondary)
 */
export const summaryRow = (claimed: ClaimedVisit): RowValues =>
  withKept(
    {
      MA_LK: claimed.claimId,
      STT: '1',
      ...patientValues(claimed.record.patient),
      ...cardValues(claimed),
      ...episodeValues(claimed),
      ...totalValues(claimed),
    },
    'XML1',
    claimFieldsOf(claimed.record.encounter),
  );
