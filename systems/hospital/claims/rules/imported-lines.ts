import {
  type Charge,
  chargeItem,
  codeSystems,
  extensions,
  fromVnMinute,
  type InsuranceScope,
  parseDecimal,
  parseQuantity3,
  parseUnitPrice,
  parseXu,
  present,
  type Xu,
} from '@lienmach/core';
import type { ChargeItem, Reference } from 'fhir/r4';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { type ImportedResources, type ImportWorld, peopleByLicence } from './import-world.ts';
import { type ReportsOfLines, reportsOfLines } from './imported-results.ts';

/** A visit that is being read: what everything in it refers to. */
export interface ImportedVisitParts {
  readonly world: ImportWorld;
  readonly resources: ImportedResources;
  readonly encounter: Reference;
  readonly account: Reference;
  /** rows whose other funds help the facility, e.g. `XML3[2]`; the file does not say, its figures do */
  readonly facilityFunds: ReadonlySet<string>;
}

const filled = (row: ClaimRow, name: string): string | undefined => textOf(row, name) || undefined;
const momentAt = (row: ClaimRow, name: string): string | undefined => {
  const minute = filled(row, name);
  return minute === undefined ? undefined : fromVnMinute(minute, name);
};

/** Hundredths of a percent: `47.5` is 4750. */
const rateAt = (row: ClaimRow, name: string): number | undefined => {
  const text = filled(row, name);
  return text === undefined ? undefined : Number(parseDecimal(text, 2, name));
};

/** Support of nothing is not written. */
const fundAt = (row: ClaimRow, name: string): Xu | undefined => {
  const text = filled(row, name);
  const amount = text === undefined ? undefined : parseXu(text, name);
  return amount === 0n ? undefined : amount;
};

const scopeOf = (row: ClaimRow): InsuranceScope => {
  const scope = textOf(row, 'PHAM_VI');
  return scope === '2' || scope === '3' ? scope : '1';
};

/** What both line tables say. Outside the scope there is no ratio: it is nought. */
function sharedCharge(row: ClaimRow, { world, encounter, account, facilityFunds }: ImportedVisitParts, place: string) {
  const scope = scopeOf(row);
  return {
    quantity: parseQuantity3(textOf(row, 'SO_LUONG'), 'SO_LUONG'),
    unit: textOf(row, 'DON_VI_TINH'),
    scope,
    orderedBy: peopleByLicence(world, textOf(row, 'MA_BAC_SI')),
    department: textOf(row, 'MA_KHOA'),
    patient: world.subject,
    encounter,
    account,
    ...present({
      paymentRatio: scope === '2' ? undefined : rateAt(row, 'TYLE_TT_BH'),
      orderedAt: momentAt(row, 'NGAY_YL'),
      performedAt: momentAt(row, 'NGAY_TH_YL'),
      costGroup: filled(row, 'MA_NHOM'),
      paymentMethod: filled(row, 'MA_PTTT'),
      tender: filled(row, 'TT_THAU'),
      otherFundState: fundAt(row, 'T_NGUONKHAC_NSNN'),
      otherFundForeignAid: fundAt(row, 'T_NGUONKHAC_VTNN'),
      otherFundDomesticAid: fundAt(row, 'T_NGUONKHAC_VTTN'),
      otherFundRest: fundAt(row, 'T_NGUONKHAC_CL'),
      otherFundFor: facilityFunds.has(place) ? 'facility' : undefined,
    }),
  } satisfies Partial<Charge>;
}

function addPrescription(row: ClaimRow, parts: ImportedVisitParts, days: number): Reference {
  const { world, resources, encounter } = parts;
  const [requester] = peopleByLicence(world, textOf(row, 'MA_BAC_SI'));
  const registration = textOf(row, 'SO_DANG_KY');
  const route = textOf(row, 'DUONG_DUNG');
  const dosage = {
    text: textOf(row, 'LIEU_DUNG'),
    patientInstruction: textOf(row, 'CACH_DUNG'),
    ...(route === '' ? {} : { route: { coding: [{ system: codeSystems.route, code: route }] } }),
  };
  return resources.add({
    resourceType: 'MedicationRequest',
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: codeSystems.ingredient, code: textOf(row, 'MA_THUOC') }],
      text: textOf(row, 'TEN_THUOC'),
    },
    subject: world.subject,
    encounter,
    ...present({ authoredOn: momentAt(row, 'NGAY_YL'), requester }),
    extension: registration === '' ? [] : [{ url: extensions.drugRegistration, valueString: registration }],
    dosageInstruction: dosage.text === '' && dosage.patientInstruction === '' && route === '' ? [] : [dosage],
    ...(days > 0
      ? {
          dispenseRequest: {
            expectedSupplyDuration: { value: days, unit: 'ngày', system: codeSystems.ucum, code: 'd' },
          },
        }
      : {}),
  });
}

function drugCharge(row: ClaimRow, at: number, parts: ImportedVisitParts, days: number): ChargeItem {
  return chargeItem({
    ...sharedCharge(row, parts, `XML2[${at + 1}]`),
    kind: 'drug',
    code: textOf(row, 'MA_THUOC'),
    name: textOf(row, 'TEN_THUOC'),
    hospitalUnitPrice: parseUnitPrice(textOf(row, 'DON_GIA'), 'DON_GIA'),
    performedBy: [],
    ...present({
      strength: filled(row, 'HAM_LUONG'),
      forService: filled(row, 'MA_DICH_VU'),
      drugPayer: filled(row, 'NGUON_CTRA'),
    }),
    supportingInformation: [addPrescription(row, parts, days)],
  });
}

const reported = new Set(['1', '2', '3']);
const timed = new Set(['8', '18']);

/** What stands behind a service: its order, and the procedure or the report. */
function behindService(row: ClaimRow, parts: ImportedVisitParts, reports: readonly Reference[]) {
  const { world, resources, encounter } = parts;
  const group = textOf(row, 'MA_NHOM');
  if (!reported.has(group) && !timed.has(group)) return reports.length === 0 ? {} : { service: reports };
  const code = {
    coding: [{ system: codeSystems.services7603, code: textOf(row, 'MA_DICH_VU') }],
    text: textOf(row, 'TEN_DICH_VU'),
  };
  const [requester] = peopleByLicence(world, textOf(row, 'MA_BAC_SI'));
  const order = resources.add({
    resourceType: 'ServiceRequest',
    status: 'completed',
    intent: 'order',
    code,
    subject: world.subject,
    encounter,
    ...present({ authoredOn: momentAt(row, 'NGAY_YL'), requester }),
  });
  const start = momentAt(row, 'NGAY_TH_YL');
  const procedures = !timed.has(group)
    ? []
    : [
        resources.add({
          resourceType: 'Procedure',
          status: 'completed',
          basedOn: [order],
          code,
          subject: world.subject,
          encounter,
          ...(start === undefined ? {} : { performedPeriod: { start, ...present({ end: momentAt(row, 'NGAY_KQ') }) } }),
          performer: peopleByLicence(world, textOf(row, 'NGUOI_THUC_HIEN')).map((actor) => ({ actor })),
        }),
      ];
  const service = [...reports, ...procedures];
  return { supportingInformation: [order], ...(service.length === 0 ? {} : { service }) };
}

function serviceCharge(
  row: ClaimRow,
  at: number,
  parts: ImportedVisitParts,
  reports: readonly Reference[],
): ChargeItem {
  const isSupply = textOf(row, 'MA_VAT_TU') !== '';
  const hospitalUnitPrice = parseUnitPrice(textOf(row, 'DON_GIA_BV'), 'DON_GIA_BV');
  const insurance = filled(row, 'DON_GIA_BH');
  const insuranceUnitPrice = insurance === undefined ? undefined : parseUnitPrice(insurance, 'DON_GIA_BH');
  const ceiling = filled(row, 'T_TRANTT');
  const isTimed = timed.has(textOf(row, 'MA_NHOM'));
  return chargeItem({
    ...sharedCharge(row, parts, `XML3[${at + 1}]`),
    kind: isSupply ? 'supply' : 'service',
    code: textOf(row, isSupply ? 'MA_VAT_TU' : 'MA_DICH_VU'),
    name: textOf(row, isSupply ? 'TEN_VAT_TU' : 'TEN_DICH_VU'),
    hospitalUnitPrice,
    performedBy: peopleByLicence(parts.world, textOf(row, 'NGUOI_THUC_HIEN')),
    ...present({
      serviceRatio: rateAt(row, 'TYLE_TT_DV'),
      insuranceUnitPrice: insuranceUnitPrice === hospitalUnitPrice ? undefined : insuranceUnitPrice,
      ceiling: ceiling === undefined ? undefined : parseXu(ceiling, 'T_TRANTT'),
      forService: isSupply ? filled(row, 'MA_DICH_VU') : undefined,
      performedUntil: isTimed ? momentAt(row, 'NGAY_KQ') : undefined,
      bed: filled(row, 'MA_GIUONG'),
      device: filled(row, 'MA_MAY'),
      anaesthesia: filled(row, 'PP_VO_CAM'),
    }),
    ...behindService(row, parts, reports),
  });
}

/** What was written of the lines: one charge for every row of XML2 and XML3, and the results as the record will tell them. */
export interface ImportedLines {
  readonly drugs: readonly Reference[];
  readonly services: readonly Reference[];
  readonly results: ReportsOfLines;
}

const MEDICINE_VISIT = '05';

/**
 * One charge for every line of cost, with what stands behind it. The days of medicine of a chronic visit are told once for
 * the whole visit: they stand at the first drug.
 *
 * @throws core.notADecimal, core.tooPrecise, core.notAnInstant for what cannot be read
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 2, 3 and 4; places in FHIR: VN Core 0.6.0, else our own (secondary)
 */
export function addLines(claim: ClaimFile, parts: ImportedVisitParts): ImportedLines {
  const { resources } = parts;
  const [summary] = rowsOf(claim, 'XML1');
  const days = textOf(summary, 'MA_LOAI_KCB') === MEDICINE_VISIT ? Number(textOf(summary, 'SO_NGAY_DTRI')) : 0;
  const drugs = rowsOf(claim, 'XML2').map((row, at) => resources.add(drugCharge(row, at, parts, at === 0 ? days : 0)));
  const rows = rowsOf(claim, 'XML3');
  const results = reportsOfLines(rows, rowsOf(claim, 'XML4'), parts);
  const services = rows.map((row, at) => resources.add(serviceCharge(row, at, parts, results.reports[at] ?? [])));
  return { drugs, services, results };
}
