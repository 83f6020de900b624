import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('benefit', {
  noBaseSalary: {
    issue: 'business-rule',
    vi: 'Không có mức lương cơ sở cho ngày này; hãy kiểm tra ngày khám.',
    en: 'no base salary is known for that day',
  },
  noArrival: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa có thời điểm đến khám.',
    en: 'Encounter.period.start is missing',
  },
  unknownEntitlement: {
    issue: 'code-invalid',
    vi: 'Mã đối tượng đến khám “{code}” không có trong danh mục.',
    en: 'entitlement code is not in the list',
  },
  badPercentage: {
    issue: 'value',
    vi: 'Tỷ lệ thanh toán phải từ 0 đến 100 %.',
    en: 'percentage is outside 0..100',
  },
  badQuantity: {
    issue: 'value',
    vi: 'Số lượng và đơn giá không được âm.',
    en: 'quantity and prices may not be negative',
  },
  otherFundsTooHigh: {
    issue: 'business-rule',
    vi: 'Nguồn khác chi trả nhiều hơn thành tiền của dòng.',
    en: 'other funds exceed the hospital amount of the row',
  },
});
