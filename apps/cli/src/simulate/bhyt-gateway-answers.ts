/** What the gateway says, in the words of its papers. */

const two = (number: number): string => String(number).padStart(2, '0');

/** `yyyyMMddHHmmss` on the clock of Viet Nam */
function stamp(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000);
  const day = `${local.getUTCFullYear()}${two(local.getUTCMonth() + 1)}${two(local.getUTCDate())}`;
  return `${day}${two(local.getUTCHours())}${two(local.getUTCMinutes())}${two(local.getUTCSeconds())}`;
}

export const sessionAnswer = (username: string, tokens: { access: string; id: string; until: Date }): object => ({
  maKetQua: '200',
  APIKey: {
    access_token: tokens.access,
    id_token: tokens.id,
    token_type: 'Bearer',
    username,
    expires_in: tokens.until.toISOString(),
  },
});

export const takenAnswer = (maGiaoDich: string, at: Date): object => ({
  maKetQua: '200',
  maGiaoDich,
  thoiGianTiepNhan: stamp(at),
  thongDiep: 'Tiếp nhận hồ sơ thành công',
});

export const refusedAnswer = (maKetQua: string, at: Date, thongDiep = 'Hồ sơ không hợp lệ'): object => ({
  maKetQua,
  maGiaoDich: '',
  thoiGianTiepNhan: stamp(at),
  thongDiep,
});

const remarks: Readonly<Record<string, string>> = {
  '000': 'Thông tin thẻ chính xác',
  '003': 'Thẻ cũ hết giá trị sử dụng, được cấp thẻ mới',
  '010': 'Thẻ hết giá trị sử dụng',
  '050': 'Không thấy thông tin thẻ BHYT',
};

/** The wire does not say the sex; of invented people the middle name does. */
const sexByName = (name: string): string =>
  name.normalize('NFC').toLowerCase().split(/\s+/).includes('thị') ? 'Nữ' : 'Nam';

/** @param maKetQua  `000`: the card is as asked for */
export function cardAnswer(maKetQua: string, asked: Readonly<Record<string, unknown>>): object {
  const isKnown = !maKetQua.startsWith('05') && Number(maKetQua) < 200;
  return {
    maKetQua,
    ghiChu: remarks[maKetQua] ?? `Kết quả tra cứu ${maKetQua}`,
    maThe: asked.maThe,
    hoTen: asked.hoTen,
    ngaySinh: asked.ngaySinh,
    ...(isKnown
      ? {
          gioiTinh: sexByName(String(asked.hoTen ?? '')),
          diaChi: 'Xã Sông Mẫu, tỉnh Mẫu',
          maDKBD: '99001',
          cqBHXH: 'BHXH huyện Thử',
          gtTheTu: '01/01/2026',
          gtTheDen: '31/12/2026',
          maKV: '',
          ngayDu5Nam: '01/01/2020',
          maSoBHXH: String(asked.maThe ?? '').slice(-10),
          maTheMoi: maKetQua === '003' || maKetQua === '004' ? 'GD4999900000099' : null,
          gtTheTuMoi: maKetQua === '003' || maKetQua === '004' ? '01/03/2026' : null,
          gtTheDenMoi: maKetQua === '003' || maKetQua === '004' ? '31/12/2026' : null,
        }
      : {}),
    dsLichSuKCB2018: [],
    dsLichSuKT2018: [],
  };
}

export const copayAnswer = (asked: Readonly<Record<string, unknown>>): object => ({
  MaKetQua: '200',
  GhiChu: 'Dữ liệu thử: chi phí của các cơ sở gửi muộn chưa được cộng.',
  ThongTinSoThe: { maThe: asked.maThe, hoTen: asked.hoTen },
  DataCCT: [
    { maCskcb: '99002', maDoiTuongKCB: '1.1', ngayVao: '202602030800', ngayRa: '202602031100', tBNCCTLuyKe: 1_250_000 },
  ],
});
