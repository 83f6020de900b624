import { defineErrors } from '@lienmach/outcome';

/** Every refusal of microbiology. */
export const errors = defineErrors('microbiology', {
  notACulture: {
    issue: 'business-rule',
    vi: 'Chỉ định này không phải nuôi cấy vi sinh.',
    en: 'ServiceRequest.code is no culture service',
  },
  visitClosed: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc, không chỉ định thêm được.',
    en: 'Encounter.status does not allow new orders',
  },
  notInForce: {
    issue: 'business-rule',
    vi: 'Dịch vụ {code} chưa có giá hoặc không còn hiệu lực ở ngày này.',
    en: 'service is not in the price list on this day',
  },
  collectedInFuture: {
    issue: 'business-rule',
    vi: 'Giờ lấy mẫu không được sau giờ hiện tại.',
    en: 'collection time lies in the future',
  },
  orderedTwice: {
    issue: 'duplicate',
    vi: 'Mẫu cấy này với đúng giờ lấy này đã được chỉ định.',
    en: 'an open order for the same specimen and time exists in this visit',
  },
  noFreeNumber: { issue: 'transient', vi: 'Chưa cấp được số, hãy thử lại.', en: 'no free number after ten draws' },
  notACall: {
    issue: 'business-rule',
    vi: 'Việc này không phải gọi báo cấy dương tính.',
    en: 'Task is no call of microbiology',
  },
  callRecorded: { issue: 'conflict', vi: 'Cuộc gọi báo này đã được ghi nhận.', en: 'the call was recorded before' },
  toldMissing: { issue: 'required', vi: 'Cần ghi đã báo cho ai.', en: 'who was told is missing' },
  readBackDiffers: {
    issue: 'business-rule',
    vi: 'Nội dung đọc lại không có “{value}”. Hãy yêu cầu đọc lại.',
    en: 'read-back does not hold what was told',
  },
  orderNotActive: {
    issue: 'business-rule',
    vi: 'Chỉ định đã hủy hoặc đã kết thúc, không nhận mẫu cho chỉ định này.',
    en: 'ServiceRequest.status must be active',
  },
  noSpecimen: {
    issue: 'business-rule',
    vi: 'Chỉ định chưa có mẫu bệnh phẩm.',
    en: 'ServiceRequest.specimen is empty',
  },
  notCollected: {
    issue: 'business-rule',
    vi: 'Chưa ghi giờ lấy mẫu nên chưa nhận được.',
    en: 'Specimen.collection.collectedDateTime is missing',
  },
  receivedBefore: { issue: 'conflict', vi: 'Mẫu này đã được nhận.', en: 'the culture was received before' },
  unknownState: { issue: 'code-invalid', vi: 'Không có trạng thái nuôi cấy này.', en: 'state is not one of a culture' },
  badLimit: { issue: 'value', vi: 'Số dòng phải từ 1 đến 500.', en: 'limit must be 1 to 500' },
  badCursor: { issue: 'value', vi: 'Trang này không còn. Mở lại danh sách.', en: 'cursor is not one of this list' },
  unknownKind: {
    issue: 'code-invalid',
    vi: 'Loại bệnh phẩm {code} không có trong danh mục.',
    en: 'kind is not in the catalog of cultures',
  },
  sheetMissing: {
    issue: 'not-found',
    vi: 'Phiếu này không phải phiếu nuôi cấy của phòng vi sinh.',
    en: 'DiagnosticReport has no culture worksheet',
  },
  sheetChanged: {
    issue: 'lock-error',
    vi: 'Phiếu vừa có thay đổi sau khi mở. Xem lại rồi làm lại.',
    en: 'version is not the one the sheet was read with',
  },
  unknownOrganism: {
    issue: 'code-invalid',
    vi: 'Vi khuẩn {code} không có trong danh mục.',
    en: 'organism is not in the catalog',
  },
  unknownAgent: {
    issue: 'code-invalid',
    vi: 'Kháng sinh {code} không có trong danh mục.',
    en: 'agent is not in the catalog',
  },
  unknownSmear: {
    issue: 'code-invalid',
    vi: 'Hình ảnh nhuộm soi {code} hoặc mức độ của nó không có trong danh mục.',
    en: 'smear finding or amount is not in the catalog',
  },
  isolateTwice: { issue: 'duplicate', vi: 'Chủng số {number} đứng hai lần.', en: 'isolate number stands twice' },
  agentTwice: { issue: 'duplicate', vi: '{name} đứng hai lần trong một chủng.', en: 'agent stands twice' },
  unreadable: {
    issue: 'value',
    vi: '{name}: “{text}” không đọc được. Gõ nồng độ (0,5; ≤0,25; >32) hoặc đường kính (22 mm).',
    en: 'value is neither a concentration nor a zone diameter',
  },
  unknownReading: {
    issue: 'code-invalid',
    vi: 'Kết quả đọc chỉ nhận “no-growth”, “growth” hoặc “contaminated”.',
    en: 'state of a reading must be no-growth, growth or contaminated',
  },
  dayTwice: { issue: 'duplicate', vi: 'Ngày {day} đọc hai lần.', en: 'a day stands twice' },
  dayNotYet: { issue: 'business-rule', vi: 'Chưa tới ngày {day}.', en: 'day lies in the future' },
  isolateWithoutGrowth: {
    issue: 'business-rule',
    vi: 'Có chủng vi khuẩn nhưng chưa ngày nào đọc là mọc.',
    en: 'isolates need a reading with growth',
  },
  nothingToTell: {
    issue: 'business-rule',
    vi: 'Chưa nhuộm soi, chưa đọc ngày nào: chưa có gì để trả.',
    en: 'neither smear nor reading',
  },
  notReadYet: {
    issue: 'business-rule',
    vi: 'Chưa đọc ngày nào nên chưa trả kết quả cuối.',
    en: 'a final report needs a reading',
  },
  tooEarly: {
    issue: 'business-rule',
    vi: 'Chưa mọc phải giữ đủ {days} ngày mới trả kết quả cuối. Có thể trả sơ bộ.',
    en: 'no growth is final only after the incubation of its kind',
  },
  growthUnnamed: {
    issue: 'business-rule',
    vi: 'Có mọc nhưng chưa định danh chủng nào.',
    en: 'growth without an isolate cannot be final',
  },
  contradictions: {
    issue: 'business-rule',
    vi: 'Kết quả cần xem lại trước khi trả: {names}.',
    en: 'intrinsic resistance, impossible or rare results need a second look',
  },
  reasonMissing: {
    issue: 'required',
    vi: 'Phiếu đã trả kết quả cuối: sửa phải ghi lý do (ít nhất 10 chữ cái).',
    en: 'an amended report needs a reason',
  },
  unknownStage: {
    issue: 'code-invalid',
    vi: 'Chỉ trả “preliminary” (sơ bộ) hoặc “final” (cuối).',
    en: 'stage must be preliminary or final',
  },
  finalBefore: {
    issue: 'business-rule',
    vi: 'Đã trả kết quả cuối, không trả sơ bộ được nữa.',
    en: 'a preliminary report cannot follow a final one',
  },
  badStandard: {
    issue: 'value',
    vi: 'Dòng {line} của bộ ngưỡng không đọc được: {text}',
    en: 'a breakpoint line cannot be read',
  },
  noLines: { issue: 'required', vi: 'Bộ ngưỡng không có dòng nào.', en: 'no breakpoint line was given' },
  tooManyLines: {
    issue: 'too-costly',
    vi: 'Một bộ ngưỡng có nhiều nhất {most} dòng.',
    en: 'too many breakpoint lines',
  },
});
