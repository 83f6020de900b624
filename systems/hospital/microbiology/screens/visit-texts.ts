/** Words of what microbiology shows in the doctor's room. */
const vi = {
  title: 'Chỉ định nuôi cấy',
  service: 'Yêu cầu',
  kind: 'Bệnh phẩm',
  collectedAt: 'Giờ lấy mẫu',
  collectedHint: 'Để trống nếu điều dưỡng sẽ lấy.',
  urgent: 'Cấp, làm ngay',
  send: 'Gửi chỉ định',
  sending: 'Đang gửi',
  sent: 'Đã gửi chỉ định nuôi cấy',
  results: 'Nuôi cấy của lượt khám',
  noResults: 'Chưa có mẫu cấy nào',
  noResultsHint: 'Chọn bệnh phẩm ở trên rồi bấm Gửi chỉ định.',
  states: {
    registered: 'đang làm',
    preliminary: 'sơ bộ',
    final: 'đã trả',
    amended: 'đã sửa',
  } as Readonly<Record<string, string>>,
};

const en: typeof vi = {
  title: 'Order a culture',
  service: 'Request',
  kind: 'Specimen',
  collectedAt: 'Collected at',
  collectedHint: 'Leave empty when a nurse will collect it.',
  urgent: 'Urgent',
  send: 'Send order',
  sending: 'Sending',
  sent: 'Order of a culture sent',
  results: 'Cultures of this visit',
  noResults: 'No cultures yet',
  noResultsHint: 'Choose a specimen above and press Send.',
  states: {
    registered: 'under way',
    preliminary: 'preliminary',
    final: 'final',
    amended: 'amended',
  },
};

export const visitTexts = { vi, en };
