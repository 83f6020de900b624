import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the laboratory. */
export const errors = defineErrors('laboratory', {
  nothingOrdered: { issue: 'required', vi: 'Chưa chọn xét nghiệm nào.', en: 'no test was named' },
  unknownTest: {
    issue: 'code-invalid',
    vi: 'Xét nghiệm {code} không có trong danh mục của phòng xét nghiệm.',
    en: 'test code is not in the laboratory catalog',
  },
  notInForce: {
    issue: 'business-rule',
    vi: 'Xét nghiệm {name} chưa có giá hoặc không còn hiệu lực ở ngày này.',
    en: 'service is not in the price list on this day',
  },
  orderedTwice: {
    issue: 'duplicate',
    vi: 'Xét nghiệm {name} đã được chỉ định và chưa có kết quả.',
    en: 'an open order for this test exists in this visit',
  },
  visitClosed: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc, không chỉ định thêm được.',
    en: 'Encounter.status does not allow new orders',
  },
  patientNumberMissing: {
    issue: 'business-rule',
    vi: 'Người bệnh chưa có mã người bệnh, chưa gửi được chỉ định tới máy xét nghiệm.',
    en: 'Patient has no patient number identifier',
  },
  collectedInFuture: {
    issue: 'business-rule',
    vi: 'Giờ lấy mẫu không được sau giờ hiện tại.',
    en: 'collection time lies in the future',
  },
  collectedBeforeVisit: {
    issue: 'business-rule',
    vi: 'Giờ lấy mẫu không được trước giờ bắt đầu lượt khám.',
    en: 'collection time lies before Encounter.period.start',
  },
  alreadyCollected: { issue: 'conflict', vi: 'Mẫu này đã ghi giờ lấy.', en: 'Specimen already has a collection time' },
  noFreeNumber: { issue: 'transient', vi: 'Chưa cấp được số, hãy thử lại.', en: 'no free number after ten draws' },
  notPreliminary: {
    issue: 'business-rule',
    vi: 'Chỉ duyệt được phiếu đã có đủ kết quả và đang chờ duyệt.',
    en: 'DiagnosticReport.status must be preliminary',
  },
  resultNotPreliminary: {
    issue: 'business-rule',
    vi: 'Trong phiếu có kết quả không ở trạng thái chờ duyệt.',
    en: 'every Observation of the report must be preliminary',
  },
  resultsMissing: {
    issue: 'business-rule',
    vi: 'Phiếu còn thiếu kết quả: {names}. Chờ đủ, hoặc duyệt thiếu có chủ ý.',
    en: 'ordered indicators have no result',
  },
  sheetChanged: {
    issue: 'lock-error',
    vi: 'Phiếu vừa có thay đổi sau khi mở. Xem lại các dòng đã đổi rồi làm lại.',
    en: 'DiagnosticReport.meta.versionId is not the one the sheet was read with',
  },
  noResult: { issue: 'business-rule', vi: 'Phiếu chưa có kết quả nào.', en: 'DiagnosticReport.result is empty' },
  notCollected: {
    issue: 'business-rule',
    vi: 'Chưa ghi giờ lấy mẫu nên chưa duyệt được kết quả.',
    en: 'Specimen.collection.collectedDateTime is missing',
  },
  unitMismatch: {
    issue: 'business-rule',
    vi: 'Đơn vị đo của {name} không khớp với danh mục; không tự quy đổi.',
    en: 'result unit differs from the catalog unit',
  },
  patientMissing: {
    issue: 'required',
    vi: 'Bản tin kết quả thiếu mã người bệnh (PID-3).',
    en: 'PID-3 is empty',
  },
  orderNumberMissing: {
    issue: 'required',
    vi: 'Bản tin kết quả thiếu số chỉ định (OBR-2).',
    en: 'OBR-2 is empty',
  },
  orderNumberTwice: {
    issue: 'duplicate',
    vi: 'Một số chỉ định có hai xét nghiệm trong cùng bản tin. Mỗi xét nghiệm cần một số riêng.',
    en: 'two OBR of one message carry the same placer number',
  },
  tubesDiffer: {
    issue: 'business-rule',
    vi: 'Ống này không phải loại mẫu mà xét nghiệm cần.',
    en: 'the specimen is of another type than the test needs',
  },
  visitNumberMissing: {
    issue: 'required',
    vi: 'Chỉ định của hệ thống khác không có số lượt khám.',
    en: 'PV1-19 and PID-18 are empty',
  },
  noFinalResult: {
    issue: 'required',
    vi: 'Phiếu của phòng xét nghiệm khác không có kết quả cuối cùng nào để ghi.',
    en: 'no OBX of an outside report is final, corrected or cancelled',
  },
  specimenNumberMissing: {
    issue: 'required',
    vi: 'Bản tin thiếu số ống mẫu.',
    en: 'the specimen number is empty',
  },
  columnEmpty: {
    issue: 'required',
    vi: 'Có dòng kết quả để trống cột “{name}”.',
    en: 'a row has nothing in {name}',
  },
  tableTooLong: {
    issue: 'too-costly',
    vi: 'Tệp có kết quả của hơn {most} ống. Chia thành nhiều tệp.',
    en: 'results of more than {most} specimens in one file',
  },
  tooManyTubes: {
    issue: 'too-costly',
    vi: 'Máy hỏi quá {most} ống trong một lần.',
    en: 'one query asks for more than {most} specimens',
  },
  controlUnnamed: {
    issue: 'required',
    vi: 'Kết quả nội kiểm thiếu lô, mức hoặc giờ chạy.',
    en: 'control without lot, level or time',
  },
  noOrderGroup: { issue: 'structure', vi: 'Bản tin kết quả không có phần OBR.', en: 'ORU without OBR' },
  patientMismatch: {
    issue: 'business-rule',
    vi: 'Người bệnh trong bản tin không phải người bệnh của chỉ định.',
    en: 'PID does not name the patient of the order',
  },
  birthDateMismatch: {
    issue: 'business-rule',
    vi: 'Ngày sinh trong bản tin khác ngày sinh trong hồ sơ.',
    en: 'PID-7 differs from Patient.birthDate',
  },
  orderNotActive: {
    issue: 'business-rule',
    vi: 'Chỉ định đã hủy hoặc đã kết thúc, không nhận kết quả cho chỉ định này.',
    en: 'ServiceRequest.status must be active',
  },
  specimenMismatch: {
    issue: 'business-rule',
    vi: 'Mẫu trong bản tin không thuộc chỉ định này.',
    en: 'specimen of the message is not a specimen of the order',
  },
  unknownIndicator: {
    issue: 'code-invalid',
    vi: 'Máy gửi chỉ số chưa có trong danh mục.',
    en: 'OBX-3 is not in the indicator catalog',
  },
  indicatorNotOrdered: {
    issue: 'business-rule',
    vi: 'Chỉ số {name} không thuộc xét nghiệm được chỉ định.',
    en: 'indicator is not part of the ordered test',
  },
  indicatorTwice: {
    issue: 'duplicate',
    vi: 'Chỉ số {name} có hai kết quả trong cùng một phiếu.',
    en: 'the same indicator stands twice in one OBR group',
  },
  unreadableValue: {
    issue: 'value',
    vi: 'Giá trị của {name} không đọc được.',
    en: 'OBX-5 is not a value of the type in OBX-2',
  },
  badCatalogRow: {
    issue: 'value',
    vi: 'Dòng danh mục xét nghiệm không đọc được, chưa lưu. Xem lại chỗ được chỉ ra.',
    en: 'the definition is no readable row of the laboratory catalog',
  },
  unknownSpecimen: {
    issue: 'not-found',
    vi: 'Không có ống mẫu mang số {number}.',
    en: 'no specimen carries this number',
  },
  alreadyReceived: { issue: 'conflict', vi: 'Ống này đã nhận lúc {time}.', en: 'Specimen.receivedTime is set' },
  specimenUnusable: {
    issue: 'business-rule',
    vi: 'Ống này đã từ chối hoặc đã hủy, không dùng được.',
    en: 'Specimen.status does not allow this',
  },
  notYetCollected: {
    issue: 'business-rule',
    vi: 'Ống này chưa ghi giờ lấy mẫu. Ghi giờ lấy rồi nhận.',
    en: 'Specimen.collection.collected is missing',
  },
  receivedBeforeCollected: {
    issue: 'business-rule',
    vi: 'Giờ nhận không được trước giờ lấy mẫu, không sau giờ hiện tại.',
    en: 'received time lies before the collection or in the future',
  },
  unknownRejection: {
    issue: 'code-invalid',
    vi: 'Lý do từ chối không có trong danh mục.',
    en: 'reason is not in the catalog of rejection reasons',
  },
  reportReleased: {
    issue: 'business-rule',
    vi: 'Ống này đã có phiếu trả kết quả, không từ chối được nữa. Hãy sửa kết quả.',
    en: 'a report of the specimen is released',
  },
  unknownStep: {
    issue: 'code-invalid',
    vi: 'Việc với mẫu chỉ nhận: chia ống, lưu mẫu, hủy mẫu.',
    en: 'step must be aliquoted, stored or discarded',
  },
  badAliquots: { issue: 'value', vi: 'Số ống chia phải từ 1 đến 9.', en: 'count must be 1 to 9' },
  placeMissing: { issue: 'required', vi: 'Cần ghi chỗ lưu mẫu.', en: 'storage place is missing' },
  reasonMissing: { issue: 'required', vi: 'Cần ghi lý do.', en: 'reason is missing' },
  notTwoSteps: {
    issue: 'business-rule',
    vi: 'Xét nghiệm này chỉ có một bước duyệt.',
    en: 'the test has one verification step',
  },
  firstStepMissing: {
    issue: 'business-rule',
    vi: 'Kỹ thuật viên chưa duyệt kỹ thuật phiếu này.',
    en: 'the technical verification is missing',
  },
  underHold: {
    issue: 'business-rule',
    vi: 'Máy {instrument} đang bị giữ vì kiểm tra chất lượng: {names}. Xử lý xong mới duyệt được.',
    en: 'an open hold of quality control covers results of the report',
  },
  notReleased: {
    issue: 'business-rule',
    vi: 'Phiếu chưa trả kết quả, sửa thẳng trên phiếu.',
    en: 'DiagnosticReport.status must be final, amended or corrected',
  },
  nothingAmended: {
    issue: 'required',
    vi: 'Chưa sửa giá trị nào khác với kết quả đã trả.',
    en: 'no value differs from the released one',
  },
  noReflex: {
    issue: 'business-rule',
    vi: 'Kết quả không gợi ý xét nghiệm này.',
    en: 'no reflex rule asks for this test',
  },
  badCursor: { issue: 'value', vi: 'Trang này không còn. Mở lại danh sách.', en: 'cursor is not one of this list' },
  unknownSection: {
    issue: 'code-invalid',
    vi: 'Không có bộ phận xét nghiệm này.',
    en: 'section is not one of the laboratory',
  },
  unknownWord: {
    issue: 'value',
    vi: '{name} chỉ nhận một trong các lời: {words}.',
    en: 'the value is not a word of the indicator',
  },
  unknownResultStatus: {
    issue: 'code-invalid',
    vi: 'Trạng thái kết quả của máy không được hỗ trợ.',
    en: 'OBX-11 is not supported',
  },
  alreadyVerified: {
    issue: 'business-rule',
    vi: 'Phiếu đã duyệt; kết quả mới phải đi qua bước sửa kết quả.',
    en: 'DiagnosticReport is final',
  },
  releasedByVerb: {
    issue: 'business-rule',
    vi: 'Kết quả xét nghiệm được duyệt và sửa tại bàn xét nghiệm, không ghi thẳng vào hồ sơ.',
    en: 'results of the laboratory are released and amended by its operations only',
  },
  nothingEntered: { issue: 'required', vi: 'Chưa nhập kết quả nào.', en: 'no result was given' },
  notACriticalCall: {
    issue: 'business-rule',
    vi: 'Việc này không phải là gọi báo giá trị báo động.',
    en: 'Task is no critical call',
  },
  callbackRecorded: {
    issue: 'conflict',
    vi: 'Cuộc gọi báo này đã được ghi nhận.',
    en: 'the critical call was recorded before',
  },
  toldMissing: { issue: 'required', vi: 'Cần ghi đã báo cho ai.', en: 'who was told is missing' },
  readBackDiffers: {
    issue: 'business-rule',
    vi: 'Nội dung đọc lại không có giá trị đã báo ({value}). Hãy yêu cầu đọc lại.',
    en: 'read-back does not hold the value',
  },
  calledInFuture: {
    issue: 'business-rule',
    vi: 'Giờ gọi báo không được sau giờ hiện tại.',
    en: 'call time lies in the future',
  },
  calledBeforeResult: {
    issue: 'business-rule',
    vi: 'Giờ gọi báo không được trước khi có kết quả.',
    en: 'call time lies before the Task',
  },
  unknownState: {
    issue: 'code-invalid',
    vi: 'Trạng thái không có trong danh sách việc của phòng xét nghiệm.',
    en: 'state must be to-collect, to-receive, to-enter, to-verify, to-release or released',
  },
  badLimit: { issue: 'value', vi: 'Số dòng phải từ 1 đến 500.', en: 'limit must be 1 to 500' },
  nothingToPrint: {
    issue: 'not-found',
    vi: 'Lượt khám này chưa có gì của phòng xét nghiệm để in.',
    en: 'no order, or no released report, in this encounter',
  },
  beginsInPast: {
    issue: 'business-rule',
    vi: 'Ngày bắt đầu không được ở quá khứ.',
    en: 'the first day lies in the past',
  },
  badStepMinutes: {
    issue: 'value',
    vi: 'Từ 1 đến 240 phút, muộn hơn bước trước.',
    en: 'minutes of the steps must rise within 1 to 240',
  },
  badRepeat: { issue: 'value', vi: 'Từ 1 đến 240 phút.', en: 'repeat must be 1 to 240 minutes' },
  badRings: { issue: 'value', vi: 'Từ 1 đến 20 lần.', en: 'rings must be 1 to 20' },
  unknownCallee: {
    issue: 'not-found',
    vi: 'Không có “{who}” trong danh sách người làm việc tại đây: chọn lại người được gọi.',
    en: 'step.who must be an active Practitioner or PractitionerRole',
  },
  unknownWard: {
    issue: 'not-found',
    vi: 'Không có khoa, phòng này, hoặc đã ngừng hoạt động.',
    en: 'location must be an active Location',
  },
  rowBeginsTooEarly: {
    issue: 'business-rule',
    vi: 'Dòng mới bắt đầu sớm nhất từ ngày mai: kết quả đã trả giữ theo dòng cũ.',
    en: 'a row begins tomorrow at the earliest',
  },
  notARowProposal: {
    issue: 'business-rule',
    vi: 'Đây không phải đề nghị sửa danh mục xét nghiệm.',
    en: 'Task proposes no row of the catalog',
  },
  rowDecided: { issue: 'conflict', vi: 'Đề nghị này đã được quyết định.', en: 'the proposal was decided before' },
  rowBySameHand: {
    issue: 'forbidden',
    vi: 'Người đề nghị không tự duyệt được: cần người thứ hai.',
    en: 'who proposed a row may not approve it',
  },
  rowWaits: {
    issue: 'conflict',
    vi: 'Chỉ số này đang có một đề nghị chờ duyệt.',
    en: 'another proposal for this indicator is open',
  },
  rowByVerb: {
    issue: 'forbidden',
    vi: 'Dòng danh mục đã có không sửa thẳng được: đề nghị dòng mới có ngày bắt đầu.',
    en: 'rows of the catalog are never changed in place',
  },
});
