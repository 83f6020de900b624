import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('claims', {
  noClaimId: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa có mã đợt điều trị (MA_LK) nên chưa lập được hồ sơ BHYT.',
    en: 'Encounter has no claim identifier',
  },
  nothingToClaim: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa có dòng chi phí nào để lập hồ sơ BHYT.',
    en: 'no billable ChargeItem belongs to the encounter',
  },
  visitOpen: {
    issue: 'business-rule',
    vi: 'Lượt khám chưa kết thúc nên chưa lập được hồ sơ để gửi.',
    en: 'Encounter is not finished: a claim is stored only of a visit that has ended',
  },
  visitCalledOff: {
    issue: 'business-rule',
    vi: 'Lượt khám đã hủy hoặc ghi nhầm, không lập hồ sơ BHYT.',
    en: 'Encounter was cancelled or entered in error',
  },
  noCard: {
    issue: 'business-rule',
    vi: 'Lượt khám không có thẻ BHYT nên hệ thống không tự lập hồ sơ.',
    en: 'no Coverage in the account of the visit: a claim is prepared only when a person asks for it',
  },
  claimLocked: {
    issue: 'business-rule',
    vi: 'Hồ sơ đã khóa để gửi. Mở khóa trước khi lập lại.',
    en: 'the claim is locked for sending',
  },
  claimUnderWay: {
    issue: 'business-rule',
    vi: 'Hồ sơ đang chờ gửi, chưa lập lại được.',
    en: 'the claim was handed to the sender and has no answer yet',
  },
  claimSent: {
    issue: 'business-rule',
    vi: 'Hồ sơ đã gửi và không có gì thay đổi từ lúc gửi.',
    en: 'the claim was sent and its content is the same',
  },
  claimKept: {
    issue: 'forbidden',
    vi: 'Hồ sơ thanh toán và trạng thái của nó do hệ thống ghi, không sửa trực tiếp được.',
    en: '{type} of the claim desk is written by its operations only',
  },
  badMonth: {
    issue: 'value',
    vi: 'Tháng phải ghi theo dạng năm-tháng, ví dụ 2026-11.',
    en: 'month must be yyyy-MM, not {value}',
  },
  noXml: {
    issue: 'required',
    vi: 'Chưa gửi kèm tệp hồ sơ (tham số xml dạng Binary).',
    en: 'parameter xml must be a Binary with data',
  },
  fileTooLarge: {
    issue: 'too-long',
    vi: 'Tệp hồ sơ quá lớn (tối đa 20 MB).',
    en: 'envelope is larger than 20 MB',
  },
  tooManyClaims: {
    issue: 'too-costly',
    vi: 'Tệp có quá nhiều hồ sơ; chia thành các tệp không quá {most} hồ sơ.',
    en: 'an envelope holds at most {most} HOSO',
  },
  unknownMoment: {
    issue: 'code-invalid',
    vi: 'Thời điểm xét chỉ nhận: ordering, prescribing, finish, claim.',
    en: 'moment must be ordering, prescribing, finish or claim',
  },
  unknownRule: {
    issue: 'not-found',
    vi: 'Không có quy tắc {rule}.',
    en: 'no rule of the list or of the site has this id',
  },
  unknownUse: {
    issue: 'code-invalid',
    vi: 'Cài đặt của quy tắc chỉ nhận: error (chặn gửi), warning (cảnh báo), off (tắt), default (như danh sách).',
    en: 'use must be error, warning, off or default',
  },
  reasonMissing: {
    issue: 'required',
    vi: 'Ghi lý do ít nhất 10 ký tự, để người sau hiểu.',
    en: 'a reason of ten characters or more is required',
  },
  daysReversed: {
    issue: 'business-rule',
    vi: 'Ngày cuối đang trước ngày đầu.',
    en: 'the last day lies before the first',
  },
  dayUnreadable: {
    issue: 'value',
    vi: 'Ngày phải ghi đủ năm, tháng, ngày.',
    en: 'days are yyyy-MM-dd',
  },
  tooManySettings: {
    issue: 'too-costly',
    vi: 'Quy tắc này đã đổi cài đặt quá 100 lần.',
    en: 'more than 100 settings of one rule',
  },
  badRuleId: {
    issue: 'value',
    vi: 'Mã quy tắc của cơ sở bắt đầu bằng CS- và có 2 đến 20 chữ hoa, chữ số hay gạch ngang.',
    en: 'id of an own rule is CS- and 2 to 20 capitals, digits or hyphens',
  },
  badRuleText: {
    issue: 'required',
    vi: 'Quy tắc cần câu tiếng Việt, câu tiếng Anh và căn cứ, mỗi câu 10 đến 500 ký tự.',
    en: 'both texts and the source have 10 to 500 characters',
  },
  badRuleTables: {
    issue: 'code-invalid',
    vi: 'Quy tắc cần ít nhất một bảng có trong hồ sơ (XML1, XML2 …); mức là error hoặc warning; thời điểm là ordering, prescribing, finish hoặc claim.',
    en: 'tables, severity or moment are not in their lists',
  },
  badExpression: {
    issue: 'invalid',
    vi: 'Biểu thức không dùng được: {why}.',
    en: 'expression is unreadable, too large, or uses what is not allowed',
  },
  badExample: {
    issue: 'value',
    vi: 'Ví dụ phải ghi 1 đến 50 trường có trong các bảng của quy tắc, dòng từ 1 đến 20: {where}.',
    en: 'an example has 1 to 50 fields of the tables of the rule, rows 1 to 20',
  },
  exampleSilent: {
    issue: 'business-rule',
    vi: 'Quy tắc không báo ở ví dụ sai.',
    en: 'the rule does not fire on its example',
  },
  nearMissFires: {
    issue: 'business-rule',
    vi: 'Quy tắc vẫn báo ở ví dụ đúng, sát bên.',
    en: 'the rule fires on its near miss',
  },
  exampleFails: {
    issue: 'business-rule',
    vi: 'Biểu thức không chạy được trên ví dụ: phải trả lời bằng các dòng vi phạm, hoặc đúng hay sai.',
    en: 'on an example the expression fails, or answers neither rows nor a boolean',
  },
  tooManyRules: {
    issue: 'too-costly',
    vi: 'Cơ sở đã có 100 quy tắc riêng.',
    en: 'a site has at most 100 rules of its own',
  },
  ruleRetired: {
    issue: 'business-rule',
    vi: 'Quy tắc {rule} đã ngừng dùng.',
    en: 'the own rule is retired already',
  },
  otherPerson: {
    issue: 'conflict',
    vi: 'Số định danh hoặc mã người bệnh trong tệp đang thuộc người khác (khác họ tên hoặc ngày sinh). Hãy xem lại tệp hoặc hồ sơ người bệnh.',
    en: 'the personal or patient number belongs to a person with another name or birth date',
  },
  severalPeople: {
    issue: 'conflict',
    vi: 'Số định danh và mã người bệnh trong tệp thuộc hai hồ sơ người bệnh khác nhau. Hãy gộp hồ sơ trùng trước.',
    en: 'personal number and patient number lead to different records',
  },
  checkInFile: {
    issue: 'not-supported',
    vi: 'Đây là tệp trạng thái khám chữa bệnh (check-in), không phải hồ sơ thanh toán nên không nhập.',
    en: 'a check-in document carries no claim',
  },
  noCheckIn: {
    issue: 'business-rule',
    vi: 'Lượt khám này không phải gửi check-in (cấp cứu).',
    en: 'an emergency has no check-in',
  },
  noGateway: {
    issue: 'not-supported',
    vi: 'Cơ sở chưa khai báo cổng giám định BHYT trong tệp mô tả cơ sở.',
    en: 'the site file names no service of kind bhyt-gateway',
  },
  gatewayAccount: {
    issue: 'login',
    vi: 'Cổng giám định không chấp nhận tài khoản của cơ sở.',
    en: 'the gateway gave no session',
  },
  gatewayPage: {
    issue: 'transient',
    vi: 'Cổng giám định trả về trang thông báo thay cho kết quả.',
    en: 'the gateway answered with something that is not JSON',
  },
  gatewayLater: {
    issue: 'transient',
    vi: 'Cổng giám định chưa trả lời được; hệ thống sẽ gửi lại.',
    en: 'the gateway gave no clear answer yet',
  },
  envelopeChanged: {
    issue: 'processing',
    vi: 'Tệp hồ sơ đã lưu không còn đúng như khi ký: không gửi.',
    en: 'the stored envelope does not have its SHA-256',
  },
  notSendable: {
    issue: 'business-rule',
    vi: 'Chỉ gửi được hồ sơ sẵn sàng, đã khóa hoặc bị cổng từ chối.',
    en: 'only a ready, locked or refused claim can be sent',
  },
  sendingReasonNeeded: {
    issue: 'required',
    vi: 'Ghi lý do gửi lại hoặc thu hồi hồ sơ.',
    en: 'a claim that the gateway has taken before is replaced or withdrawn with a reason',
  },
  noVisit: {
    issue: 'business-rule',
    vi: 'Hồ sơ không gắn với lượt khám nào.',
    en: 'the Claim names no Encounter',
  },
  claimChanged: {
    issue: 'business-rule',
    vi: 'Lượt khám đã thay đổi sau khi lập hồ sơ. Lập lại hồ sơ rồi gửi.',
    en: 'the record says something else than the stored claim; prepare it again',
  },
  rulesBroken: {
    issue: 'business-rule',
    vi: 'Hồ sơ còn lỗi, chưa gửi được: {rules}.',
    en: 'rules of severity error fire: {rules}',
  },
  oldVersion: {
    issue: 'not-supported',
    vi: 'Cổng không còn nhận hồ sơ của đợt điều trị này.',
    en: 'no version of the gateway takes claims that end on this day',
  },
  nothingSent: {
    issue: 'business-rule',
    vi: 'Không tìm thấy tệp đã gửi của hồ sơ này.',
    en: 'no completed sending of the claim is in the record',
  },
  notWithdrawable: {
    issue: 'business-rule',
    vi: 'Hồ sơ đang được gửi hoặc đã thu hồi, không thu hồi được.',
    en: 'a claim under way or withdrawn cannot be withdrawn',
  },
  notParked: {
    issue: 'business-rule',
    vi: 'Chỉ gửi tiếp được lần gửi đang tạm dừng.',
    en: 'only a sending on hold can be resumed',
  },
  reviewUnreadable: {
    issue: 'structure',
    vi: 'Không đọc được tệp kết quả giám định.',
    en: 'the review file must be UTF-8 CSV or JSON with the column ma_lk',
  },
  reviewTooLong: {
    issue: 'too-long',
    vi: 'Tệp kết quả giám định có quá nhiều hồ sơ; chia thành tệp không quá {most} hồ sơ.',
    en: 'a review file holds at most {most} claims',
  },
  reviewTooManyRows: {
    issue: 'too-long',
    vi: 'Tệp kết quả giám định có quá nhiều dòng; chia thành các tệp không quá {most} dòng.',
    en: 'a review file holds at most {most} rows',
  },
  reviewTooManyLines: {
    issue: 'too-long',
    vi: 'Hồ sơ {claimId} có hơn {most} dòng bị từ chối; xem lại tệp kết quả giám định.',
    en: 'more than {most} rejected lines of one claim',
  },
  daysTurned: { issue: 'value', vi: 'Ngày cuối phải sau ngày đầu.', en: 'to must not be before from' },
  badState: { issue: 'value', vi: 'Không có trạng thái hồ sơ này.', en: 'unknown state of a claim' },
  badCursor: { issue: 'value', vi: 'Không đọc được chỗ nối tiếp của danh sách.', en: 'cursor cannot be read' },
  notReady: {
    issue: 'business-rule',
    vi: 'Chỉ khóa được hồ sơ không còn lỗi chặn và chưa khóa.',
    en: 'only a claim in state ready can be closed',
  },
  reasonNeeded: {
    issue: 'required',
    vi: 'Ghi lý do, từ năm chữ cái.',
    en: 'a reason of at least five letters is needed',
  },
  notLocked: {
    issue: 'business-rule',
    vi: 'Hồ sơ chưa khóa, không có gì để mở.',
    en: 'the claim is neither closed nor at the insurer',
  },
  beingSent: {
    issue: 'business-rule',
    vi: 'Hồ sơ đang gửi. Chờ cổng trả lời rồi mở lại.',
    en: 'the claim is in the hands of the sender',
  },
  unlockAsked: {
    issue: 'conflict',
    vi: 'Đã có người xin mở lại hồ sơ này, đang chờ duyệt.',
    en: 'another request to reopen this claim waits for a decision',
  },
  notAnUnlockRequest: {
    issue: 'business-rule',
    vi: 'Việc này không phải yêu cầu mở lại hồ sơ đang chờ duyệt.',
    en: 'not a waiting request to reopen a claim',
  },
  samePerson: {
    issue: 'business-rule',
    vi: 'Người xin mở lại không tự duyệt được.',
    en: 'the person who asked cannot approve',
  },
});

/** Things to look at after an import; they stop nothing. */
export const notices = defineErrors('claims', {
  nothingToNote: {
    issue: 'informational',
    severity: 'information',
    vi: 'Tệp và hồ sơ nói giống nhau.',
    en: 'file and record tell the same',
  },
  alreadyThere: {
    issue: 'informational',
    severity: 'information',
    vi: 'Đợt điều trị {claimId} đã có trong hồ sơ, không nhập lại.',
    en: 'the claim id is already in the record of this facility',
  },
  emergencyCheckIn: {
    issue: 'informational',
    severity: 'information',
    vi: 'Lượt cấp cứu không phải gửi trạng thái khám chữa bệnh (check-in).',
    en: 'an emergency is not checked in',
  },
  formerStandard: {
    issue: 'informational',
    severity: 'information',
    vi: 'Hồ sơ theo chuẩn cũ {standard}, đã đọc theo tên trường hiện hành.',
    en: 'read from a former standard',
  },
  unknownElement: {
    issue: 'structure',
    severity: 'warning',
    vi: 'Thẻ {where} không có trong chuẩn; nội dung được giữ kèm hồ sơ.',
    en: 'element is in no standard; its text is kept',
  },
  notClaimable: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Đã đọc được lượt khám nhưng chưa tính lại được quyền lợi: {why}',
    en: 'no claim can be computed of the visit',
  },
  rowsDiffer: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Bảng {table}: tệp có {inFile} dòng, hồ sơ cho ra {inRecord} dòng.',
    en: 'number of rows differs',
  },
  figureDiffers: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Bảng {table} dòng {row}, {field}: tệp ghi {inFile}, tính lại được {inRecord}.',
    en: 'a figure differs from what the record gives',
  },
  wordsDiffer: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Bảng {table} dòng {row}, {field}: tệp ghi khác hồ sơ; hồ sơ được giữ nguyên.',
    en: 'a field differs from what the record says',
  },
  moreDiffer: {
    issue: 'business-rule',
    severity: 'warning',
    vi: 'Còn {count} chỗ khác nữa.',
    en: 'more differences',
  },
});
