import { paper, type Question } from './paper-form.ts';
import { regimens, treatmentKinds } from './tuberculosis-lists.ts';

const lines = { 1: 'Bậc 1', 2: 'Bậc 2', 3: 'Bậc 3' };

const diagnosis: readonly Question[] = [
  ['NGAYKD_HIV', 'Ngày khẳng định HIV', 'date'],
  ['NOI_LAY_MAU_XN', 'Nơi lấy mẫu xét nghiệm (mã cơ sở)', 'string', 'required'],
  ['NOI_XN_KD', 'Nơi xét nghiệm khẳng định (mã cơ sở)', 'string', 'required'],
  ['NOI_BDDT_ARV', 'Nơi bắt đầu ARV (mã cơ sở)', 'string', 'required'],
  ['BDDT_ARV', 'Ngày bắt đầu ARV', 'date'],
  ['MA_PHAC_DO_DIEU_TRI_BD', 'Phác đồ ban đầu', 'string'],
  ['MA_BAC_PHAC_DO_BD', 'Bậc phác đồ ban đầu', lines],
  [
    'MA_LYDO_DTRI',
    'Lý do đăng ký',
    {
      1: 'Mới đăng ký lần đầu',
      2: 'Chưa ARV, chuyển tới',
      3: 'Đã ARV, chuyển tới',
      4: 'Đã ARV, điều trị lại',
      5: 'Chưa ARV, đăng ký lại',
    },
    'required',
  ],
];

const tuberculosis: readonly Question[] = [
  ['LOAI_DTRI_LAO', 'Điều trị lao', treatmentKinds, 'required'],
  ['SANG_LOC_LAO', 'Sàng lọc lao', { 1: 'Không sàng lọc', 2: 'Triệu chứng', 3: 'X-quang phổi', 4: 'CRP' }, 'required'],
  ['PHACDO_DTRI_LAO', 'Phác đồ lao', regimens],
  ['NGAYBD_DTRI_LAO', 'Ngày bắt đầu điều trị lao', 'date'],
  ['NGAYKT_DTRI_LAO', 'Ngày kết thúc điều trị lao', 'date'],
  [
    'KQ_DTRI_LAO',
    'Kết quả điều trị lao',
    {
      1: 'Đang điều trị',
      2: 'Hoàn thành',
      3: 'Thất bại',
      4: 'Tử vong',
      5: 'Bỏ điều trị',
      6: 'Ngừng điều trị',
      7: 'Không đánh giá',
    },
    'required',
  ],
];

const tests: readonly Question[] = [
  ['MA_LYDO_XNTL_VR', 'Lý do đo tải lượng vi rút', { 1: 'Thường quy', 2: 'Nghi thất bại điều trị', 3: 'Khác' }],
  ['NGAY_XN_TLVR', 'Ngày lấy mẫu tải lượng', 'date'],
  [
    'KQ_XNTL_VR',
    'Kết quả tải lượng (bản sao/ml)',
    { 1: 'Không phát hiện', 2: 'Dưới 50', 3: '50 đến dưới 200', 4: '200 đến 1000', 5: 'Trên 1000' },
  ],
  ['NGAY_KQ_XN_TLVR', 'Ngày có kết quả tải lượng', 'date'],
  ['LAN_XN_PCR', 'Lần xét nghiệm PCR', { 1: 'Lần 1', 2: 'Lần 2', 3: 'Lần 3' }],
  ['NGAY_XN_PCR', 'Ngày xét nghiệm PCR', 'date'],
  ['NGAY_KQ_XN_PCR', 'Ngày có kết quả PCR', 'date'],
  ['MA_KQ_XN_PCR', 'Kết quả PCR', { 0: 'Âm tính', 1: 'Dương tính' }],
];

const person: readonly Question[] = [
  [
    'MA_LOAI_BN',
    'Đối tượng khám',
    { 1: 'Người nhiễm HIV', 2: 'Trẻ phơi nhiễm', 3: 'PrEP', 4: 'PEP', 5: 'Khác' },
    'required',
  ],
  ['GIAI_DOAN_LAM_SANG', 'Giai đoạn lâm sàng', { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }, 'required'],
  [
    'NHOM_DOI_TUONG',
    'Nhóm nguy cơ',
    {
      1: 'Sử dụng ma túy',
      2: 'Bán dâm',
      3: 'Quan hệ đồng giới',
      4: 'Chuyển giới',
      5: 'Người nhà của người nhiễm',
      6: 'Bạn tình của người nhiễm',
      7: 'Bệnh lây truyền qua đường tình dục',
      8: 'Phạm nhân, cơ sở bắt buộc',
      9: 'Bệnh nhân lao',
      10: 'Nghi AIDS',
      11: 'Khác',
    },
    'required',
  ],
  [
    'MA_TINH_TRANG_DK',
    'Tình trạng khi đăng ký',
    {
      anyOf: {
        1: 'Trẻ dưới 18 tháng của mẹ nhiễm HIV',
        2: 'Phơi nhiễm',
        3: 'Đang điều trị lao',
        4: 'Có thai',
        5: 'Chuyển dạ',
        6: 'Sau sinh',
        7: 'Viêm gan',
        8: 'Nghiện chích',
        9: 'Khác',
      },
    },
    'required',
  ],
  ['NGAY_NHAN_TT_MANG_THAI', 'Ngày nhận thông tin mang thai', 'date'],
];

const treatment: readonly Question[] = [
  ['NGAY_BAT_DAU_DT_CTX', 'Ngày bắt đầu dự phòng Cotrimoxazol', 'date'],
  [
    'MA_XU_TRI',
    'Xử trí',
    {
      anyOf: {
        1: 'Điều trị ARV',
        2: 'Điều trị lao',
        3: 'Dự phòng lao',
        4: 'Cotrimoxazol',
        5: 'Dự phòng lây truyền mẹ con',
        6: 'Viêm gan B',
        7: 'Viêm gan C',
        8: 'Khác',
      },
    },
    'required',
  ],
  ['NGAY_BAT_DAU_XU_TRI', 'Cấp ARV từ ngày', 'date'],
  ['NGAY_KET_THUC_XU_TRI', 'Cấp ARV đến ngày', 'date'],
  ['MA_PHAC_DO_DIEU_TRI', 'Phác đồ hiện tại', 'string', 'required'],
  ['MA_BAC_PHAC_DO', 'Bậc phác đồ hiện tại', lines],
  ['SO_NGAY_CAP_THUOC_ARV', 'Số ngày ARV được cấp', 'integer'],
  ['NGAY_CHUYEN_PHAC_DO', 'Ngày chuyển phác đồ', 'date', 'required'],
  [
    'LY_DO_CHUYEN_PHAC_DO',
    'Lý do chuyển phác đồ',
    {
      1: 'Thiếu thuốc',
      2: 'Tác dụng phụ',
      3: 'Thất bại điều trị',
      4: 'Tối ưu hóa',
      5: 'Hướng dẫn quốc gia mới',
      6: 'Khác',
    },
    'required',
  ],
];

/**
 * HIV care: only for those who treat. Risk groups differ between QĐ 4750 and QĐ 3176; the newer list stands here.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng 6: fields and codes (verified; NHOM_DOI_TUONG: unsure); words and order are ours
 */
export const hivPaper = paper('XML6', 'Chăm sóc và điều trị HIV', [
  ...diagnosis,
  ...tuberculosis,
  ...tests,
  ...person,
  ...treatment,
]);
