import { defineErrors } from '@lienmach/outcome';

/** What a clerk should look at twice; never stops anything by itself. */
export const notices = defineErrors('core', {
  personalNumberSex: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Giới tính khác với chữ số giới tính trong số định danh. Hãy xem lại giấy tờ.',
    en: 'gender differs from the digit in the personal number',
  },
  personalNumberYear: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Năm sinh khác với năm {year} trong số định danh. Hãy xem lại giấy tờ.',
    en: 'birth year differs from the personal number',
  },
});
