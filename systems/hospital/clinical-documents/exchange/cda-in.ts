import type { CdaDocument } from '@lienmach/cda';
import type { MessageMapping } from '@lienmach/system-kit';
import type { DiagnosticReport, DocumentReference, FhirResource, Patient } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Arrival } from './document-roots.ts';
import { documentBundle, documentNeeds, type KnownSoFar } from './received-document.ts';
import type { ReceivedFact } from './received-facts.ts';

type OfType<T> = Extract<FhirResource, { resourceType: T }>;

const ofType = <T extends FhirResource['resourceType']>(all: readonly FhirResource[], type: T): OfType<T>[] =>
  all.filter((one): one is OfType<T> => one.resourceType === type);

const eachOnce = <T extends FhirResource>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.resourceType}/${one.id}`, one])).values(),
];

const isFact = (one: FhirResource): one is ReceivedFact =>
  ['Condition', 'AllergyIntolerance', 'MedicationStatement', 'Immunization', 'Observation'].includes(one.resourceType);

/** What was found, by what it is. @throws clinical-documents.patientUnknown */
export function knownSoFar(
  found: Readonly<Record<string, FhirResource | undefined>>,
  lists: Readonly<Record<string, readonly FhirResource[]>>,
): KnownSoFar {
  const [patient] = ofType<Patient['resourceType']>(
    [found.patient].flatMap((one) => one ?? []),
    'Patient',
  );
  if (patient === undefined) throw errors.patientUnknown({ at: 'ClinicalDocument.recordTarget' });
  const [same] = ofType<DocumentReference['resourceType']>(
    [found.same].flatMap((one) => one ?? []),
    'DocumentReference',
  );
  const replaced = Object.entries(found).flatMap(([name, one]) =>
    name.startsWith('replaced.') && one !== undefined ? [one] : [],
  );
  const current = ofType<DocumentReference['resourceType']>(
    [...(lists.sets ?? []), ...replaced],
    'DocumentReference',
  ).filter(({ status }) => status === 'current');
  const facts = Object.values(lists).flatMap((list) => list.filter(isFact));
  const before = Object.entries(lists).flatMap(([name, list]) => (name === 'reports' ? [] : list));
  return {
    patient,
    same,
    current: eachOnce(current),
    facts: eachOnce(facts),
    reports: ofType<DiagnosticReport['resourceType']>(lists.reports ?? [], 'DiagnosticReport'),
    toldBefore: eachOnce(ofType<DiagnosticReport['resourceType']>(before, 'DiagnosticReport')),
  };
}

/**
 * Any CDA R2 document that a channel brings. Whoever it is about is found by number and birth date; a document that cannot be
 * matched waits for a person, whole.
 *
 * @source HL7 CDA R2 (2005) (verified in the schema); C-CDA R2.1 sections (from memory)
 */
export const cdaIn: MessageMapping<string, CdaDocument> = {
  id: 'clinical-documents.cda',
  codec: 'cda',
  on: 'ClinicalDocument',
  needs: (document, { channel }) => documentNeeds(document, arrivalBy(channel)),
  map: (document, found, now, { channel, lists }) =>
    documentBundle(document, arrivalBy(channel), knownSoFar(found, lists), now),
};

const arrivalBy = ({
  organization,
  partner,
  options,
}: Parameters<NonNullable<typeof cdaIn.map>>[3]['channel']): Arrival => ({
  organization,
  partner,
  options,
});
