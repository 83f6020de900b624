import type { Bundle, FhirResource } from 'fhir/r4';

export const tagSystem = 'https://lienmach.vn/fhir/CodeSystem/crash-test';

/** A visit of eight linked resources, every one tagged with the name of its bundle. */
export function smallVisit(name: string): Bundle {
  const uuid = (place: number): string => `urn:uuid:00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  const meta = { tag: [{ system: tagSystem, code: name }] };
  const subject = { reference: uuid(0) };
  const encounter = { reference: uuid(1) };
  const resources: FhirResource[] = [
    {
      resourceType: 'Patient',
      meta,
      identifier: [{ system: tagSystem, value: name }],
      name: [{ text: 'Người Bệnh Thử' }],
    },
    {
      resourceType: 'Encounter',
      meta,
      status: 'in-progress',
      class: { code: 'AMB' },
      subject,
      period: { start: '2026-11-21T08:00:00+07:00' },
    },
    { resourceType: 'Condition', meta, subject, encounter, code: { coding: [{ system: tagSystem, code: 'I10' }] } },
    ...[61.5, 120, 37.2].map(
      (value): FhirResource => ({
        resourceType: 'Observation',
        meta,
        status: 'final',
        subject,
        encounter,
        code: { text: 'Đo' },
        effectiveDateTime: '2026-11-21T08:05:00+07:00',
        valueQuantity: { value },
      }),
    ),
    {
      resourceType: 'ServiceRequest',
      meta,
      status: 'active',
      intent: 'order',
      subject,
      encounter,
      code: { text: 'Xét nghiệm' },
    },
    {
      resourceType: 'MedicationRequest',
      meta,
      status: 'active',
      intent: 'order',
      subject,
      encounter,
      medicationCodeableConcept: { text: 'Thuốc thử' },
    },
  ];
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource, place) => ({
      fullUrl: uuid(place),
      resource,
      request: { method: 'POST', url: resource.resourceType },
    })),
  };
}

export const resourcesInVisit = 8;
