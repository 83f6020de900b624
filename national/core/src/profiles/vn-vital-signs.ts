import { codeSystems, VN } from '../canonical.ts';
import { vnProfile } from './vn-profile.ts';

/** @source VN Core 0.6.0, vn-core-observation-vital-signs (verified) */
export const vnVitalSigns = vnProfile({
  id: 'vn-core-observation-vital-signs',
  type: 'Observation',
  title: 'Sinh hiệu VN Core',
  base: 'http://hl7.org/fhir/StructureDefinition/vitalsigns',
  elements: [
    {
      path: 'Observation.category:VSCat',
      min: 1,
      max: '1',
      mustSupport: true,
      pattern: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
      },
    },
  ],
});

/** @source VN Core 0.6.0, vn-core-observation-blood-pressure (verified) */
export const vnBloodPressure = vnProfile({
  id: 'vn-core-observation-blood-pressure',
  type: 'Observation',
  title: 'Huyết áp VN Core',
  base: `${VN}/StructureDefinition/vn-core-observation-vital-signs`,
  elements: [
    { path: 'Observation.status', min: 1, max: '1', mustSupport: true },
    { path: 'Observation.code', pattern: { coding: [{ system: codeSystems.loinc, code: '85354-9' }] } },
    { path: 'Observation.component', min: 2, max: '2' },
  ],
});
