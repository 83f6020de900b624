import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('ledger', {
  badPeriod: {
    issue: 'value',
    vi: 'Khoảng ngày không hợp lệ: cần ngày đầu không sau ngày cuối, tối đa {most} ngày.',
    en: 'from and to must be calendar days in this order, at most {most} days apart',
  },
  badCursor: {
    issue: 'value',
    vi: 'Không đọc được dấu trang; hãy xem lại từ trang đầu.',
    en: 'cursor was not made by this operation, or belongs to another period',
  },
  noChart: {
    issue: 'not-supported',
    vi: 'Chưa có hệ thống tài khoản cho ngày {day}.',
    en: 'no chart of accounts counts on this day',
  },
  unbalanced: {
    issue: 'exception',
    vi: 'Bút toán {id} không cân: Nợ {debit}, Có {credit}.',
    en: 'debit and credit of this entry differ',
  },
  closedChanged: {
    issue: 'exception',
    vi: 'Sổ ngày {day} đã khóa nhưng nội dung lưu không còn đúng dấu băm.',
    en: 'the stored entries of a closed day differ from their digest',
  },
});
