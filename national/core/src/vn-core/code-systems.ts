import type { CodeSystem } from 'fhir/r4';
import { VN } from '../canonical.ts';

interface ListFact {
  readonly name: string;
  readonly title: string;
  /** `fragment`: the guide has more codes than its pages showed; what is missing is not called wrong */
  readonly content: 'complete' | 'fragment';
  readonly codes: readonly (readonly [code: string, display: string])[];
}

/**
 * Small code lists of the guide, with the words of the legal forms behind them. Large lists (ICD-10, places, drugs) are
 * catalogs and are imported.
 *
 * @source VN Core 0.6.0, code systems; MA_LOAI_KCB: QĐ 824/QĐ-BYT (2023); KET_QUA_DTRI, MA_LOAI_RV, PHAM_VI: QĐ 3176/QĐ-BYT (2024) (verified; lists marked fragment: partly seen)
 */
const lists: readonly ListFact[] = [
  {
    name: 'encounter-type',
    title: 'Loại hình khám bệnh, chữa bệnh (MA_LOAI_KCB)',
    content: 'complete',
    codes: [
      ['01', 'Khám bệnh'],
      ['02', 'Điều trị ngoại trú'],
      ['03', 'Điều trị nội trú'],
      ['04', 'Điều trị nội trú ban ngày'],
      ['05', 'Điều trị ngoại trú bệnh mạn tính: khám và lĩnh thuốc'],
      ['06', 'Lưu tại trạm y tế, phòng khám đa khoa khu vực'],
      ['07', 'Nhận thuốc theo hẹn, không khám'],
      ['08', 'Điều trị ngoại trú bệnh mạn tính: khám, dịch vụ kỹ thuật, thuốc'],
      ['09', 'Điều trị nội trú dưới 4 giờ'],
      ['10', 'Khác'],
    ],
  },
  {
    name: 'treatment-outcome',
    title: 'Kết quả điều trị (KET_QUA_DTRI)',
    content: 'complete',
    codes: [
      ['1', 'Khỏi'],
      ['2', 'Đỡ'],
      ['3', 'Không thay đổi'],
      ['4', 'Nặng hơn'],
      ['5', 'Tử vong tại cơ sở khám bệnh, chữa bệnh'],
      ['6', 'Tiên lượng nặng, xin về'],
      ['7', 'Chưa xác định'],
      ['8', 'Tử vong ngoài cơ sở khám bệnh, chữa bệnh'],
    ],
  },
  {
    name: 'discharge-disposition',
    title: 'Loại ra viện (MA_LOAI_RV)',
    content: 'complete',
    codes: [
      ['1', 'Ra viện'],
      ['2', 'Chuyển cơ sở khám bệnh, chữa bệnh theo yêu cầu chuyên môn'],
      ['3', 'Trốn viện'],
      ['4', 'Xin ra viện'],
      ['5', 'Chuyển cơ sở khám bệnh, chữa bệnh theo yêu cầu của người bệnh'],
    ],
  },
  {
    name: 'insurance-visit-type',
    title: 'Hình thức khám BHYT',
    content: 'fragment',
    codes: [
      ['1', 'Đúng tuyến'],
      ['2', 'Cấp cứu'],
      ['3', 'Trái tuyến'],
      ['4', 'Thông tuyến'],
    ],
  },
  {
    name: 'insurance-scope',
    title: 'Phạm vi hưởng BHYT',
    content: 'complete',
    codes: [
      ['1', 'Trong phạm vi hưởng BHYT'],
      ['2', 'Ngoài phạm vi hưởng BHYT'],
      ['3', 'Ngoài danh mục nhưng được quỹ chi trả (quân đội, công an, cơ yếu)'],
    ],
  },
  {
    name: 'payment-method',
    title: 'Phương thức thanh toán BHYT',
    content: 'complete',
    codes: [
      ['1', 'Phí dịch vụ'],
      ['2', 'Định suất'],
      ['3', 'Theo trường hợp bệnh'],
    ],
  },
  {
    name: 'bhyt-card-type',
    title: 'Nhóm đối tượng của thẻ BHYT',
    content: 'fragment',
    codes: [
      ['DN', 'Người lao động trong doanh nghiệp'],
      ['HT', 'Người hưởng lương hưu, trợ cấp mất sức lao động'],
      ['TE', 'Trẻ em dưới 6 tuổi'],
    ],
  },
  {
    name: 'identifier-type',
    title: 'Loại định danh',
    content: 'fragment',
    codes: [
      ['CCCD', 'Căn cước công dân'],
      ['CMND', 'Chứng minh nhân dân (cũ)'],
      ['MA_LK', 'Mã liên kết hồ sơ BHYT'],
    ],
  },
  {
    name: 'organization-type',
    title: 'Loại cơ sở khám bệnh, chữa bệnh',
    content: 'fragment',
    codes: [
      ['BV', 'Bệnh viện'],
      ['PK', 'Phòng khám'],
      ['TYT', 'Trạm y tế'],
      ['TTYT', 'Trung tâm y tế'],
      ['CSHS', 'Cơ sở hộ sinh'],
    ],
  },
  {
    name: 'service-request-category',
    title: 'Nhóm chỉ định',
    content: 'fragment',
    codes: [
      ['XN', 'Xét nghiệm'],
      ['CDHA', 'Chẩn đoán hình ảnh'],
      ['TDCN', 'Thăm dò chức năng'],
      ['PT', 'Phẫu thuật'],
      ['TT', 'Thủ thuật'],
    ],
  },
  {
    name: 'data-sensitivity-class',
    title: 'Mức nhạy cảm của dữ liệu cá nhân',
    content: 'complete',
    codes: [
      ['basic', 'Dữ liệu cá nhân cơ bản'],
      ['sensitive', 'Dữ liệu cá nhân nhạy cảm'],
      ['special-protection', 'Dữ liệu cần bảo vệ đặc biệt'],
    ],
  },
  {
    name: 'religion',
    title: 'Tôn giáo',
    content: 'fragment',
    codes: [
      ['00', 'Không tôn giáo'],
      ['01', 'Phật giáo'],
      ['02', 'Công giáo'],
      ['03', 'Tin lành'],
      ['06', 'Hồi giáo'],
    ],
  },
];

export const vnCodeSystems: readonly CodeSystem[] = lists.map(({ name, title, content, codes }) => ({
  resourceType: 'CodeSystem',
  id: `vn-${name}-cs`,
  url: `${VN}/CodeSystem/vn-${name}-cs`,
  version: '0.6.0',
  title,
  status: 'draft',
  experimental: true,
  caseSensitive: true,
  content,
  concept: codes.map(([code, display]) => ({ code, display })),
}));
