import { extensions } from '../canonical.ts';
import { vnProfile } from './vn-profile.ts';

/** @source VN Core 0.6.0, vn-core-patient (verified for the elements listed) */
export const vnPatient = vnProfile({
  id: 'vn-core-patient',
  type: 'Patient',
  title: 'Bệnh nhân VN Core',
  elements: [
    {
      path: 'Patient.extension:ethnicity',
      min: 0,
      max: '1',
      extensionUrl: extensions.ethnicity,
      valueSet: { name: 'vn-ethnicity-vs', strength: 'required' },
    },
    {
      path: 'Patient.extension:occupation',
      min: 0,
      max: '1',
      extensionUrl: extensions.occupation,
      valueSet: { name: 'vn-occupation-vs', strength: 'extensible' },
    },
    { path: 'Patient.identifier', mustSupport: true },
  ],
});
