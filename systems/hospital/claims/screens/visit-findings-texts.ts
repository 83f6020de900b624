/** Words of what the fund would say of a running visit. */
const vi = {
  title: 'Xét trước quy tắc BHYT',
  none: 'Chưa thấy gì quỹ có thể từ chối',
  noneHint: 'Xét lại mỗi khi lưu khám, gửi chỉ định hay cấp đơn. Không điều nào ở đây chặn việc khám.',
  notInsured: 'Lượt khám không dùng thẻ BHYT',
  atRisk: (amount: string) => `quỹ có thể không trả ${amount}`,
};

const en: typeof vi = {
  title: 'Insurance rules, judged ahead',
  none: 'Nothing that the fund would refuse so far',
  noneHint: 'Judged again whenever the visit, orders or a prescription are saved. Nothing here stops your work.',
  notInsured: 'No insurance card is used for this visit',
  atRisk: (amount) => `the fund may not pay ${amount}`,
};

export const visitFindingsTexts = { vi, en };
