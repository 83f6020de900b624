import { codeSystems, extensions, fromVnMinute, identifierSystems, logicalOrganization } from '@lienmach/core';
import type { Coding, Encounter, Extension, Reference } from 'fhir/r4';
import { type ClaimFile, type ClaimRow, listOf, rowsOf, textOf } from './claim-file.ts';
import { type ImportedResources, type ImportWorld, peopleByLicence } from './import-world.ts';

const DIAGNOSIS_ROLE = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';

type Diagnosis = NonNullable<Encounter['diagnosis']>[number];

/**
 * Diagnoses by their use: AD on arrival, DD rank 1 the main one with its traditional codes, further DD by rank.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML1 CHAN_DOAN_VAO to MA_BENH_YHCT; FHIR R4 value set diagnosis-role (verified)
 */
function addDiagnoses(row: ClaimRow, { subject }: ImportWorld, resources: ImportedResources): Diagnosis[] {
  const condition = (text: string, coding: readonly Coding[]): Reference =>
    resources.add({
      resourceType: 'Condition',
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
      subject,
      code: { text, coding: [...coding] },
    });
  const entry = (use: string, of: Reference, rank?: number): Diagnosis => ({
    condition: of,
    use: { coding: [{ system: DIAGNOSIS_ROLE, code: use }] },
    ...(rank === undefined ? {} : { rank }),
  });
  const arrival = textOf(row, 'CHAN_DOAN_VAO');
  const final = textOf(row, 'CHAN_DOAN_RV');
  const main = listOf(row, 'MA_BENH_CHINH').map((code) => ({ system: codeSystems.icd10, code }));
  const traditional = listOf(row, 'MA_BENH_YHCT').map((code) => ({ system: codeSystems.traditionalDisease, code }));
  return [
    ...(arrival === '' ? [] : [entry('AD', condition(arrival, []))]),
    ...(final === '' && main.length + traditional.length === 0
      ? []
      : [entry('DD', condition(final, [...main, ...traditional]), 1)]),
    ...listOf(row, 'MA_BENH_KT').map((code, at) =>
      entry('DD', condition('', [{ system: codeSystems.icd10, code }]), at + 2),
    ),
  ];
}

/** Where the patient lay: said of the visit only when the lines do not tell the same. */
function departmentOf(claim: ClaimFile, row: ClaimRow): string {
  const own = textOf(row, 'MA_KHOA');
  const lines = [...rowsOf(claim, 'XML2'), ...rowsOf(claim, 'XML3')].map((line) => textOf(line, 'MA_KHOA'));
  return own.includes(';') && own === [...new Set(lines)].join(';') ? '' : own;
}

function encounterExtensions(claim: ClaimFile, row: ClaimRow): Extension[] {
  const coded = (url: string, system: string, code: string): Extension[] =>
    code === '' ? [] : [{ url, valueCodeableConcept: { coding: [{ system, code }] } }];
  const text = (url: string, value: string): Extension[] => (value === '' ? [] : [{ url, valueString: value }]);
  const admitted = textOf(row, 'NGAY_VAO_NOI_TRU');
  const department = departmentOf(claim, row);
  return [
    ...coded(extensions.entitlement, codeSystems.entitlement, textOf(row, 'MA_DOITUONG_KCB')),
    ...(admitted === '' ? [] : [{ url: extensions.inpatientFrom, valueDateTime: fromVnMinute(admitted) }]),
    ...text(extensions.admissionReason, textOf(row, 'LY_DO_VNT')),
    ...coded(extensions.treatmentOutcome, codeSystems.treatmentOutcome, textOf(row, 'KET_QUA_DTRI')),
    ...(department === ''
      ? []
      : [
          {
            url: extensions.department,
            valueReference: logicalOrganization(identifierSystems.department, department),
          },
        ]),
    ...text(extensions.treatment, textOf(row, 'PP_DIEU_TRI')),
  ];
}

function classOf(row: ClaimRow): Coding {
  const code = textOf(row, 'NGAY_VAO_NOI_TRU') !== '' ? 'IMP' : textOf(row, 'MA_DOITUONG_KCB') === '2' ? 'EMER' : 'AMB';
  return { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code };
}

function hospitalizationOf(row: ClaimRow): Encounter['hospitalization'] {
  const facility = (name: string) => logicalOrganization(identifierSystems.facility, textOf(row, name));
  const has = (name: string): boolean => textOf(row, name) !== '';
  return {
    ...(has('MA_LOAI_RV')
      ? {
          dischargeDisposition: {
            coding: [{ system: codeSystems.dischargeDisposition, code: textOf(row, 'MA_LOAI_RV') }],
          },
        }
      : {}),
    ...(has('MA_NOI_DI') ? { origin: facility('MA_NOI_DI') } : {}),
    ...(has('MA_NOI_DEN') ? { destination: facility('MA_NOI_DEN') } : {}),
    ...(has('GIAY_CHUYEN_TUYEN')
      ? {
          preAdmissionIdentifier: {
            system: identifierSystems.referralPaper,
            value: textOf(row, 'GIAY_CHUYEN_TUYEN'),
          },
        }
      : {}),
  };
}

/** The visit that XML1 tells. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 1; places in FHIR: VN Core 0.6.0, else our own (secondary) */
export function addEpisode(claim: ClaimFile, world: ImportWorld, account: Reference, resources: ImportedResources) {
  const [row = new Map()] = rowsOf(claim, 'XML1');
  const diagnosis = addDiagnoses(row, world, resources);
  const hospitalization = hospitalizationOf(row) ?? {};
  const recordNumber = textOf(row, 'MA_HSBA');
  return resources.add({
    resourceType: 'Encounter',
    meta: { tag: [{ system: codeSystems.recordOrigin, code: 'claim-file' }] },
    extension: encounterExtensions(claim, row),
    identifier: [
      {
        type: { coding: [{ system: codeSystems.identifierType, code: 'MA_LK' }] },
        system: identifierSystems.claimId,
        value: textOf(row, 'MA_LK'),
      },
      ...(recordNumber === '' ? [] : [{ system: identifierSystems.recordNumber, value: recordNumber }]),
    ],
    status: 'finished',
    class: classOf(row),
    type: [{ coding: [{ system: codeSystems.encounterType, code: textOf(row, 'MA_LOAI_KCB') }] }],
    subject: world.subject,
    period: { start: fromVnMinute(textOf(row, 'NGAY_VAO')), end: fromVnMinute(textOf(row, 'NGAY_RA')) },
    reasonCode: textOf(row, 'LY_DO_VV') === '' ? [] : [{ text: textOf(row, 'LY_DO_VV') }],
    diagnosis,
    participant: peopleByLicence(world, textOf(row, 'MA_TTDV')).map((individual) => ({
      type: [{ coding: [{ system: codeSystems.participantRole, code: 'head-of-unit' }] }],
      individual,
    })),
    account: [account],
    ...(Object.keys(hospitalization).length === 0 ? {} : { hospitalization }),
    serviceProvider: world.provider,
  });
}

/** The weight of the visit, when it is a number. @source QĐ 3176/QĐ-BYT (29/10/2024), CAN_NANG (secondary) */
export function addWeight(row: ClaimRow, encounter: Reference, world: ImportWorld, resources: ImportedResources): void {
  const weight = textOf(row, 'CAN_NANG');
  if (!/^\d{1,4}(?:\.\d{1,3})?$/.test(weight)) return;
  resources.add({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: codeSystems.loinc, code: '29463-7' }] },
    subject: world.subject,
    encounter,
    effectiveDateTime: fromVnMinute(textOf(row, 'NGAY_VAO')),
    valueQuantity: { value: Number(weight), unit: 'kg', system: codeSystems.ucum, code: 'kg' },
  });
}
