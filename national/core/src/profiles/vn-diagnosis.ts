import { VN } from '../canonical.ts';
import { vnProfile } from './vn-profile.ts';

const category = 'http://terminology.hl7.org/CodeSystem/condition-category';

/** @source VN Core 0.6.0, vn-core-condition-diagnosis (verified in the profile text) */
export const vnDiagnosis = vnProfile({
  id: 'vn-core-condition-diagnosis',
  type: 'Condition',
  title: 'Chẩn đoán lượt khám VN Core',
  base: `${VN}/StructureDefinition/vn-core-condition`,
  elements: [
    {
      path: 'Condition.category',
      min: 1,
      pattern: { coding: [{ system: category, code: 'encounter-diagnosis' }] },
    },
    { path: 'Condition.code.coding', min: 1, max: '*', mustSupport: true },
  ],
});
