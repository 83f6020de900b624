import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the waiting lists. */
export const errors = defineErrors('queue', {
  unknownRoom: { issue: 'value', vi: 'Không có phòng khám này.', en: 'no exam room with this id in the site file' },
  badDate: { issue: 'value', vi: 'Ngày phải ghi đủ ngày, tháng, năm.', en: 'date must be a full calendar date' },
  notInQueue: {
    issue: 'not-found',
    vi: 'Lượt khám này không có trong hàng chờ.',
    en: 'no waiting Task focuses on this Encounter',
  },
  unknownTicket: {
    issue: 'not-found',
    vi: 'Hôm nay phòng này không có số {ticket}. Xem lại phòng ghi trên phiếu.',
    en: 'no ticket of this number in the queue of this room today',
  },
  visitOver: {
    issue: 'business-rule',
    vi: 'Lượt khám đã kết thúc, không gọi được nữa.',
    en: 'Encounter is finished or cancelled',
  },
  calledElsewhere: {
    issue: 'conflict',
    vi: '{by} vừa gọi số {ticket}.',
    en: 'somebody else called this patient less than half a minute ago',
  },
  notWaiting: {
    issue: 'business-rule',
    vi: 'Chỉ cho qua lượt người đang chờ hoặc vừa được gọi.',
    en: 'only a waiting or called patient can be skipped',
  },
  sameRoom: {
    issue: 'business-rule',
    vi: 'Người bệnh đang chờ ở chính phòng này.',
    en: 'the visit waits in this room already',
  },
  notMovable: {
    issue: 'business-rule',
    vi: 'Chỉ chuyển được người chưa vào khám.',
    en: 'only a waiting or called patient can be moved',
  },
  otherExam: {
    issue: 'business-rule',
    vi: '{room} tính tiền khám khác. Nhờ tiếp đón mở lượt khám mới ở đó.',
    en: 'the rooms differ in examination service or department: the charge would be wrong',
  },
  busy: { issue: 'transient', vi: 'Nhiều phòng đang gọi cùng lúc, hãy bấm lại.', en: 'lost every race for a patient' },
});
