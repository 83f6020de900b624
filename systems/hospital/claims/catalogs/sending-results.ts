/**
 * `taken`: the gateway has the file. `refused`: this file will not be taken as it is. `account`: our session or right is at
 * fault, not the file. `away`: the gateway itself is in trouble.
 */
export type SendingMeaning = 'taken' | 'refused' | 'account' | 'away';

/** One result of a sending (maKetQua), from a day on. */
export interface SendingResult {
  readonly code: string;
  readonly from: string;
  readonly means: SendingMeaning;
  readonly vi: string;
}

/**
 * @source Công văn 1245/BHXH-CNTT (03/05/2024): 200, 401, 403 (verified); 101, 205, 500 as in the card look-up of công văn 1923 (unsure)
 */
const results: readonly SendingResult[] = [
  { code: '200', from: '2024-07-01', means: 'taken', vi: 'Cổng đã tiếp nhận hồ sơ' },
  { code: '101', from: '2024-07-01', means: 'away', vi: 'Lỗi máy chủ của cổng' },
  { code: '205', from: '2024-07-01', means: 'refused', vi: 'Sai định dạng tham số hoặc tệp hồ sơ' },
  { code: '401', from: '2024-07-01', means: 'account', vi: 'Phiên đăng nhập không được chấp nhận' },
  { code: '403', from: '2024-07-01', means: 'account', vi: 'Tài khoản không có quyền gửi hồ sơ' },
  { code: '500', from: '2024-07-01', means: 'away', vi: 'Lỗi máy chủ của cổng' },
];

/** A code of no list is a refusal of the file: others than these mean an error of it. @param day  of the sending */
export const sendingResultOn = (code: string, day: string): SendingResult =>
  results.findLast((one) => one.code === code && one.from <= day) ?? {
    code,
    from: day,
    means: 'refused',
    vi: `Cổng từ chối hồ sơ (mã ${code})`,
  };
