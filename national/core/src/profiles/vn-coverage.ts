import { extensions } from '../canonical.ts';
import { vnProfile } from './vn-profile.ts';

/** @source VN Core 0.6.0, vn-core-coverage (verified) */
export const vnCoverage = vnProfile({
  id: 'vn-core-coverage',
  type: 'Coverage',
  title: 'Thẻ BHYT VN Core',
  elements: [
    {
      path: 'Coverage.extension:bhytCardType',
      min: 0,
      max: '1',
      mustSupport: true,
      extensionUrl: extensions.cardType,
      valueSet: { name: 'vn-bhyt-card-type-vs', strength: 'required' },
    },
    {
      path: 'Coverage.extension:primaryCareFacility',
      min: 0,
      max: '1',
      mustSupport: true,
      extensionUrl: extensions.primaryCareFacility,
    },
    { path: 'Coverage.identifier', mustSupport: true },
  ],
});
