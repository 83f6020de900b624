/** What a result of the card look-up means for the desk. */
export type CardUse = 'usable' | 'usable-after-check' | 'not-usable' | 'unknown';

/** One result of the card look-up (maKetQua), from a day on. */
export interface CardResult {
  readonly code: string;
  readonly from: string;
  readonly use: CardUse;
  readonly vi: string;
  readonly en: string;
  /** what may be done now, for the person at the desk */
  readonly advice: string;
  /** the gateway or our own request is at fault, not the card: it is asked again by itself */
  readonly isPassing?: true;
}

const SINCE = '2024-08-01';
const line = (use: CardUse, code: string, vi: string, en: string, advice: string): CardResult => ({
  code,
  from: SINCE,
  use,
  vi,
  en,
  advice,
});

const USE = 'Dùng thẻ như bình thường.';
const WITHOUT = 'Tiếp nhận không dùng thẻ này; người bệnh xuất trình thẻ khác thì tra lại.';
const CORRECT = 'Đối chiếu giấy tờ, sửa thông tin rồi tra lại.';
const OURS = 'Vẫn tiếp nhận; báo người quản trị sửa tài khoản tra cứu.';
const RETRY = 'Vẫn tiếp nhận với trạng thái chưa xác minh; hệ thống tự tra lại.';
const no = (code: string, vi: string, en: string, advice = WITHOUT): CardResult =>
  line('not-usable', code, vi, en, advice);
const unknown = (code: string, vi: string, en: string, advice = OURS): CardResult =>
  line('unknown', code, vi, en, advice);
const passing = (code: string, vi: string, en: string): CardResult => ({
  ...unknown(code, vi, en, RETRY),
  isPassing: true,
});

/**
 * Every result of `KQNhanLichSuKCB2024`. Where the law protects the patient, the advice is never to send them away.
 *
 * @source annex of công văn 1923 of VSS (2024), result codes (verified); what may be done: NĐ 188/2025/NĐ-CP art. 37-38 (secondary), our wording
 */
const results: readonly CardResult[] = [
  line('usable', '000', 'Thông tin thẻ chính xác', 'card data correct', USE),
  line(
    'usable-after-check',
    '001',
    'Thẻ do Bộ Quốc phòng quản lý',
    'managed by the military',
    'Kiểm tra thẻ và giấy tờ tùy thân, đúng thì dùng thẻ.',
  ),
  line(
    'usable-after-check',
    '002',
    'Thẻ do Bộ Công an quản lý',
    'managed by the police',
    'Kiểm tra thẻ và giấy tờ tùy thân, đúng thì dùng thẻ.',
  ),
  no('003', 'Thẻ cũ hết giá trị, đã cấp thẻ mới', 'old card expired, new card issued', 'Dùng thẻ mới mà cổng trả về.'),
  line('usable', '004', 'Thẻ cũ còn giá trị, đã cấp thẻ mới', 'old card still valid, new card issued', USE),
  no('010', 'Thẻ hết giá trị sử dụng', 'expired'),
  no('050', 'Không thấy thông tin thẻ', 'no card data', CORRECT),
  no('051', 'Mã thẻ không đúng', 'wrong card number', CORRECT),
  no('052', 'Mã tỉnh trên thẻ không đúng (ký tự 4, 5)', 'wrong province (characters 4 and 5)', CORRECT),
  no('053', 'Mã quyền lợi trên thẻ không đúng (ký tự 3)', 'wrong benefit digit (character 3)', CORRECT),
  unknown('054', 'Căn cước của người tra cứu chưa đăng ký', 'staff id not registered'),
  unknown('055', 'Họ tên người tra cứu không khớp', 'staff name does not match'),
  no('060', 'Thẻ sai họ tên', 'wrong name', CORRECT),
  no('061', 'Thẻ sai họ tên, đúng chữ cái đầu', 'wrong name, same initials', CORRECT),
  no('070', 'Thẻ sai ngày sinh', 'wrong birth date', CORRECT),
  passing('100', 'Lỗi dữ liệu sổ thẻ tại cổng', 'card-book error of the gateway'),
  passing('101', 'Lỗi máy chủ của cổng', 'server error of the gateway'),
  no('110', 'Thẻ đã thu hồi', 'card withdrawn'),
  no('120', 'Thẻ đã báo giảm', 'reported reduced'),
  no('121', 'Thẻ báo giảm: chuyển ngoại tỉnh', 'reported reduced: moved out of the province'),
  no('122', 'Thẻ báo giảm: chuyển nội tỉnh', 'reported reduced: moved within the province'),
  no('123', 'Thẻ báo giảm: tăng lại cùng đơn vị', 'reported reduced: re-added at the same unit'),
  no('124', 'Thẻ báo giảm: ngừng tham gia', 'reported reduced: stopped'),
  no(
    '130',
    'Trẻ em không xuất trình thẻ',
    'child without a card shown',
    'Trẻ dưới 6 tuổi: dùng giấy chứng sinh hoặc khai sinh, lập thẻ tạm.',
  ),
  unknown('205', 'Sai tham số tra cứu', 'bad parameters'),
  unknown('401', 'Tài khoản tra cứu không đúng', 'bad account'),
  passing('500', 'Lỗi máy chủ của cổng', 'server error'),
];

/** @param day  of the look-up. @returns for a code that no list has: unknown, with the code itself */
export function cardResultOn(code: string, day: string): CardResult {
  const known = results.findLast((one) => one.code === code && one.from <= day);
  return known ?? unknown(code, `Cổng trả mã ${code}, chưa có trong danh mục`, `unknown result ${code}`);
}

/** Every code of the list, for those who count them. */
export const cardResultCodes: readonly string[] = results.map(({ code }) => code);
