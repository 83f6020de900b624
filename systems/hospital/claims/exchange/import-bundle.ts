import { identifierSystems, identifierValue } from '@lienmach/core';
import { tokenOf } from '@lienmach/system-kit';
import type { Bundle, BundleEntry, Patient, Reference } from 'fhir/r4';
import type { ImportWorld, RecordResource } from '../rules/import-world.ts';
import type { ImportPlan } from '../rules/plan-import.ts';

/** Who brings a file, when, and which. */
interface ImportSource {
  readonly recorded: string;
  readonly who: Reference;
  /** SHA-256 of the file */
  readonly digest: string;
}

const put = (resource: RecordResource): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});

/** A new person is made once, also when two files bring them at one moment. */
function patientEntry(patient: Patient, { subject, isElsewhere }: ImportWorld): BundleEntry {
  const system = isElsewhere ? identifierSystems.personalNumber : identifierSystems.patientNumber;
  const value = identifierValue(patient, system);
  const query = value === undefined ? '' : encodeURIComponent(tokenOf({ system, value }));
  return {
    ...(subject.reference === undefined ? {} : { fullUrl: subject.reference }),
    resource: patient,
    request: { method: 'POST', url: 'Patient', ...(query === '' ? {} : { ifNoneExist: `identifier=${query}` }) },
  };
}

/** The whole visit and where it came from, in one transaction. */
export function importBundle(
  { visit }: ImportPlan,
  world: ImportWorld,
  { recorded, who, digest }: ImportSource,
): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      ...(visit.newPatient === undefined ? [] : [patientEntry(visit.newPatient, world)]),
      ...visit.resources.map(put),
      put({
        resourceType: 'Provenance',
        id: `${world.prefix}-nguon`,
        target: [visit.encounter],
        recorded,
        activity: { text: 'Nhập từ tệp hồ sơ BHYT' },
        agent: [{ who }],
        entity: [{ role: 'source', what: { display: `Tệp hồ sơ BHYT, SHA-256 ${digest}` } }],
      }),
    ],
  };
}
