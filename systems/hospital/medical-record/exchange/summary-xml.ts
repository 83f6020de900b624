import { codeSystems, identifierSystems, identifierValue, nameText } from '@lienmach/core';
import { xmlElement, xmlText } from '@lienmach/papers';
import type { Composition, Encounter, Patient, Practitioner } from 'fhir/r4';
import { diagnosesOf, type VisitRecord } from '../rules/visit-summary.ts';

export const SUMMARY_NAMESPACE = 'https://lienmach.vn/fhir/tom-tat-ho-so-benh-an';

/**
 * The summary as XML that a person can read and a signature can cover. It says everything the paper says, not a link.
 *
 * @source TT 25/2025/TT-BYT, annex II, form 03 (fields; secondary). The element names are ours: no text in force fixes an
 *   XML for the summary
 */
export function summaryXml(composition: Composition, visit: VisitRecord): string {
  const { facility } = visit;
  return xmlElement('TomTatHoSoBenhAn', { xmlns: SUMMARY_NAMESPACE, phienBan: '1' }, [
    xmlElement('CoSo', { ma: facility.code }, xmlText(facility.name)),
    patientXml(visit.patient),
    visitXml(visit.encounter),
    xmlElement('ChanDoan', {}, diagnosesXml(visit)),
    ...(composition.section ?? []).map((section) =>
      xmlElement('Muc', { ma: section.code?.coding?.[0]?.code, ten: section.title }, section.text?.div ?? ''),
    ),
    signerXml(visit.signer, composition),
  ]);
}

const patientXml = (patient: Patient): string =>
  xmlElement(
    'NguoiBenh',
    {
      ma: identifierValue(patient, identifierSystems.patientNumber),
      soDinhDanh: identifierValue(patient, identifierSystems.personalNumber),
      ngaySinh: patient.birthDate,
      gioiTinh: patient.gender,
    },
    [
      xmlElement('HoTen', {}, xmlText(nameText(patient.name))),
      xmlElement('DiaChi', {}, xmlText(patient.address?.[0]?.text ?? '')),
    ],
  );

const visitXml = (encounter: Encounter): string =>
  xmlElement('LuotKham', {
    ma: encounter.id,
    maLienKet: identifierValue(encounter, identifierSystems.claimId),
    vao: encounter.period?.start,
    ra: encounter.period?.end,
  });

const diagnosesXml = (visit: VisitRecord): string[] =>
  diagnosesOf(visit).map((condition, index) => {
    const icd = condition.code?.coding?.find((coding) => coding.system === codeSystems.icd10);
    const text = condition.code?.text ?? icd?.display ?? '';
    return xmlElement('Benh', { loai: index === 0 ? 'chinh' : 'kem-theo', icd10: icd?.code }, xmlText(text));
  });

const signerXml = (signer: Practitioner, composition: Composition): string =>
  xmlElement(
    'NguoiKy',
    {
      soGiayPhepHanhNghe: identifierValue(signer, identifierSystems.practiceLicence),
      thoiDiem: composition.date,
    },
    xmlText(nameText(signer.name)),
  );
