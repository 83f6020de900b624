import { defineErrors } from '@lienmach/outcome';

/** Every refusal of the appointment book. */
export const errors = defineErrors('booking', {
  unknownRoom: { issue: 'value', vi: 'Không có phòng khám này.', en: 'no exam room with this id' },
  badDate: { issue: 'value', vi: 'Ngày phải ghi đủ ngày, tháng, năm.', en: 'date must be a full calendar date' },
  reasonRequired: { issue: 'required', vi: 'Cần ghi lý do.', en: 'reason is empty' },
  notOffered: {
    issue: 'business-rule',
    vi: '{room} không nhận hẹn lúc {time}. Chọn giờ khác.',
    en: 'no slot of the opening hours starts at this instant',
  },
  inPast: { issue: 'business-rule', vi: 'Giờ hẹn đã qua. Chọn giờ khác.', en: 'the slot has ended' },
  slotTaken: {
    issue: 'conflict',
    vi: 'Khung giờ {time} vừa hết chỗ. Chọn giờ khác.',
    en: 'every seat of the slot is busy',
  },
  alreadyBooked: {
    issue: 'conflict',
    vi: 'Người bệnh đã có hẹn ở phòng này lúc {time} cùng ngày. Dời hẹn cũ thay vì đặt thêm.',
    en: 'this patient already has a booked Appointment in the room on that day',
  },
  notBooked: {
    issue: 'business-rule',
    vi: 'Hẹn này đã {state}, không đổi được nữa.',
    en: 'only a booked Appointment can be moved, cancelled or checked in',
  },
  notToday: {
    issue: 'business-rule',
    vi: 'Hẹn này là của ngày {date}.',
    en: 'check-in happens on the day of the Appointment',
  },
});
