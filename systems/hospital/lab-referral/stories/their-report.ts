import { codeSystems, identifierSystems, logicalOrganization } from '@lienmach/core';
import type { DiagnosticReport, Observation, Patient } from 'fhir/r4';

/** What an institute reports, as its message or its document makes it. @param number  of our order, where it names it */
export function theirReport(patient: Patient, { number, by = '79001' }: { number?: string; by?: string } = {}) {
  const common = {
    meta: { tag: [{ system: codeSystems.resultOrigin, code: 'outside' }] },
    subject: { reference: `Patient/${patient.id}` },
    performer: [{ ...logicalOrganization(identifierSystems.facility, by), display: 'Viện Vi sinh Miền Nam' }],
  };
  const result: Observation = {
    ...common,
    resourceType: 'Observation',
    id: `ngoai-kq-${number ?? by}`,
    status: 'final',
    code: { text: 'Vitamin B12' },
    valueQuantity: { value: 310, unit: 'pmol/L' },
  };
  const placer = { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PLAC' }] } };
  const report: DiagnosticReport = {
    ...common,
    resourceType: 'DiagnosticReport',
    id: `ngoai-phieu-${number ?? by}`,
    identifier: [
      { system: identifierSystems.outsideReport, value: `${by}/V-77` },
      ...(number === undefined ? [] : [{ ...placer, value: number }]),
    ],
    status: 'final',
    code: { text: 'Vitamin B12' },
    issued: '2026-03-03T09:00:00+07:00',
    result: [{ reference: `Observation/${result.id}` }],
  };
  return { result, report };
}
