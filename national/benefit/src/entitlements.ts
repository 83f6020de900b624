import { type Dated, valueOn } from './dated.ts';
import { errors } from './errors.ts';

/** Route ratio in hundredths of a percent; absent where the situation cannot occur. */
interface RouteRatio {
  readonly outpatient?: number;
  readonly inpatient?: number;
}

/** One way of coming to care (mã đối tượng đến khám chữa bệnh). */
export interface Entitlement {
  readonly code: string;
  readonly vi: string;
  readonly ratios: readonly Dated<RouteRatio>[];
  /** the card rate is ignored, 100 % of the cost is paid */
  readonly ignoresCard?: true;
  /** no ratio is written in the list; we count 100 % */
  readonly caseByCase?: true;
}

const since = '2025-07-01';
const both = (ratio: number): readonly Dated<RouteRatio>[] => [
  { from: since, value: { outpatient: ratio, inpatient: ratio } },
];
const outpatientOnly = (ratio: number): readonly Dated<RouteRatio>[] => [{ from: since, value: { outpatient: ratio } }];
const inpatientOnly: readonly Dated<RouteRatio>[] = [{ from: since, value: { inpatient: 10_000 } }];
/** nothing until 2026-06-30, half from 2026-07-01 */
const halfSince2026: readonly Dated<RouteRatio>[] = [
  { from: since, value: { outpatient: 0 } },
  { from: '2026-07-01', value: { outpatient: 5000 } },
];

/**
 * The list in its legal order: when several fit, the first counts.
 *
 * @source QĐ 3276/QĐ-BYT (17/10/2025) phụ lục 1; NĐ 188/2025/NĐ-CP Điều 19 (verified in two public transcriptions)
 */
export const entitlements: readonly Entitlement[] = [
  { code: '1.1', vi: 'Đúng nơi đăng ký ban đầu', ratios: both(10_000) },
  { code: '1.2', vi: 'Trạm y tế và cơ sở cấp ban đầu tương đương', ratios: both(10_000), ignoresCard: true },
  { code: '1.3', vi: 'Có phiếu chuyển cơ sở', ratios: both(10_000) },
  { code: '1.4', vi: 'Thay đổi nơi lưu trú, cư trú', ratios: both(10_000) },
  { code: '1.5', vi: 'Có phiếu hẹn khám lại', ratios: both(10_000) },
  { code: '1.6', vi: 'Người hiến bộ phận cơ thể', ratios: both(10_000) },
  { code: '1.7', vi: 'Trẻ sơ sinh điều trị ngay sau sinh', ratios: both(10_000) },
  { code: '1.11', vi: 'Tự đến cơ sở cấp ban đầu khác', ratios: both(10_000) },
  { code: '1.12', vi: 'Tự đến, ngoại trú, cấp cơ bản dưới 50 điểm', ratios: outpatientOnly(10_000) },
  { code: '1.13', vi: 'Tự đến, ngoại trú, cấp cơ bản từ 50 đến dưới 70 điểm', ratios: halfSince2026 },
  { code: '1.14', vi: 'Tự đến, ngoại trú, cấp cơ bản trước là tuyến tỉnh, trung ương', ratios: halfSince2026 },
  { code: '1.15', vi: 'Tự đến, nội trú, cấp cơ bản', ratios: inpatientOnly },
  { code: '1.16', vi: 'Bệnh thuộc phụ lục II tại cấp cơ bản', ratios: both(10_000) },
  { code: '1.17', vi: 'Bệnh thuộc phụ lục I tại cấp chuyên sâu', ratios: both(10_000) },
  { code: '1.18', vi: 'Tự đến, ngoại trú, cấp chuyên sâu trước là tuyến tỉnh', ratios: halfSince2026 },
  { code: '2', vi: 'Cấp cứu', ratios: both(10_000) },
  {
    code: '3.1',
    vi: 'Tự đến cấp chuyên sâu trước là tuyến trung ương',
    ratios: [{ from: since, value: { outpatient: 0, inpatient: 4000 } }],
  },
  { code: '3.2', vi: 'Tự đến, nội trú, cấp chuyên sâu trước là tuyến tỉnh', ratios: inpatientOnly },
  { code: '3.3', vi: 'Tự đến cơ sở trước là tuyến huyện', ratios: both(10_000) },
  { code: '3.6', vi: 'Người ở vùng khó khăn, xã đảo: nội trú cấp chuyên sâu', ratios: inpatientOnly },
  { code: '7', vi: 'Lĩnh thuốc theo hẹn khi dịch nhóm A, bất khả kháng', ratios: outpatientOnly(10_000) },
  { code: '7.2', vi: 'Ủy quyền lĩnh thuốc', ratios: outpatientOnly(10_000), caseByCase: true },
  { code: '7.3', vi: 'Lĩnh thuốc tại cơ sở khác', ratios: outpatientOnly(10_000), caseByCase: true },
  { code: '7.4', vi: 'Cơ sở chuyển thuốc đến người bệnh', ratios: outpatientOnly(10_000), caseByCase: true },
  { code: '8', vi: 'Thu hồi đề nghị thanh toán', ratios: both(0) },
  { code: '9', vi: 'Không khám chữa bệnh BHYT', ratios: both(0) },
  { code: '10', vi: 'Chỉ lĩnh thuốc theo hẹn', ratios: outpatientOnly(10_000), caseByCase: true },
];

/** @throws errors.unknownEntitlement (422); codes are texts: `1.11` is not `1.1` @source QĐ 3276/QĐ-BYT phụ lục 1 (verified) */
export function entitlementOf(code: string): Entitlement {
  const found = entitlements.find((entitlement) => entitlement.code === code);
  if (found === undefined) throw errors.unknownEntitlement({ at: 'Encounter.extension', code });
  return found;
}

/**
 * What part of the card rate a way of coming to care keeps.
 *
 * @param inpatient  visit types 03, 04, 06, 09
 * @param day  calendar day `yyyy-MM-dd`; before 2025-07-01 the first known value counts
 * @returns hundredths of a percent; where the list has no value for this side, the value of the other side (rule EP-18 reports it)
 * @source QĐ 3276/QĐ-BYT phụ lục 1; 50 % from 2026-07-01: NĐ 188/2025/NĐ-CP Điều 19 (verified)
 */
export function routeRatio(entitlement: Entitlement, inpatient: boolean, day: string): number {
  const ratio = valueOn(entitlement.ratios, day) ?? entitlement.ratios[0]?.value;
  const [first, second] = inpatient ? [ratio?.inpatient, ratio?.outpatient] : [ratio?.outpatient, ratio?.inpatient];
  return first ?? second ?? 0;
}

/** Visit types that count as inpatient. @source QĐ 3176/QĐ-BYT, danh mục MA_LOAI_KCB; QĐ 1804/QĐ-BYT (secondary; 06: from memory) */
export const isInpatientType = (visitType: string): boolean => ['03', '04', '06', '09'].includes(visitType);
