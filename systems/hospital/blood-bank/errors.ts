import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the blood bank. */
export const errors = defineErrors('blood-bank', {
  visitClosed: { issue: 'business-rule', vi: 'Lượt khám đã kết thúc.', en: 'Encounter is not open' },
  patientNumberMissing: {
    issue: 'business-rule',
    vi: 'Người bệnh chưa có mã: không đối chiếu được tại giường.',
    en: 'Patient has no patient number',
  },
  unknownComponent: {
    issue: 'code-invalid',
    vi: 'Chế phẩm {code} không có trong danh mục.',
    en: 'component is not in the catalog',
  },
  badAmount: { issue: 'value', vi: 'Số đơn vị phải từ 1 đến {most}.', en: 'units out of range' },
  unknownUrgency: {
    issue: 'code-invalid',
    vi: 'Mức khẩn chỉ nhận “routine”, “urgent” hoặc “stat”.',
    en: 'urgency must be routine, urgent or stat',
  },
  reasonMissing: { issue: 'required', vi: 'Ghi lý do (ít nhất 5 ký tự).', en: 'a reason is needed' },
  orderedTwice: {
    issue: 'duplicate',
    vi: 'Dự trù này vừa được ghi. Cần thêm thì ghi số đơn vị khác.',
    en: 'the same order was written a moment ago',
  },
  notABloodOrder: { issue: 'business-rule', vi: 'Chỉ định này không phải dự trù máu.', en: 'not an order for blood' },
  orderNotActive: {
    issue: 'business-rule',
    vi: 'Dự trù đã hủy hoặc đã xong.',
    en: 'ServiceRequest.status must be active',
  },
  wrongPatient: {
    issue: 'business-rule',
    vi: 'DỪNG LẠI: mã quét được không phải của người bệnh này.',
    en: 'scanned patient is another one',
  },
  wrongUnit: {
    issue: 'business-rule',
    vi: 'DỪNG LẠI: túi máu quét được không phải túi của phiếu này.',
    en: 'scanned bag is another one',
  },
  sampleNotOurs: {
    issue: 'business-rule',
    vi: 'Mẫu này không phải mẫu của ngân hàng máu.',
    en: 'Specimen has no order for blood',
  },
  unknownReaction: {
    issue: 'code-invalid',
    vi: 'Mức phản ứng chỉ nhận 0, 1+, 2+, 3+, 4+ hoặc mf.',
    en: 'strength must be 0, 1+ .. 4+ or mf',
  },
  unknownWord: { issue: 'code-invalid', vi: 'Giá trị “{text}” không nhận được.', en: 'code is not in the list' },
  sampleTooOld: {
    issue: 'business-rule',
    vi: 'Mẫu đã quá 72 giờ. Lấy mẫu mới.',
    en: 'specimen is older than 72 hours',
  },
  labelUnreadable: {
    issue: 'value',
    vi: 'Không đọc được nhãn túi máu. Quét lại từng mã vạch hoặc gõ tay.',
    en: 'ISBT 128 structures cannot be read',
  },
  labelIncomplete: {
    issue: 'required',
    vi: 'Nhãn còn thiếu: {names}.',
    en: 'donation, group and expiry are needed',
  },
  donationUnreadable: {
    issue: 'value',
    vi: 'Số túi máu không đúng. Số ISBT 128 gõ tay phải kèm ký tự kiểm tra trong ô vuông.',
    en: 'donation number or its check character is wrong',
  },
  unitExpired: { issue: 'business-rule', vi: 'Túi máu đã hết hạn.', en: 'unit is expired' },
  expiryTooFar: {
    issue: 'value',
    vi: 'Hạn dùng xa hơn {name} giữ được. Xem lại nhãn.',
    en: 'expiry is beyond the shelf life of the component',
  },
  receivedBefore: { issue: 'duplicate', vi: 'Túi máu này đã nhập.', en: 'unit is in stock already' },
  unitUnknown: { issue: 'not-found', vi: 'Không có túi máu này trong kho.', en: 'no such unit' },
  unitAmbiguous: {
    issue: 'business-rule',
    vi: 'Số này có nhiều túi. Quét thêm mã chế phẩm hoặc ô vuông trên nhãn.',
    en: 'several units carry this donation number',
  },
  unitNotAvailable: {
    issue: 'conflict',
    vi: 'Túi máu này không còn sẵn sàng.',
    en: 'unit is not available',
  },
  wrongComponent: {
    issue: 'business-rule',
    vi: 'Túi này là {name}, dự trù cần chế phẩm khác.',
    en: 'unit is another component than ordered',
  },
  enoughUnits: {
    issue: 'business-rule',
    vi: 'Đã giữ đủ {units} đơn vị của dự trù.',
    en: 'as many units as ordered are reserved',
  },
  noValidSample: {
    issue: 'business-rule',
    vi: 'Chưa có mẫu máu trong 72 giờ. Lấy mẫu, hoặc bác sĩ ghi phát khẩn.',
    en: 'no specimen within 72 hours',
  },
  groupDiscrepant: {
    issue: 'business-rule',
    vi: 'Nhóm máu của người bệnh đang mâu thuẫn. Làm rõ trước khi phát.',
    en: 'determinations contradict each other',
  },
  groupNotConfirmed: {
    issue: 'business-rule',
    vi: 'Nhóm máu chưa được xác nhận bằng hai mẫu. Túi nhóm {group} chưa dùng được: hồng cầu nhóm O, huyết tương và tiểu cầu nhóm AB.',
    en: 'group is not confirmed: O red cells, AB plasma and platelets only',
  },
  notCompatible: {
    issue: 'business-rule',
    vi: 'Túi nhóm {group} không truyền được cho người nhóm {patient}.',
    en: 'groups are not compatible',
  },
  noCrossmatch: {
    issue: 'business-rule',
    vi: 'Chưa có phản ứng hòa hợp còn hiệu lực.',
    en: 'no valid crossmatch',
  },
  phaseMissing: {
    issue: 'required',
    vi: 'Hồng cầu và máu toàn phần phải làm cả kháng globulin 37 °C.',
    en: 'antiglobulin phase is needed',
  },
  notNow: {
    issue: 'business-rule',
    vi: 'Túi máu này không ở bước đó nữa.',
    en: 'Task.businessStatus does not allow this step',
  },
  notAUse: { issue: 'not-found', vi: 'Không phải túi máu của người bệnh nào.', en: 'Task is no blood-use' },
  receiverMissing: { issue: 'required', vi: 'Ghi tên người lĩnh máu.', en: 'receiver is needed' },
  cardUnread: {
    issue: 'required',
    vi: 'Đọc nhóm ABO trên thẻ tại giường rồi ghi: O, A, B hoặc AB.',
    en: 'bedside ABO reading is needed',
  },
  cardDisagrees: {
    issue: 'business-rule',
    vi: 'DỪNG LẠI: thẻ tại giường cho {what} là {seen}, hồ sơ ghi {known}. Không truyền, báo ngân hàng máu.',
    en: 'bedside card disagrees with the record',
  },
  checkedBefore: {
    issue: 'business-rule',
    vi: 'Bạn đã kiểm tra túi này. Cần người thứ hai.',
    en: 'the same person cannot check twice',
  },
  twoChecksNeeded: {
    issue: 'business-rule',
    vi: 'Cần hai người kiểm tra tại giường trong 30 phút gần đây.',
    en: 'two fresh bedside checks by different people are needed',
  },
  nothingObserved: { issue: 'required', vi: 'Ghi ít nhất một dấu hiệu sinh tồn.', en: 'no vital sign was given' },
  outOfRange: { issue: 'value', vi: '{name}: {value} nằm ngoài khoảng có thể.', en: 'vital sign out of range' },
  notRunning: {
    issue: 'business-rule',
    vi: 'Cuộc truyền này đã kết thúc.',
    en: 'Procedure.status must be in-progress',
  },
  notATransfusion: { issue: 'not-found', vi: 'Không phải cuộc truyền máu.', en: 'Procedure is no transfusion' },
  reactionOpen: {
    issue: 'business-rule',
    vi: 'Người bệnh vừa có phản ứng truyền máu, ngân hàng máu chưa kiểm tra lại. Chưa truyền túi khác.',
    en: 'a transfusion reaction is not looked into yet',
  },
  stepDone: { issue: 'conflict', vi: 'Việc này đã xong.', en: 'Task is done already' },
  bankStep: {
    issue: 'forbidden',
    vi: 'Việc này do ngân hàng máu làm.',
    en: 'the step belongs to the blood bank',
  },
  byRoomOnly: {
    issue: 'business-rule',
    vi: 'Chỉ ngân hàng máu ghi được điều này.',
    en: 'written by verbs of the blood bank only',
  },
  wrongSample: {
    issue: 'business-rule',
    vi: 'DỪNG LẠI: ống máu quét được không phải mẫu của người bệnh này cho ngân hàng máu.',
    en: 'scanned tube is no usable sample of this patient',
  },
  sampleTooSoon: {
    issue: 'business-rule',
    vi: 'Bạn vừa lấy ống {number} của người bệnh này. Mẫu thứ hai phải do người khác lấy, hoặc lấy sau 15 phút.',
    en: 'a second sample needs another collector or fifteen minutes',
  },
  orderCancelled: {
    issue: 'business-rule',
    vi: 'DỪNG LẠI: dự trù đã hủy. Không truyền, trả túi máu về ngân hàng máu.',
    en: 'order was cancelled after the unit was issued',
  },
  unitHeld: {
    issue: 'business-rule',
    vi: 'DỪNG LẠI: túi máu này đã bị biệt trữ hoặc hủy. Không truyền, trả về ngân hàng máu.',
    en: 'unit was quarantined or discarded after it was issued',
  },
  antibodiesKnown: {
    issue: 'business-rule',
    vi: 'Người bệnh từng có kháng thể bất thường, túi này chưa làm hòa hợp kháng globulin. Hỏi bác sĩ điều trị; bác sĩ vẫn nhận thì ghi tên vào ô chấp nhận.',
    en: 'antibodies were found before and the unit has no antiglobulin crossmatch',
  },
  noFreeNumber: { issue: 'transient', vi: 'Chưa cấp được số. Bấm lại.', en: 'no free number after ten draws' },
});
