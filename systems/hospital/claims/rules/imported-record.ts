/** @source none: the record of a visit as it will be, before it is written */
import { codeSystems, readCharge } from '@lienmach/core';
import type { Coverage, Patient } from 'fhir/r4';
import type { ImportedVisit } from './import-visit.ts';
import type { ImportWorld, RecordResource } from './import-world.ts';
import type { VisitRecord } from './visit-record.ts';

const nameOf = ({ resourceType, id }: RecordResource): string => `${resourceType}/${id}`;

/**
 * What `loadVisit` will read once these resources are written.
 *
 * @throws core.chargeUnreadable for a line that nobody could read again
 */
export function importedRecord(visit: ImportedVisit, world: ImportWorld, facility: string): VisitRecord {
  const { resources } = visit;
  const ofType = <T extends RecordResource['resourceType']>(type: T) =>
    resources.filter((one): one is Extract<RecordResource, { resourceType: T }> => one.resourceType === type);
  const [encounter] = ofType('Encounter');
  const patient: Patient | undefined = world.patient ?? visit.newPatient;
  if (encounter === undefined || patient === undefined)
    throw new TypeError('an imported visit has a visit and a person');
  const linked = new Map(
    [...resources, ...world.coverages, ...world.practitioners.values()].map((one) => [nameOf(one), one]),
  );
  const [account] = ofType('Account');
  const cards = (account?.coverage ?? []).map(({ coverage }) => linked.get(coverage.reference ?? ''));
  return {
    encounter,
    patient,
    facility,
    coverages: cards.filter((one): one is Coverage => one?.resourceType === 'Coverage'),
    charges: ofType('ChargeItem').map((item) => ({ id: item.id ?? '', charge: readCharge(item) })),
    weights: ofType('Observation').filter(({ code }) =>
      code.coding?.some((coding) => coding.system === codeSystems.loinc && coding.code === '29463-7'),
    ),
    notes: ofType('ClinicalImpression'),
    papers: ofType('Composition'),
    relatives: [...world.relatives, ...ofType('RelatedPerson')],
    issued: [],
    forms: ofType('QuestionnaireResponse'),
    linked,
  };
}
