/** One case of a visit (MA_DOITUONG_KCB) and since when it may be used. */
export interface EntitlementCase {
  /** a string: 1.11 is not 1.1 */
  readonly code: string;
  readonly from: string;
  readonly to?: string;
  /** the desk may choose it for an outpatient */
  readonly isAtDesk: boolean;
  readonly vi: string;
  readonly en: string;
}

const LIST_FROM = '2025-07-01';

const at = (code: string, vi: string, en: string, isAtDesk = true): EntitlementCase => ({
  code,
  from: LIST_FROM,
  isAtDesk,
  vi,
  en,
});

/** In the order of the list; titles are ours and shorter. */
const list: readonly EntitlementCase[] = [
  at('1.1', 'Đúng nơi đăng ký ban đầu', 'Registered here'),
  at('1.2', 'Trạm y tế, phòng khám cấp ban đầu', 'Health station or primary clinic'),
  at('1.3', 'Có phiếu chuyển', 'With a referral'),
  at('1.4', 'Đổi nơi lưu trú, cư trú', 'Living elsewhere for a time'),
  at('1.5', 'Có phiếu hẹn khám lại', 'With a follow-up slip'),
  at('1.6', 'Người vừa hiến bộ phận cơ thể', 'Donor right after donation'),
  at('1.7', 'Trẻ sơ sinh điều trị ngay sau sinh', 'Newborn treated right after birth'),
  at('1.11', 'Tự đến cơ sở cấp ban đầu', 'Came unreferred, primary level'),
  at('1.12', 'Tự đến cơ sở cấp cơ bản dưới 50 điểm', 'Came unreferred, basic level below 50 points'),
  at('1.13', 'Tự đến cơ sở cấp cơ bản 50–70 điểm', 'Came unreferred, basic level 50 to 70 points'),
  at('1.14', 'Tự đến cơ sở cấp cơ bản, trước là tuyến tỉnh', 'Came unreferred, basic level, formerly province'),
  at('1.15', 'Tự đến, nội trú cấp cơ bản', 'Came unreferred, inpatient, basic level', false),
  at('1.16', 'Bệnh thuộc phụ lục II, cấp cơ bản', 'Disease of annex II, basic level'),
  at('1.17', 'Bệnh thuộc phụ lục I, cấp chuyên sâu', 'Disease of annex I, specialised level'),
  at('1.18', 'Tự đến cấp chuyên sâu, trước là tuyến tỉnh', 'Came unreferred, specialised, formerly province'),
  at('2', 'Cấp cứu', 'Emergency'),
  at('3.1', 'Tự đến cấp chuyên sâu, trước là trung ương', 'Came unreferred, specialised, formerly central'),
  at('3.2', 'Tự đến, nội trú cấp chuyên sâu', 'Came unreferred, inpatient, specialised', false),
  at('3.3', 'Tự đến, trước là tuyến huyện', 'Came unreferred, formerly district'),
  at('3.6', 'Vùng khó khăn, xã đảo: nội trú chuyên sâu', 'Remote areas, inpatient, specialised', false),
  at('7', 'Lĩnh thuốc theo giấy hẹn khi có dịch', 'Medicines by slip during an epidemic'),
  at('7.2', 'Người khác lĩnh thuốc theo ủy quyền', 'Medicines fetched by somebody else'),
  at('7.3', 'Lĩnh thuốc ở cơ sở khác', 'Medicines at another facility', false),
  at('7.4', 'Thuốc chuyển đến người bệnh', 'Medicines sent to the patient', false),
  at('8', 'Thu hồi đề nghị thanh toán', 'Claim withdrawn', false),
  at('9', 'Không khám BHYT', 'Without insurance'),
  at('10', 'Chỉ lĩnh thuốc theo giấy hẹn', 'Only medicines by slip'),
];

/**
 * The cases in force on a day.
 *
 * @param day  calendar date of the visit
 * @source QĐ 3276/QĐ-BYT (17/10/2025), appendix 1, for visits from 2025-07-01 (secondary)
 */
export const entitlementsOn = (day: string): readonly EntitlementCase[] =>
  list.filter(({ from, to }) => day >= from && (to === undefined || day <= to));
