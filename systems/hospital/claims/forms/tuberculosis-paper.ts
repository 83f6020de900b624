import { paper } from './paper-form.ts';
import { regimens, treatmentKinds } from './tuberculosis-lists.ts';

/** Treatment of tuberculosis. @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 15: fields and codes (verified); words and order are ours */
export const tuberculosisPaper = paper('XML15', 'Điều trị bệnh lao', [
  ['PHANLOAI_LAO_VITRI', 'Vị trí', { 1: 'Lao phổi', 2: 'Ngoài phổi' }, 'required'],
  [
    'PHANLOAI_LAO_TS',
    'Tiền sử điều trị',
    { 1: 'Mới', 2: 'Tái phát', 3: 'Thất bại', 4: 'Sau bỏ trị', 5: 'Điều trị lại khác', 6: 'Không rõ' },
    'required',
  ],
  ['PHANLOAI_LAO_HIV', 'Tình trạng HIV', { 1: 'HIV dương tính', 2: 'HIV âm tính', 3: 'Không rõ' }, 'required'],
  ['PHANLOAI_LAO_VK', 'Bằng chứng vi khuẩn học', { 1: 'Có', 2: 'Không có' }, 'required'],
  [
    'PHANLOAI_LAO_KT',
    'Kháng thuốc (khi điều trị lao kháng thuốc)',
    { 1: 'Kháng đơn', 2: 'Kháng nhiều', 3: 'Đa kháng', 4: 'Kháng R', 5: 'Tiền siêu kháng', 6: 'Siêu kháng' },
  ],
  ['LOAI_DTRI_LAO', 'Loại điều trị', treatmentKinds, 'required'],
  ['NGAYBD_DTRI_LAO', 'Ngày bắt đầu điều trị', 'date', 'required'],
  ['PHACDO_DTRI_LAO', 'Phác đồ', regimens, 'required'],
  ['NGAYKT_DTRI_LAO', 'Ngày kết thúc điều trị', 'date'],
  [
    'KET_QUA_DTRI_LAO',
    'Kết quả điều trị',
    { 1: 'Khỏi', 2: 'Hoàn thành', 3: 'Thất bại', 4: 'Chết', 5: 'Không theo dõi được, bỏ trị', 6: 'Không đánh giá' },
    'required',
  ],
  ['NGAYKD_HIV', 'Ngày khẳng định HIV (khi HIV dương tính)', 'date'],
  ['BDDT_ARV', 'Ngày bắt đầu ARV (khi HIV dương tính)', 'date'],
  ['NGAY_BAT_DAU_DT_CTX', 'Ngày bắt đầu dự phòng Cotrimoxazol', 'date'],
]);
