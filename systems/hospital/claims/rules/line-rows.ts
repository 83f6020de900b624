import { rateText } from '@lienmach/benefit';
import { codeSystems, decimalText, extensions, extensionValue, type Xu, xuText, ZERO } from '@lienmach/core';
import { minuteOf, type RowValues } from './claim-values.ts';
import type { ClaimedLine, ClaimedVisit } from './claimed-visit.ts';
import { withKept } from './kept-fields.ts';
import { allLinkedTo, licencesOf } from './visit-record.ts';

const text = (amount: Xu | undefined): string => xuText(amount ?? ZERO);

/** What both line tables say of money. */
const moneyValues = ({ charge, row }: ClaimedLine): RowValues => ({
  PHAM_VI: charge.scope,
  TYLE_TT_BH: rateText(row.payRatio),
  SO_LUONG: decimalText(charge.quantity, 3),
  THANH_TIEN_BV: xuText(row.hospitalAmount),
  THANH_TIEN_BH: xuText(row.insuranceAmount),
  MUC_HUONG: rateText(row.level),
  T_NGUONKHAC_NSNN: text(charge.otherFundState),
  T_NGUONKHAC_VTNN: text(charge.otherFundForeignAid),
  T_NGUONKHAC_VTTN: text(charge.otherFundDomesticAid),
  T_NGUONKHAC_CL: text(charge.otherFundRest),
  T_NGUONKHAC: xuText(row.otherFunds),
  T_BNTT: xuText(row.selfPaid),
  T_BNCCT: xuText(row.coPaid),
  T_BHTT: xuText(row.fundPaid),
  MA_PTTT: charge.paymentMethod ?? '1',
});

const sharedValues = (claimed: ClaimedVisit, line: ClaimedLine, position: number): RowValues => ({
  MA_LK: claimed.claimId,
  STT: String(position + 1),
  MA_NHOM: line.charge.costGroup,
  DON_VI_TINH: line.charge.unit,
  TT_THAU: line.charge.tender,
  MA_KHOA: line.charge.department || claimed.department,
  MA_BAC_SI: licencesOf(claimed.record, line.charge.orderedBy),
  NGAY_YL: minuteOf(line.charge.orderedAt),
  NGAY_TH_YL: minuteOf(line.charge.performedAt),
  ...moneyValues(line),
});

function drugRow(claimed: ClaimedVisit, line: ClaimedLine, position: number): RowValues {
  const { charge } = line;
  const [request] = allLinkedTo(claimed.record, 'MedicationRequest', charge.supportingInformation);
  const [dosage] = request?.dosageInstruction ?? [];
  const values: RowValues = {
    ...sharedValues(claimed, line, position),
    MA_THUOC: charge.code,
    TEN_THUOC: charge.name,
    HAM_LUONG: charge.strength,
    DUONG_DUNG: dosage?.route?.coding?.find((coding) => coding.system === codeSystems.route)?.code,
    LIEU_DUNG: dosage?.text,
    CACH_DUNG: dosage?.patientInstruction,
    SO_DANG_KY: extensionValue(request, extensions.drugRegistration, 'valueString'),
    DON_GIA: decimalText(charge.hospitalUnitPrice, 3),
    MA_DICH_VU: charge.forService,
    NGUON_CTRA: charge.drugPayer ?? '1',
  };
  return withKept(values, 'XML2', charge.claimFields);
}

const REPORTED = new Set(['1', '2', '3']);
const TIMED = new Set(['8', '18']);

/** Results count from their final report; procedures from the end of the act. */
function resultTime({ record }: ClaimedVisit, { charge }: ClaimedLine): string | undefined {
  const group = charge.costGroup ?? '';
  if (TIMED.has(group)) return charge.performedUntil;
  if (!REPORTED.has(group)) return undefined;
  return allLinkedTo(record, 'DiagnosticReport', charge.service).find(({ status }) => finalStates.has(status))?.issued;
}

/** Report states whose content counts. @source FHIR R4, value set diagnostic-report-status (verified) */
export const finalStates: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended']);

function serviceRow(claimed: ClaimedVisit, line: ClaimedLine, position: number): RowValues {
  const { charge, row } = line;
  const isSupply = charge.kind === 'supply';
  const values: RowValues = {
    ...sharedValues(claimed, line, position),
    MA_DICH_VU: isSupply ? charge.forService : charge.code,
    TEN_DICH_VU: isSupply ? undefined : charge.name,
    MA_VAT_TU: isSupply ? charge.code : undefined,
    TEN_VAT_TU: isSupply ? charge.name : undefined,
    DON_GIA_BV: decimalText(charge.hospitalUnitPrice, 3),
    DON_GIA_BH: decimalText(row.insurancePrice, 3),
    TYLE_TT_DV: rateText(row.serviceRatio),
    T_TRANTT: charge.ceiling === undefined ? undefined : xuText(charge.ceiling),
    MA_GIUONG: charge.bed,
    NGUOI_THUC_HIEN: licencesOf(claimed.record, charge.performedBy),
    MA_BENH: claimed.diagnoses.main,
    NGAY_KQ: minuteOf(resultTime(claimed, line)),
    PP_VO_CAM: charge.anaesthesia,
    MA_MAY: charge.device,
  };
  return withKept(values, 'XML3', charge.claimFields);
}

/** XML2: drugs, infusions, oxygen, blood. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 2 (secondary) */
export const drugRows = (claimed: ClaimedVisit): RowValues[] =>
  claimed.lines
    .filter(({ charge }) => charge.kind === 'drug')
    .map((line, position) => drugRow(claimed, line, position));

/** XML3: examinations, services, bed-days, supplies. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 3 (secondary) */
export const serviceRows = (claimed: ClaimedVisit): RowValues[] =>
  claimed.lines
    .filter(({ charge }) => charge.kind !== 'drug')
    .map((line, position) => serviceRow(claimed, line, position));
