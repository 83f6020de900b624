/** What the papers are tried with: an ordinary day, and the longest things that people really have. All invented. */
export interface PrintCase {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly lines: number;
  readonly diagnoses: readonly (readonly [code: string, text: string])[];
  readonly drug: string;
  readonly service: string;
  readonly indicator: string;
  readonly room: string;
  readonly hint: string;
  readonly advice: string;
  readonly allergies: readonly string[];
  /** đồng of one line */
  readonly price: string;
}

export const printCases: readonly PrintCase[] = [
  {
    id: 'ngày thường',
    name: 'Nguyễn Thị Hoài An',
    address: 'Tổ 4, thôn Bàu Sen, xã Sông Mẫu, tỉnh Mẫu',
    lines: 4,
    diagnoses: [
      ['I10', 'Bệnh tăng huyết áp vô căn'],
      ['E78.5', 'Rối loạn lipid máu'],
    ],
    drug: 'Amlodipin 5 mg (Thử nghiệm)',
    service: 'Định lượng Glucose [Máu]',
    indicator: 'Glucose',
    room: 'Phòng khám Nội 1',
    hint: 'sau ăn',
    advice: 'Ăn nhạt, đo huyết áp mỗi sáng.',
    allergies: ['Penicilin'],
    price: '52300',
  },
  {
    id: 'dài nhất',
    name: 'Công Huyền Tôn Nữ Nguyễn Phước Trường Nghiêng Quỳnh Hương',
    address:
      'Số 1234/56/78A đường Nguyễn Thị Thử Nghiệm kéo dài, khu đô thị mới Trường Nghĩa – Thượng Đông, tổ dân phố số 127, phường Thượng Thử Nghiệm Đông, thành phố Trường Mẫu, tỉnh Thử Nghiệm Thượng',
    lines: 15,
    diagnoses: [
      ['I10', 'Bệnh tăng huyết áp vô căn (nguyên phát) có biến chứng nghi ngờ, đang theo dõi tại cơ sở'],
      ['E11.9', 'Bệnh đái tháo đường không phụ thuộc insulin, chưa có biến chứng'],
      ['N18.3', 'Bệnh thận mạn tính, giai đoạn 3'],
      ['K21.9', 'Bệnh trào ngược dạ dày – thực quản không có viêm thực quản'],
      ['M17.9', 'Thoái hóa khớp gối, không đặc hiệu'],
      ['J44.9', 'Bệnh phổi tắc nghẽn mạn tính, không phân loại'],
    ],
    drug: 'Amoxicilin + acid clavulanic 875 mg + 125 mg (Thử nghiệm Trường Nghiêng Quỳnh Hương phóng thích kéo dài)',
    service:
      'Định lượng các sản phẩm thoái hóa của fibrinogen và fibrin bằng phương pháp miễn dịch hóa phát quang trên hệ thống tự động',
    indicator: 'Độ lọc cầu thận ước tính theo công thức CKD-EPI 2021',
    room: 'Phòng khám Nội tổng hợp và Lão khoa theo yêu cầu số 127 – Nhà thử nghiệm Đông',
    hint: 'sau ăn no, với nhiều nước, không nằm ngay',
    advice:
      'Đo huyết áp tại nhà sáng và tối, ghi vào sổ. Ăn nhạt, đi bộ mỗi ngày ba mươi phút. Không tự thêm thuốc bổ sung kali. Đau đầu dữ dội, yếu liệt, khó nói, khó thở: gọi cấp cứu 115 hoặc đến ngay cơ sở gần nhất, mang theo đơn này.',
    allergies: ['Penicilin (phản vệ độ III, năm 2019)', 'Cefalosporin', 'Thuốc cản quang có iod', 'Hải sản có vỏ'],
    price: '98765432',
  },
];
