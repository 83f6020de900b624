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
  badMonth: { issue: 'value', vi: 'Tháng phải ghi theo dạng 2026-11.', en: 'month must be yyyy-MM' },
  monthNotOver: {
    issue: 'business-rule',
    vi: 'Tháng {month} chưa hết nên chưa khóa sổ được.',
    en: 'a month that is not over cannot be closed',
  },
  closedAlready: {
    issue: 'conflict',
    vi: 'Tháng {month} đã khóa sổ.',
    en: 'this month is closed',
  },
  earlierOpen: {
    issue: 'business-rule',
    vi: 'Tháng {month} chưa khóa sổ; các tháng được khóa lần lượt.',
    en: 'months are closed in order',
  },
  notClosed: {
    issue: 'business-rule',
    vi: 'Tháng {month} chưa khóa sổ: số liệu đang mở thì không cần bút toán điều chỉnh.',
    en: 'only a closed month needs corrections',
  },
  moneyDoesNotFit: {
    issue: 'business-rule',
    vi: 'Chưa khóa sổ được: “{name}” lệch {difference}. Hãy xem đối chiếu tháng, hoặc khóa sổ kèm lý do.',
    en: 'an identity of the month does not hold and no reason was given',
  },
});
