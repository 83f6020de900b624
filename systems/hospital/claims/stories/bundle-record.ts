import { identifierSystems, identifierValue, readCharge } from '@lienmach/core';
import type { Bundle, Composition, FhirResource } from 'fhir/r4';
import type { VisitRecord } from '../rules/visit-record.ts';

/** Every `urn:uuid` of the bundle becomes `Type/n`, as the store would do it. */
function named(bundle: Bundle): FhirResource[] {
  const entries = bundle.entry ?? [];
  const names = new Map(
    entries.map(({ fullUrl = '', resource }, at) => [fullUrl, `${resource?.resourceType}/${at + 1}`]),
  );
  const resources: (FhirResource | undefined)[] = JSON.parse(
    JSON.stringify(entries.map(({ resource }) => resource)),
    (key, value) => (key === 'reference' ? (names.get(value) ?? value) : value),
  );
  return resources.flatMap((resource, at) => (resource === undefined ? [] : [{ ...resource, id: String(at + 1) }]));
}

const WEIGHT = '29463-7';

/** What `loadVisit` reads of a visit that was posted as one bundle, without any database. */
export function bundleRecord(bundle: Bundle): VisitRecord {
  const resources = named(bundle);
  const ofType = <T extends FhirResource['resourceType']>(type: T) =>
    resources.filter((one): one is Extract<FhirResource, { resourceType: T }> => one.resourceType === type);
  const [[encounter], [patient], [account]] = [ofType('Encounter'), ofType('Patient'), ofType('Account')];
  if (encounter === undefined || patient === undefined) throw new TypeError('the bundle is no visit');
  const cards = (account?.coverage ?? []).map(({ coverage }) => coverage.reference);
  const isDischarge = ({ type }: Composition): boolean => type.coding?.some(({ code }) => code === '18842-5') === true;
  const [provider] = ofType('Organization');
  return {
    encounter,
    patient,
    facility: identifierValue(provider, identifierSystems.facility) ?? '',
    coverages: cards.flatMap((card) => ofType('Coverage').filter(({ id }) => `Coverage/${id}` === card)),
    charges: ofType('ChargeItem').map((item) => ({ id: item.id ?? '', charge: readCharge(item) })),
    weights: ofType('Observation').filter(({ code }) => code.coding?.some((coding) => coding.code === WEIGHT)),
    notes: ofType('ClinicalImpression'),
    papers: ofType('Composition').filter(isDischarge),
    relatives: ofType('RelatedPerson'),
    issued: ofType('Composition').filter((paper) => !isDischarge(paper)),
    forms: ofType('QuestionnaireResponse'),
    linked: new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one])),
  };
}
