import { codeSystems } from '@lienmach/core';
import type { Questionnaire, QuestionnaireItem } from 'fhir/r4';
import { paperForm } from '../rules/form-rows.ts';

type Question = readonly [
  field: string,
  text: string,
  kind: 'string' | 'text' | 'date' | 'dateTime' | 'integer' | Choices,
  need?: 'required',
];
type Choices = Readonly<Record<string, string>>;

const yesOrNo: Choices = { 0: 'Không', 1: 'Có' };

function item([linkId, text, kind, need]: Question): QuestionnaireItem {
  const shared = { linkId, text, ...(need === undefined ? {} : { required: true }) };
  if (typeof kind === 'string') return { ...shared, type: kind };
  const options = Object.entries(kind).map(([code, display]) => ({ valueCoding: { code, display } }));
  return { ...shared, type: 'choice', answerOption: options };
}

const paper = (table: string, title: string, questions: readonly Question[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  id: `bhyt-${table.toLowerCase()}`,
  url: paperForm(table),
  version: '1.0.0',
  name: `bhyt_${table.toLowerCase()}`,
  title,
  status: 'active',
  subjectType: ['Patient'],
  publisher: 'Liền Mạch',
  useContext: [
    {
      code: { system: codeSystems.usageContext, code: 'workflow' },
      valueCodeableConcept: { coding: [{ system: codeSystems.formUse, code: 'insurance-paper' }] },
    },
  ],
  item: questions.map(item),
});

const pregnancyEnded: readonly Question[] = [
  ['MA_DINH_CHI_THAI', 'Có đình chỉ thai', yesOrNo],
  ['NGUYENNHAN_DINHCHI', 'Nguyên nhân đình chỉ thai', 'text'],
  ['TUOI_THAI', 'Tuổi thai (tuần)', 'integer'],
];

/**
 * Papers of a visit that the claim carries. A question is named as the field it fills; what XML1 says already is not asked.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 9, 10, 11, 13, 14: fields (secondary); words and order are ours
 */
export const paperForms: readonly Questionnaire[] = [
  paper('XML13', 'Phiếu chuyển cơ sở khám chữa bệnh', [
    ['SO_HOSO', 'Số hồ sơ', 'string', 'required'],
    ['SO_CHUYENTUYEN', 'Số vào sổ chuyển', 'string', 'required'],
    ['GIAY_CHUYEN_TUYEN', 'Số phiếu chuyển', 'string', 'required'],
    ['MA_CSKCB_DI', 'Các nơi đã chuyển qua', 'string'],
    ['MA_CSKCB_DEN', 'Nơi chuyển đến', 'string', 'required'],
    ['DAU_HIEU_LS', 'Dấu hiệu lâm sàng', 'text', 'required'],
    ['QT_BENHLY', 'Quá trình bệnh lý', 'text', 'required'],
    ['TOMTAT_KQ', 'Kết quả xét nghiệm, cận lâm sàng', 'text'],
    ['PP_DIEUTRI', 'Thuốc và cách điều trị đã dùng', 'text'],
    ['TINH_TRANG_CT', 'Tình trạng lúc chuyển', 'text', 'required'],
    [
      'MA_LYDO_CT',
      'Lý do chuyển',
      { 1: 'Đủ điều kiện chuyển', 2: 'Vượt khả năng của cơ sở', 3: 'Theo yêu cầu' },
      'required',
    ],
    ['HUONG_DIEU_TRI', 'Hướng điều trị', 'text', 'required'],
    ['PHUONGTIEN_VC', 'Phương tiện vận chuyển', 'string', 'required'],
    ['HOTEN_NGUOI_HT', 'Người đi cùng', 'string'],
    ['CHUCDANH_NGUOI_HT', 'Chức danh người đi cùng', 'string'],
  ]),
  paper('XML14', 'Phiếu hẹn khám lại', [
    ['SO_GIAYHEN_KL', 'Số phiếu hẹn', 'string', 'required'],
    ['NGAY_HEN_KL', 'Ngày hẹn', 'date', 'required'],
  ]),
  paper('XML11', 'Giấy nghỉ việc hưởng BHXH', [
    ['SO_CT', 'Số chứng từ', 'string', 'required'],
    ['SO_SERI', 'Số sê-ri', 'string', 'required'],
    ['SO_KCB', 'Số khám bệnh', 'string', 'required'],
    ['DON_VI', 'Đơn vị làm việc', 'string', 'required'],
    ['MA_BHXH', 'Mã số BHXH', 'string', 'required'],
    ['PP_DIEUTRI', 'Cách điều trị', 'text', 'required'],
    ...pregnancyEnded,
    ['SO_NGAY_NGHI', 'Số ngày nghỉ', 'integer', 'required'],
    ['TU_NGAY', 'Từ ngày', 'date', 'required'],
    ['DEN_NGAY', 'Đến ngày', 'date', 'required'],
    ['HO_TEN_CHA', 'Họ tên cha', 'string'],
    ['HO_TEN_ME', 'Họ tên mẹ', 'string'],
    ['MAU_SO', 'Mẫu số', 'string'],
  ]),
  paper('XML10', 'Giấy nghỉ dưỡng thai', [
    ['SO_SERI', 'Số sê-ri', 'string', 'required'],
    ['SO_CT', 'Số chứng từ', 'string', 'required'],
    ['DON_VI', 'Đơn vị làm việc', 'string', 'required'],
    ['CHAN_DOAN_RV', 'Chẩn đoán, ghi rõ dưỡng thai', 'text', 'required'],
    ['SO_NGAY', 'Số ngày nghỉ', 'integer', 'required'],
    ['TU_NGAY', 'Từ ngày', 'date', 'required'],
    ['DEN_NGAY', 'Đến ngày', 'date', 'required'],
  ]),
  paper('XML9', 'Giấy chứng sinh', [
    ['NGAYCAP_CCCD_NND', 'Ngày cấp giấy tờ của mẹ', 'date', 'required'],
    ['NOICAP_CCCD_NND', 'Nơi cấp giấy tờ của mẹ', 'string', 'required'],
    ['HO_TEN_CHA', 'Họ tên cha', 'string'],
    ['MA_THE_TAM', 'Thẻ tạm của con', 'string', 'required'],
    ['HO_TEN_CON', 'Dự định đặt tên con', 'string'],
    ['GIOI_TINH_CON', 'Giới tính con', { 1: 'Nam', 2: 'Nữ', 3: 'Chưa xác định' }, 'required'],
    ['SO_CON', 'Số con lần này', 'integer', 'required'],
    ['LAN_SINH', 'Sinh lần thứ', 'integer', 'required'],
    ['SO_CON_SONG', 'Số con hiện sống', 'integer', 'required'],
    ['CAN_NANG_CON', 'Cân nặng con (gam)', 'integer', 'required'],
    ['NGAY_SINH_CON', 'Giờ sinh, ngày sinh', 'dateTime', 'required'],
    ['NOI_SINH_CON', 'Nơi sinh', 'string', 'required'],
    ['TINH_TRANG_CON', 'Tình trạng con', 'text', 'required'],
    ['SINHCON_PHAUTHUAT', 'Sinh mổ', yesOrNo, 'required'],
    ['SINHCON_DUOI32TUAN', 'Sinh trước 32 tuần', yesOrNo, 'required'],
    ['GHI_CHU', 'Ghi chú', 'text'],
    ['NGUOI_DO_DE', 'Người đỡ đẻ', 'string', 'required'],
    ['NGUOI_GHI_PHIEU', 'Người ghi phiếu', 'string', 'required'],
    ['SO', 'Số', 'string', 'required'],
    ['QUYEN_SO', 'Quyển số', 'string', 'required'],
  ]),
];
