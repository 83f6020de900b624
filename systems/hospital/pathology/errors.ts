import { defineErrors } from '@lienmach/outcome';

/** Every refusal of pathology. */
export const errors = defineErrors('pathology', {
  visitClosed: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc, không chỉ định thêm được.',
    en: 'Encounter.status does not allow new orders',
  },
  unknownService: {
    issue: 'code-invalid',
    vi: 'Dịch vụ {code} không có trong danh mục giải phẫu bệnh.',
    en: 'service is not one of pathology',
  },
  notInForce: {
    issue: 'business-rule',
    vi: '{name} chưa có giá hoặc không còn hiệu lực ở ngày này.',
    en: 'service is not in the price list on this day',
  },
  orderedTwice: {
    issue: 'duplicate',
    vi: '{name} với đúng các lọ này đã được chỉ định và chưa có kết quả.',
    en: 'an open order with the same containers exists in this visit',
  },
  noContainer: { issue: 'required', vi: 'Cần ít nhất một lọ hoặc một lam bệnh phẩm.', en: 'no container was given' },
  tooManyContainers: {
    issue: 'too-costly',
    vi: 'Một phiếu có nhiều nhất {most} lọ bệnh phẩm. Tách thành hai phiếu.',
    en: 'too many containers',
  },
  unknownSite: {
    issue: 'code-invalid',
    vi: 'Vị trí {code} không có trong danh mục.',
    en: 'site is not in the catalog',
  },
  whatMissing: {
    issue: 'required',
    vi: 'Lọ {label}: cần ghi bệnh phẩm là gì.',
    en: 'description of a container is missing',
  },
  badTime: {
    issue: 'business-rule',
    vi: 'Lọ {label}: giờ lấy, giờ vào cố định và giờ hiện tại phải theo thứ tự.',
    en: 'collected, fixed and now must follow each other',
  },
  noFreeNumber: { issue: 'transient', vi: 'Chưa cấp được số, hãy thử lại.', en: 'no free number after ten draws' },
  notPathology: {
    issue: 'business-rule',
    vi: 'Chỉ định này không phải giải phẫu bệnh.',
    en: 'ServiceRequest.code is no pathology service',
  },
  orderNotActive: {
    issue: 'business-rule',
    vi: 'Chỉ định đã hủy hoặc đã kết thúc, không nhận bệnh phẩm cho chỉ định này.',
    en: 'ServiceRequest.status must be active',
  },
  acceptedBefore: { issue: 'conflict', vi: 'Bệnh phẩm của chỉ định này đã được nhận.', en: 'the case exists' },
  containerMissing: {
    issue: 'business-rule',
    vi: 'Chưa quét đủ lọ: còn thiếu {numbers}. Tìm cho đủ rồi nhận.',
    en: 'a container of the order was not scanned',
  },
  foreignContainer: {
    issue: 'business-rule',
    vi: 'Lọ {number} không thuộc chỉ định này. Có thể nhầm người bệnh.',
    en: 'a scanned container is not of this order',
  },
  notCollected: {
    issue: 'business-rule',
    vi: 'Lọ {number} chưa ghi giờ lấy bệnh phẩm.',
    en: 'Specimen.collection.collectedDateTime is missing',
  },
  sheetMissing: {
    issue: 'not-found',
    vi: 'Phiếu này không phải phiếu giải phẫu bệnh.',
    en: 'DiagnosticReport has no case sheet',
  },
  sheetChanged: {
    issue: 'lock-error',
    vi: 'Phiếu vừa có thay đổi sau khi mở. Xem lại rồi làm lại.',
    en: 'version is not the one the sheet was read with',
  },
  badBlock: {
    issue: 'value',
    vi: 'Mã khối “{label}” không đọc được: chữ của lọ rồi tới số, ví dụ A1.',
    en: 'label of a block is a container letter and a number',
  },
  blockTwice: { issue: 'duplicate', vi: 'Khối {label} đứng hai lần.', en: 'a block stands twice' },
  slideTwice: { issue: 'duplicate', vi: 'Lam {label} đứng hai lần.', en: 'a slide stands twice' },
  slideWithoutBlock: {
    issue: 'business-rule',
    vi: 'Lam {label} không có khối hoặc lọ.',
    en: 'a slide names a block that is not there',
  },
  unknownStain: {
    issue: 'code-invalid',
    vi: 'Cách nhuộm {code} không có trong danh mục.',
    en: 'stain is not in the catalog',
  },
  markerMissing: {
    issue: 'required',
    vi: 'Lam {label}: hóa mô miễn dịch cần tên dấu ấn.',
    en: 'immunohistochemistry needs its marker',
  },
  materialKept: {
    issue: 'business-rule',
    vi: '{label} đã nhuộm xong, không bỏ khỏi phiếu và không đổi cách nhuộm được.',
    en: 'a slide that is ready stays as it is',
  },
  grossMissing: {
    issue: 'business-rule',
    vi: 'Chưa mô tả đại thể nên chưa lấy khối.',
    en: 'blocks need a gross description',
  },
  unknownDiagnosis: {
    issue: 'code-invalid',
    vi: 'Chẩn đoán {code} không có trong danh mục.',
    en: 'diagnosis is not in the catalog',
  },
  unknownCategory: {
    issue: 'code-invalid',
    vi: 'Phân loại {code} không thuộc bảng đang có hiệu lực.',
    en: 'category or adequacy is not in the table of that day',
  },
  unknownForm: {
    issue: 'not-found',
    vi: 'Không có biểu mẫu tổng hợp này.',
    en: 'the synoptic form is not in the record',
  },
  nothingToTell: {
    issue: 'business-rule',
    vi: 'Chưa có chẩn đoán nên chưa trả kết quả.',
    en: 'the sheet has neither diagnosis nor category',
  },
  codeMissing: {
    issue: 'required',
    vi: 'Chẩn đoán mới chỉ là chữ: chọn thêm ít nhất một mã, không có mã đúng thì chọn “loại khác”.',
    en: 'a final report needs a coded diagnosis or a category',
  },
  slidesNotReady: {
    issue: 'business-rule',
    vi: 'Còn lam chưa nhuộm xong: {labels}. Chờ đủ, hoặc trả sơ bộ.',
    en: 'ordered slides are not ready',
  },
  secondReaderMissing: {
    issue: 'business-rule',
    vi: 'Chẩn đoán ác tính cần người đọc thứ hai đồng ý, hoặc ghi lý do trả khi chỉ có một người đọc.',
    en: 'a malignant diagnosis needs a second reader who agrees',
  },
  sameReader: {
    issue: 'business-rule',
    vi: 'Người đọc thứ hai phải khác người viết chẩn đoán.',
    en: 'the second reader wrote the diagnosis',
  },
  remarkMissing: {
    issue: 'required',
    vi: 'Không đồng ý thì cần ghi ý kiến.',
    en: 'a disagreeing second reader needs a remark',
  },
  unknownStage: {
    issue: 'code-invalid',
    vi: 'Chỉ trả “frozen” (tức thì), “provisional” (sơ bộ), “final” (chính thức) hoặc “addendum” (bổ sung).',
    en: 'stage must be frozen, provisional, final or addendum',
  },
  finalBefore: {
    issue: 'business-rule',
    vi: 'Đã trả kết quả chính thức, chỉ sửa hoặc bổ sung được.',
    en: 'the report is final',
  },
  notFinalYet: {
    issue: 'business-rule',
    vi: 'Chưa trả kết quả chính thức nên chưa bổ sung hay hủy bệnh phẩm được.',
    en: 'the report is not final',
  },
  reasonMissing: {
    issue: 'required',
    vi: 'Sửa kết quả đã trả phải ghi lý do (ít nhất 10 chữ cái).',
    en: 'an amended report needs a reason',
  },
  nothingAmended: {
    issue: 'required',
    vi: 'Chưa sửa gì khác với kết quả đã trả.',
    en: 'nothing differs from what was told',
  },
  textMissing: { issue: 'required', vi: 'Cần ghi nội dung bổ sung.', en: 'an addendum needs a text' },
  notFrozen: {
    issue: 'business-rule',
    vi: 'Phiếu này không phải sinh thiết tức thì, hoặc chưa ghi câu trả lời.',
    en: 'the case is no frozen section, or has no answer',
  },
  toldMissing: { issue: 'required', vi: 'Cần ghi đã báo cho ai.', en: 'who was told is missing' },
  notACall: {
    issue: 'business-rule',
    vi: 'Việc này không phải gọi báo kết quả giải phẫu bệnh.',
    en: 'Task is no call of pathology',
  },
  callRecorded: { issue: 'conflict', vi: 'Cuộc gọi báo này đã được ghi nhận.', en: 'the call was recorded before' },
  readBackDiffers: {
    issue: 'business-rule',
    vi: 'Nội dung đọc lại không có chẩn đoán đã báo ({value}). Hãy yêu cầu đọc lại.',
    en: 'read-back does not hold the diagnosis',
  },
  notMaterial: {
    issue: 'business-rule',
    vi: 'Đây không phải lọ, khối hay lam của giải phẫu bệnh.',
    en: 'Specimen is no container, block or slide of a case',
  },
  unknownStep: {
    issue: 'code-invalid',
    vi: 'Chỉ nhận: lưu (stored), cho mượn (lent), trả lại (returned), hủy (discarded).',
    en: 'step must be stored, lent, returned or discarded',
  },
  placeMissing: { issue: 'required', vi: 'Cần ghi chỗ lưu, người mượn hoặc lý do hủy.', en: 'text is missing' },
  tooEarlyToDiscard: {
    issue: 'business-rule',
    vi: 'Phải giữ tới {day}, chưa hủy được.',
    en: 'retention is not over',
  },
  lentOut: {
    issue: 'business-rule',
    vi: 'Đang cho mượn: nhận lại rồi mới hủy được.',
    en: 'what is lent is not here to be thrown away',
  },
  unknownMaterial: {
    issue: 'not-found',
    vi: 'Không có lọ, khối, lam hay ca bệnh nào mang mã {code}.',
    en: 'no container, block, slide or case carries this code',
  },
  unknownDue: {
    issue: 'code-invalid',
    vi: 'Danh sách đến hạn chỉ có: lọ (container), khối và lam (tissue).',
    en: 'due must be container or tissue',
  },
  materialGone: { issue: 'conflict', vi: 'Đã hủy trước đó.', en: 'Specimen.status is unavailable' },
  byVerbOnly: {
    issue: 'business-rule',
    vi: 'Phiếu, khối và lam giải phẫu bệnh chỉ thay đổi tại bàn giải phẫu bệnh.',
    en: 'reports and materials of pathology change by its operations only',
  },
  nothingToPrint: { issue: 'not-found', vi: 'Chưa có gì để in.', en: 'nothing to print yet' },
});
