/** One message as a partner sends it, and what becomes of it. Tests play them in order; the message catalog prints them. */
export interface MessageExample {
  readonly on: string;
  /** what it is for, in words of the house */
  readonly title: string;
  /** segments */
  readonly text: readonly string[];
  /** resources it makes or changes */
  readonly makes: readonly string[];
}

const head = (type: string, id: string, at = '20260302080000+0700'): string =>
  `MSH|^~\\&|HIS|BV MAU|LIENMACH||${at}||${type}|${id}|P|2.5.1`;
/** a segment by field numbers */
const line = (name: string, fields: Readonly<Record<number, string>>): string => {
  const last = Math.max(...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, at) => fields[at + 1] ?? '')].join('|');
};
const person = line('PID', {
  1: '1',
  3: 'BN0001^^^BVM^MR~099180000901^^^CCCD^NI',
  5: 'NGUYỄN^AN^VĂN^^^^L',
  7: '19800509',
  8: 'M',
  11: '12 Phố Mẫu^^Hà Nội',
  13: '0000000901',
});
const woman = line('PID', { 1: '1', 3: 'BN0002^^^BVM^MR', 5: 'LÊ^MẪU^THỊ', 7: '1990', 8: 'F' });
const inpatient = { 1: '1', 2: 'I', 3: 'K01^P101^G1^BVM', 7: 'BS01^TRẦN^BÌNH', 19: 'LK0001', 44: '20260302073000' };
const visit = line('PV1', inpatient);

const example = (on: string, title: string, makes: readonly string[], ...text: string[]): MessageExample => ({
  on,
  title,
  makes,
  text,
});

export const messageExamples: readonly MessageExample[] = [
  example(
    'ADT^A05',
    'Hẹn nhập viện',
    ['Patient', 'Encounter'],
    head('ADT^A05^ADT_A05', 'VD0001', '20260302070000+0700'),
    person,
    line('PV1', { ...inpatient, 2: 'P', 44: '' }),
  ),
  example('ADT^A01', 'Nhập viện', ['Encounter'], head('ADT^A01^ADT_A01', 'VD0002'), person, visit),
  example(
    'ADT^A08',
    'Sửa thông tin hành chính và lượt khám',
    ['Encounter'],
    head('ADT^A08^ADT_A01', 'VD0003', '20260302080500+0700'),
    person,
    visit,
    'PV2|||J18^Viêm phổi^I10',
  ),
  example(
    'ADT^A02',
    'Chuyển giường',
    ['Encounter'],
    head('ADT^A02^ADT_A02', 'VD0004', '20260302090000+0700'),
    person,
    visit.replace('K01^P101^G1', 'K02^P202^G7'),
  ),
  example(
    'ADT^A07',
    'Chuyển từ nội trú sang ngoại trú',
    ['Encounter'],
    head('ADT^A07^ADT_A06', 'VD0005', '20260302093000+0700'),
    person,
    visit.replace('|I|', '|O|'),
  ),
  example(
    'ADT^A06',
    'Chuyển từ ngoại trú sang nội trú',
    ['Encounter'],
    head('ADT^A06^ADT_A06', 'VD0006', '20260302094000+0700'),
    person,
    visit,
  ),
  example(
    'ADT^A03',
    'Ra viện',
    ['Encounter'],
    head('ADT^A03^ADT_A03', 'VD0007', '20260305100000+0700'),
    person,
    line('PV1', { ...inpatient, 45: '20260305095500' }),
  ),
  example(
    'ADT^A13',
    'Hủy ra viện',
    ['Encounter'],
    head('ADT^A13^ADT_A01', 'VD0008', '20260305101000+0700'),
    person,
    visit,
  ),
  example(
    'ADT^A04',
    'Đăng ký khám ngoại trú',
    ['Encounter'],
    head('ADT^A04^ADT_A01', 'VD0009'),
    person,
    line('PV1', { 1: '1', 2: 'O', 3: 'PK05', 19: 'LK0002', 44: '20260302074500' }),
  ),
  example(
    'ADT^A11',
    'Hủy lượt khám',
    ['Encounter'],
    head('ADT^A11^ADT_A09', 'VD0010', '20260302081500+0700'),
    person,
    line('PV1', { 1: '1', 2: 'O', 3: 'PK05', 19: 'LK0002' }),
  ),
  example('ADT^A28', 'Thêm người bệnh', ['Patient'], head('ADT^A28^ADT_A05', 'VD0011'), woman),
  example(
    'ADT^A31',
    'Bổ sung thông tin người bệnh',
    ['Patient'],
    head('ADT^A31^ADT_A05', 'VD0012'),
    line('PID', {
      1: '1',
      3: 'BN0002^^^BVM^MR~099190000902^^^CCCD^NI',
      5: 'LÊ^MẪU^THỊ',
      7: '19900102',
      8: 'F',
      13: '0000000902',
    }),
  ),
  example(
    'SIU^S12',
    'Đặt lịch hẹn',
    ['Appointment'],
    head('SIU^S12^SIU_S12', 'VD0013'),
    line('SCH', { 1: 'H1', 2: 'L1', 7: 'KHAM^Khám lại', 9: '30', 10: 'min', 11: '^^^20260310080000^20260310083000' }),
    person,
    'RGS|1',
    'AIL|1||PK05^Phòng khám 5',
    'AIP|1||BS01^TRẦN^BÌNH',
  ),
  example(
    'SIU^S13',
    'Dời lịch hẹn',
    ['Appointment'],
    head('SIU^S13^SIU_S12', 'VD0014', '20260302081000+0700'),
    line('SCH', { 1: 'H1', 2: 'L1', 7: 'KHAM^Khám lại', 9: '30', 10: 'min', 11: '^^^20260311080000^20260311083000' }),
    person,
  ),
  example(
    'SIU^S14',
    'Sửa lịch hẹn, giờ giữ nguyên',
    ['Appointment'],
    head('SIU^S14^SIU_S12', 'VD0015', '20260302081500+0700'),
    line('SCH', { 1: 'H1', 2: 'L1', 7: 'KHAM^Khám lại sau xuất viện' }),
    person,
  ),
  example(
    'SIU^S15',
    'Hủy lịch hẹn',
    ['Appointment'],
    head('SIU^S15^SIU_S12', 'VD0016', '20260302082000+0700'),
    line('SCH', { 1: 'H1', 2: 'L1', 7: 'KHAM^Khám lại' }),
    person,
  ),
  example(
    'OMG^O19',
    'Chỉ định không phải xét nghiệm',
    ['ServiceRequest'],
    head('OMG^O19^OMG_O19', 'VD0017'),
    person,
    visit,
    line('ORC', { 1: 'NW', 2: 'CD0001', 9: '20260302080000', 12: 'BS01^TRẦN^BÌNH' }),
    line('OBR', { 1: '1', 2: 'CD0001', 4: 'SA01^Siêu âm ổ bụng^L', 16: 'BS01^TRẦN^BÌNH' }),
  ),
  example(
    'MDM^T02',
    'Văn bản kèm nội dung',
    ['DocumentReference'],
    head('MDM^T02^MDM_T02', 'VD0018'),
    'EVN|T02|20260302080000',
    person,
    visit,
    line('TXA', {
      1: '1',
      2: 'DS^Tóm tắt ra viện',
      3: 'TX',
      4: '20260305090000',
      6: '20260305090000',
      9: 'BS01^TRẦN^BÌNH',
      12: 'VB0001',
      17: 'AU',
    }),
    line('OBX', {
      1: '1',
      2: 'TX',
      3: '18842-5^Tóm tắt ra viện^LN',
      5: 'Bệnh ổn định.~Hẹn khám lại sau 7 ngày.',
      11: 'F',
    }),
  ),
  example(
    'VXU^V04',
    'Mũi tiêm đã thực hiện',
    ['Immunization'],
    head('VXU^V04^VXU_V04', 'VD0019'),
    woman.replace('|1990|', '|19900102|'),
    'ORC|RE||MT0001',
    line('RXA', {
      1: '0',
      2: '1',
      3: '20260302080000',
      5: '08^Viêm gan B^CVX',
      6: '0.5',
      7: 'mL^^UCUM',
      9: '00',
      15: 'LO123',
      16: '20271231',
      17: 'GSK^GSK^MVX',
      20: 'CP',
      21: 'A',
    }),
    'RXR|IM^Tiêm bắp^HL70162|LD^Cánh tay trái^HL70163',
  ),
  example(
    'DFT^P03',
    'Chi phí ở hệ thống khác (không vào hóa đơn của bệnh viện)',
    ['ChargeItem'],
    head('DFT^P03^DFT_P03', 'VD0020'),
    person,
    visit,
    line('FT1', { 1: '1', 2: 'CP0001', 4: '20260302', 6: 'CG', 7: 'XQ01^X-quang ngực^L', 10: '1', 12: '65400' }),
  ),
  example(
    'RDS^O13',
    'Thuốc nhà thuốc khác đã cấp',
    ['MedicationDispense'],
    head('RDS^O13^RDS_O13', 'VD0021'),
    person,
    'ORC|RE|DT0001',
    line('RXD', {
      1: '1',
      2: 'PARA500^Paracetamol 500 mg^L',
      3: '20260302',
      4: '10',
      5: 'VIEN^viên',
      7: 'DT0001',
      9: 'Uống sau ăn',
    }),
  ),
  example(
    'PPR^PC1',
    'Vấn đề sức khỏe',
    ['Condition'],
    head('PPR^PC1^PPR_PC1', 'VD0022'),
    person,
    line('PRB', {
      1: 'AD',
      2: '20260302',
      3: 'I10^Tăng huyết áp^I10',
      4: 'VDE01',
      7: '20260302',
      14: 'Active',
      16: '20250101',
    }),
  ),
  example(
    'BAR^P01',
    'Mở tài khoản viện phí ở hệ thống khác',
    ['Encounter', 'Account'],
    head('BAR^P01^BAR_P01', 'VD0023', '20260305103000+0700'),
    person,
    visit,
  ),
  example(
    'QBP^Q22',
    'Tìm người bệnh theo họ và ngày sinh',
    [],
    head('QBP^Q22^QBP_Q21', 'VD0024'),
    'QPD|Q22^Find Candidates|T1|@PID.5.1^NGUYỄN~@PID.7^19800509',
    'RCP|I',
  ),
  example(
    'QBP^Q23',
    'Hỏi các số khác của một người',
    [],
    head('QBP^Q23^QBP_Q21', 'VD0025'),
    'QPD|Q23^Get Corresponding IDs|T2|BN0001^^^BVM',
    'RCP|I',
  ),
];
