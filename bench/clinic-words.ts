/** What invented visits are made of: common diagnoses, tests, drugs and services of a district clinic. */
export const familyNames = 'Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Ngô Dương Lý Đinh Trịnh'.split(' ');
export const middleNames = 'Văn Thị Hữu Đức Minh Ngọc Thanh Quang Thu Hồng Xuân Bảo'.split(' ');
export const givenNames =
  'An Bình Châu Cường Đạt Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Nhung Phúc Quân Sơn Tâm Thảo Thắng Trang Tuấn Yến'.split(
    ' ',
  );

export interface Named {
  readonly code: string;
  readonly display: string;
}

export interface LabTest extends Named {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

export interface Priced extends Named {
  readonly price: number;
}

const named = (code: string, display: string): Named => ({ code, display });
const lab = (code: string, display: string, unit: string, low: number, high: number): LabTest => ({
  code,
  display,
  unit,
  low,
  high,
});

export const diagnoses: readonly Named[] = [
  named('I10', 'Tăng huyết áp vô căn'),
  named('E11.9', 'Đái tháo đường típ 2, không có biến chứng'),
  named('J06.9', 'Nhiễm trùng đường hô hấp trên cấp'),
  named('J20.9', 'Viêm phế quản cấp'),
  named('K29.7', 'Viêm dạ dày'),
  named('K21.9', 'Trào ngược dạ dày thực quản'),
  named('M54.5', 'Đau thắt lưng'),
  named('N39.0', 'Nhiễm trùng đường tiết niệu'),
  named('E78.5', 'Rối loạn lipid máu'),
  named('J45.9', 'Hen'),
  named('A09.9', 'Viêm dạ dày ruột'),
  named('L20.9', 'Viêm da cơ địa'),
];

export const labTests: readonly LabTest[] = [
  lab('14749-6', 'Glucose máu', 'mmol/L', 3.9, 11.5),
  lab('14682-9', 'Creatinin máu', 'umol/L', 45, 150),
  lab('1920-8', 'AST', 'U/L', 10, 90),
  lab('1742-6', 'ALT', 'U/L', 8, 95),
  lab('718-7', 'Huyết sắc tố', 'g/dL', 9, 17),
  lab('6690-2', 'Số lượng bạch cầu', '10*3/uL', 3, 15),
  lab('14647-2', 'Cholesterol toàn phần', 'mmol/L', 3, 8),
  lab('4548-4', 'HbA1c', '%', 4.5, 11),
];

export interface VitalSign {
  readonly code: string;
  readonly display: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

const vital = (code: string, display: string, unit: string, low: number, high: number, step: number): VitalSign => ({
  code,
  display,
  unit,
  low,
  high,
  step,
});

/** Blood pressure, the fifth, has two components and is built apart. */
export const pulse = vital('8867-4', 'Mạch', '/min', 55, 120, 1);
export const vitalSigns: readonly VitalSign[] = [
  pulse,
  vital('8310-5', 'Nhiệt độ', 'Cel', 360, 400, 10),
  vital('29463-7', 'Cân nặng', 'kg', 80, 950, 10),
  vital('59408-5', 'SpO2', '%', 90, 100, 1),
];

export const drugs: readonly Named[] = [
  named('99.0001', 'Amlodipin 5 mg'),
  named('99.0002', 'Metformin 850 mg'),
  named('99.0003', 'Paracetamol 500 mg'),
  named('99.0004', 'Amoxicilin 500 mg'),
  named('99.0005', 'Omeprazol 20 mg'),
  named('99.0006', 'Atorvastatin 20 mg'),
  named('99.0007', 'Salbutamol 2 mg'),
];

export const services: readonly Priced[] = [
  { ...named('99.0101', 'Tổng phân tích tế bào máu'), price: 46_200 },
  { ...named('99.0102', 'Định lượng glucose'), price: 21_500 },
  { ...named('99.0103', 'Định lượng creatinin'), price: 21_500 },
  { ...named('99.0104', 'Siêu âm ổ bụng'), price: 49_300 },
  { ...named('99.0105', 'Khám nội'), price: 37_500 },
];

export const provinces = ['Thành phố Hà Nội', 'Thành phố Huế', 'Thành phố Cần Thơ', 'Tỉnh Nghệ An', 'Tỉnh Lâm Đồng'];
