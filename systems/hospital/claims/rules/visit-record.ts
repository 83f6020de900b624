/** @source none: reads the record */
import type { IdentifiedCharge } from '@lienmach/benefit';
import { identifierSystems, identifierValue, nameText } from '@lienmach/core';
import type {
  ClinicalImpression,
  Composition,
  Coverage,
  Encounter,
  FhirResource,
  Observation,
  Patient,
  QuestionnaireResponse,
  Reference,
  RelatedPerson,
} from 'fhir/r4';

/** What the record holds of one visit, as far as a claim needs it. */
export interface VisitRecord {
  readonly encounter: Encounter;
  readonly patient: Patient;
  /** facility code: the visit's own provider, else this site */
  readonly facility: string;
  /** cards in the order of the account */
  readonly coverages: readonly Coverage[];
  readonly charges: readonly IdentifiedCharge[];
  readonly weights: readonly Observation[];
  readonly notes: readonly ClinicalImpression[];
  readonly papers: readonly Composition[];
  readonly relatives: readonly RelatedPerson[];
  /** sick leave and referral as the doctor issued them */
  readonly issued: readonly Composition[];
  /** forms that were filled in and finished */
  readonly forms: readonly QuestionnaireResponse[];
  /** everything the above points to, by `Type/id` */
  readonly linked: ReadonlyMap<string, FhirResource>;
}

type ResourceOf<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

const isOf = <T extends FhirResource['resourceType']>(
  resource: FhirResource | undefined,
  type: T,
): resource is ResourceOf<T> => resource?.resourceType === type;

/** `Type/id` of a literal reference, without server address or version. */
export const literalOf = (reference: Reference | undefined): string | undefined =>
  /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference?.reference ?? '')?.[1];

/** What a reference points to, when it was loaded and has this type. */
export function linkedTo<T extends FhirResource['resourceType']>(
  record: VisitRecord,
  type: T,
  reference: Reference | undefined,
): ResourceOf<T> | undefined {
  const found = record.linked.get(literalOf(reference) ?? '');
  return isOf(found, type) ? found : undefined;
}

/** All of one type that some references point to. */
export const allLinkedTo = <T extends FhirResource['resourceType']>(
  record: VisitRecord,
  type: T,
  references: readonly Reference[] | undefined,
): ResourceOf<T>[] => (references ?? []).flatMap((reference) => linkedTo(record, type, reference) ?? []);

/** Practice licences of people, joined by `;` as the claim tables want them. */
export function licencesOf(record: VisitRecord, people: readonly Reference[] | undefined): string {
  const licences = (people ?? []).flatMap((person) => {
    const logical =
      person.identifier?.system === identifierSystems.practiceLicence ? person.identifier.value : undefined;
    const known = identifierValue(linkedTo(record, 'Practitioner', person), identifierSystems.practiceLicence);
    return known ?? logical ?? [];
  });
  return [...new Set(licences)].join(';');
}

/** Name of somebody who signed: the practitioner's, else the one that was written beside the licence. */
export function nameOfPerson(record: VisitRecord, person: Reference | undefined): string | undefined {
  const known = linkedTo(record, 'Practitioner', person);
  return known === undefined ? person?.display : nameText(known.name);
}
