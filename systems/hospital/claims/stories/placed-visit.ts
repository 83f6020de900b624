import { identifierSystems, identifierValue, readCharge } from '@lienmach/core';
import type { ChargeItem, Encounter, FhirResource, Patient, Resource } from 'fhir/r4';
import type { VisitRecord } from '../rules/visit-record.ts';
import type { NeutralVisit } from './neutral-visit.ts';
import { neutralVisitBundle } from './neutral-visit-bundle.ts';

/** Known once in the whole record: houses and people who work there. */
function sharedNumber(resource: FhirResource): string | undefined {
  if (resource.resourceType === 'Organization') return identifierValue(resource, identifierSystems.facility);
  if (resource.resourceType === 'Practitioner') return identifierValue(resource, identifierSystems.practiceLicence);
  return undefined;
}

const idOf = (resource: FhirResource, prefix: string, at: number): string => {
  if (resource.resourceType === 'Encounter') return prefix;
  const own = sharedNumber(resource);
  return own === undefined ? `${prefix}-${at}` : `chung-${own.replace(/[^A-Za-z0-9]/g, '-')}`;
};

/**
 * The resources of a visit as a record holds them: ids of their own and references to these, the same in every run.
 *
 * @param prefix  id of the Encounter, and what the other ids begin with, e.g. `2026-11-7`
 */
export function placedVisit(visit: NeutralVisit, prefix: string): FhirResource[] {
  const entries = neutralVisitBundle(visit).entry ?? [];
  const resources = entries.flatMap(({ resource }) => resource ?? []);
  const ids = resources.map((resource, at) => idOf(resource, prefix, at));
  const places = new Map(
    entries.map(({ fullUrl = '', resource }, at) => [fullUrl, `${resource?.resourceType}/${ids[at]}`]),
  );
  for (const [at, resource] of resources.entries()) {
    place(resource, places);
    resource.id = ids[at] ?? '';
  }
  return resources;
}

/** Puts literal references where the transaction has its own: the bundle was made for this and belongs to nobody else. */
function place(part: object, places: ReadonlyMap<string, string>): void {
  for (const [key, value] of Object.entries(part)) {
    if (key === 'reference' && typeof value === 'string') Reflect.set(part, key, places.get(value) ?? value);
    else if (typeof value === 'object' && value !== null) place(value, places);
  }
}

const ofType = <T extends FhirResource['resourceType']>(
  resources: readonly FhirResource[],
  type: T,
): Extract<FhirResource, { resourceType: T }>[] =>
  resources.filter((one): one is Extract<FhirResource, { resourceType: T }> => one.resourceType === type);

function only<R extends Resource>([one]: readonly R[]): R {
  if (one === undefined) throw new TypeError('the visit is not whole');
  return one;
}

const isWeight = (resource: FhirResource): boolean =>
  resource.resourceType === 'Observation' && resource.code.coding?.[0]?.code === '29463-7';

const isIdentified = (item: ChargeItem) => ({ id: item.id ?? '', charge: readCharge(item) });

/** What `loadVisit` reads from the record, from these resources instead. */
export function recordOfPlaced(resources: readonly FhirResource[]): VisitRecord {
  const encounter: Encounter = only(ofType(resources, 'Encounter'));
  const patient: Patient = only(ofType(resources, 'Patient'));
  return {
    encounter,
    patient,
    facility: identifierValue(only(ofType(resources, 'Organization')), identifierSystems.facility) ?? '',
    coverages: ofType(resources, 'Coverage'),
    charges: ofType(resources, 'ChargeItem').map(isIdentified),
    weights: ofType(resources, 'Observation').filter(isWeight),
    notes: ofType(resources, 'ClinicalImpression'),
    papers: ofType(resources, 'Composition'),
    relatives: ofType(resources, 'RelatedPerson'),
    issued: [],
    forms: [],
    linked: new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource])),
  };
}
