import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the patient chart. */
export const errors = defineErrors('patient-chart', {
  notTreating: {
    issue: 'forbidden',
    vi: 'Chỉ bác sĩ đã khám người bệnh này, nhân viên hồ sơ và quản trị xem được ai đã mở hồ sơ.',
    en: 'no Encounter of this patient has the caller as participant',
  },
  hasAllergy: {
    issue: 'business-rule',
    vi: 'Hồ sơ đang ghi dị ứng {allergy}: không ghi được là không dị ứng.',
    en: 'an active AllergyIntolerance exists',
  },
});
