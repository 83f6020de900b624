import { defineErrors } from '@lienmach/outcome';

/** Every refusal of microbiology. */
export const errors = defineErrors('microbiology', {
  notACulture: {
    issue: 'business-rule',
    vi: 'Chỉ định này không phải nuôi cấy vi sinh.',
    en: 'ServiceRequest.code is no culture service',
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
