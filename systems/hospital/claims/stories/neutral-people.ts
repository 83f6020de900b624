import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Reference } from 'fhir/r4';
import { at, coding, concept, type Entries, money, organization, type World, when } from './neutral-entries.ts';
import type { NeutralCard, NeutralVisit } from './neutral-visit.ts';

/** The person of the visit. */
export function addPatient(entries: Entries, { patient }: NeutralVisit): Reference {
  const sexes: Record<number, 'male' | 'female'> = { 1: 'male', 2: 'female' };
  return entries.add({
    resourceType: 'Patient',
    extension: [
      ...when(patient.ethnicity, (value) => ({
        url: extensions.ethnicity,
        valueCodeableConcept: concept(codeSystems.ethnicGroup, value),
      })),
      ...when(patient.occupation, (value) => ({
        url: extensions.occupation,
        valueCodeableConcept: { coding: [{ code: value }] },
      })),
      ...when(patient.nationality, (value) => ({
        url: extensions.nationality,
        extension: [{ url: 'code', valueCodeableConcept: concept(codeSystems.country, value) }],
      })),
    ],
    identifier: [
      {
        type: concept('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR'),
        system: identifierSystems.patientNumber,
        value: patient.number,
      },
      ...when(patient.personalNumber, (value) => ({ system: identifierSystems.personalNumber, value })),
    ],
    name: [{ text: patient.name }],
    gender: sexes[patient.sex] ?? 'unknown',
    birthDate: patient.birth,
    ...(patient.birthTime
      ? {
          _birthDate: {
            extension: [{ url: extensions.birthTime, valueDateTime: `${patient.birth}T${patient.birthTime}:00+07:00` }],
          },
        }
      : {}),
    address: [
      {
        text: patient.address,
        extension: [
          { url: extensions.province, valueCoding: coding(codeSystems.province, patient.province) },
          { url: extensions.commune, valueCoding: coding(codeSystems.commune, patient.commune) },
        ],
      },
    ],
  });
}

/** One card. */
export const addCard = (entries: Entries, patient: Reference, card: NeutralCard): Reference =>
  entries.add({
    resourceType: 'Coverage',
    status: 'active',
    identifier: [{ system: identifierSystems.insuranceCard, value: card.number }],
    subscriberId: card.number,
    beneficiary: patient,
    payor: [{ display: 'Bảo hiểm xã hội Việt Nam' }],
    ...(card.from || card.to
      ? { period: { ...(card.from ? { start: card.from } : {}), ...(card.to ? { end: card.to } : {}) } }
      : {}),
    extension: [
      { url: extensions.cardType, valueCodeableConcept: { coding: [{ code: card.number.slice(0, 2) }] } },
      ...when(card.registeredAt, (facility) => ({
        url: extensions.primaryCareFacility,
        valueReference: organization(identifierSystems.facility, facility),
      })),
      ...when(card.fiveYearsFrom, (day) => ({ url: extensions.fiveYearsFrom, valueDate: day })),
      ...when(card.copayThisYear, (amount) => ({ url: extensions.cumulativeCopay, valueMoney: money(amount) })),
      ...when(card.copayExemptFrom, (moment) => ({
        url: extensions.copayExemptFrom,
        valueDateTime: moment.length === 10 ? moment : at(moment),
      })),
      ...when(card.zone, (zone) => ({ url: extensions.livingZone, valueCode: zone })),
      ...when(card.temporary, (isTemporary) => ({ url: extensions.temporaryCard, valueBoolean: isTemporary })),
    ],
  });

/** The mother, and what the person weighs. */
export function addPeopleAround(world: World): void {
  const { entries, patient, encounter, visit } = world;
  for (const mother of when(visit.patient.mother, (one) => one)) {
    entries.add({
      resourceType: 'RelatedPerson',
      patient,
      relationship: [concept('http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'MTH')],
      name: [{ text: mother.name }],
      identifier: when(mother.card, (value) => ({ system: identifierSystems.insuranceCard, value })),
    });
  }
  for (const weight of when(visit.visit.weightKg, Number)) {
    entries.add({
      resourceType: 'Observation',
      status: 'final',
      code: concept(codeSystems.loinc, '29463-7'),
      subject: patient,
      encounter,
      effectiveDateTime: at(visit.visit.in),
      valueQuantity: { value: weight, unit: 'kg', system: codeSystems.ucum, code: 'kg' },
    });
  }
}
