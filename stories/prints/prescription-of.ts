import { identifierSystems } from '@lienmach/core';
import type { Composition, MedicationRequest, Observation } from 'fhir/r4';
import { type Seat, time } from './seat.ts';

const clinicalStatus = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
};
const CODE = '99001k7p2zq4-C';
const when = ['MORN', 'NOON', 'AFT', 'EVE'] as const;

const lineOf = ({ plan, subject, encounter }: Seat, line: number): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  identifier: [{ system: identifierSystems.prescriptionLine, value: `${CODE}/${line}` }],
  groupIdentifier: { system: identifierSystems.nationalPrescription, value: CODE },
  medicationCodeableConcept: { text: `${plan.drug} ${line}` },
  subject,
  encounter,
  authoredOn: time(30),
  requester: { reference: 'Practitioner/doctor', display: 'doctor' },
  note: [{ text: plan.advice }],
  dosageInstruction: [
    {
      timing: { repeat: { when: line % 2 === 0 || line < 4 ? ['MORN', 'EVE'] : [...when] } },
      route: { text: 'Uống' },
      additionalInstruction: [{ text: plan.hint }],
      doseAndRate: [{ doseQuantity: { value: line < 4 ? 1 : 1.5, unit: 'Viên' } }],
    },
  ],
  dispenseRequest: {
    validityPeriod: { start: '2026-03-02', end: '2026-03-07' },
    quantity: { value: 112, unit: 'Viên' },
    expectedSupplyDuration: { value: 28, unit: 'ngày' },
  },
});

const summaryOf = ({ plan, subject, encounter }: Seat): Composition => ({
  resourceType: 'Composition',
  status: 'final',
  type: { coding: [{ system: 'http://loinc.org', code: '34133-9' }], text: 'Tóm tắt hồ sơ bệnh án' },
  subject,
  encounter,
  date: time(50),
  author: [{ reference: 'Practitioner/doctor', display: 'doctor' }],
  title: 'Tóm tắt hồ sơ bệnh án',
  attester: [{ mode: 'legal', time: time(50), party: { reference: 'Practitioner/doctor' } }],
  section: ['Lý do đến khám', 'Chẩn đoán', 'Tóm tắt kết quả cận lâm sàng', 'Phương pháp điều trị', 'Kết luận'].map(
    (title) => ({
      title,
      text: {
        status: 'generated',
        div: `<div xmlns="http://www.w3.org/1999/xhtml">${Array.from({ length: Math.ceil(plan.lines / 2) }, (_, line) => `<p>${plan.diagnoses[line % plan.diagnoses.length]?.[1]}; huyết áp &lt; 140/90 mmHg, ngày ${line + 1}</p>`).join('')}</div>`,
      },
    }),
  ),
});

/** Allergies, weight, as many drugs as the case has lines, and the signed summary. */
export async function prescriptionOf(seat: Seat): Promise<void> {
  const { plan, subject, encounter, save } = seat;
  for (const text of plan.allergies) {
    await save({ resourceType: 'AllergyIntolerance', clinicalStatus, patient: subject, code: { text } });
  }
  await save<Observation>({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }], text: 'Cân nặng' },
    subject,
    encounter,
    effectiveDateTime: time(5),
    valueQuantity: { value: 58.5, unit: 'kg' },
  });
  for (let line = 1; line <= plan.lines; line += 1) await save(lineOf(seat, line));
  await save(summaryOf(seat));
}
