import type { Questionnaire } from 'fhir/r4';
import { hivPaper } from './hiv-paper.ts';
import { paper, yesOrNo } from './paper-form.ts';
import { tuberculosisPaper } from './tuberculosis-paper.ts';

/**
 * Papers of a visit that the claim carries. A question is named as the field it fills; what XML1 says already is not asked.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 6, 9, 10, 14, 15: fields (secondary); words and order are ours
 */
export const paperForms: readonly Questionnaire[] = [
  paper('XML14', 'Phiếu hẹn khám lại', [
    ['SO_GIAYHEN_KL', 'Số phiếu hẹn', 'string', 'required'],
    ['NGAY_HEN_KL', 'Ngày hẹn', 'date', 'required'],
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
  hivPaper,
  tuberculosisPaper,
];
