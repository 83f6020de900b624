import { extensions, VN } from '../canonical.ts';
import { vnProfile } from './vn-profile.ts';

/** @source VN Core 0.6.0, vn-core-encounter (verified for the extension; strength of the other bindings was not seen) */
export const vnEncounter = vnProfile({
  id: 'vn-core-encounter',
  type: 'Encounter',
  title: 'Lượt khám VN Core',
  elements: [
    {
      path: 'Encounter.extension:insuranceVisitType',
      max: '1',
      mustSupport: true,
      extensionUrl: `${VN}/StructureDefinition/vn-ext-insurance-visit-type`,
    },
    {
      path: 'Encounter.extension:treatmentOutcome',
      min: 0,
      max: '1',
      mustSupport: true,
      extensionUrl: extensions.treatmentOutcome,
    },
    { path: 'Encounter.type', valueSet: { name: 'vn-encounter-type-vs', strength: 'preferred' } },
  ],
});
