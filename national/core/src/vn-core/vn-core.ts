import type { StructureDefinition } from 'fhir/r4';
import { vnDiagnosis } from '../profiles/vn-diagnosis.ts';
import { vnEncounter } from '../profiles/vn-encounter.ts';
import { vnStructure } from '../profiles/vn-profile.ts';
import { vnBloodPressure, vnVitalSigns } from '../profiles/vn-vital-signs.ts';
import { clinicalProfiles } from './clinical-profiles.ts';
import { vnCodeSystems } from './code-systems.ts';
import { documentProfiles } from './document-profiles.ts';
import { vnExtensions } from './extension-facts.ts';
import { medicineProfiles } from './medicine-profiles.ts';
import { peopleProfiles } from './people-profiles.ts';
import { vnValueSets } from './value-sets.ts';

const profiles: readonly StructureDefinition[] = [
  ...peopleProfiles,
  vnEncounter,
  vnDiagnosis,
  vnVitalSigns,
  vnBloodPressure,
  ...clinicalProfiles,
  ...medicineProfiles,
  ...documentProfiles,
  ...vnExtensions,
];

/** What is shipped of VN Core 0.6.0: written by hand from its published facts, and no more than its pages show. */
export const vnCore = { profiles, codeSystems: vnCodeSystems, valueSets: vnValueSets } as const;

function profile(id: string): StructureDefinition {
  const found = profiles.find(({ url }) => url === vnStructure(id));
  if (!found) throw new Error(`no profile ${id} among the shipped ones`);
  return found;
}

export const vnPatient = profile('vn-core-patient');
export const vnCoverage = profile('vn-core-coverage');
