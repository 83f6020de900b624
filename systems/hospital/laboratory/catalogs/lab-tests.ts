/** A tube, its colour as the nurse knows it, and what is in it as HL7 says it. */
export interface Tube {
  readonly id: 'edta' | 'serum';
  readonly name: string;
  /** HL7 table 0487 */
  readonly specimen: { readonly code: string; readonly name: string };
}

export const tubes: readonly Tube[] = [
  { id: 'edta', name: 'Ống EDTA nắp tím', specimen: { code: 'BLD', name: 'Máu toàn phần' } },
  { id: 'serum', name: 'Ống nghiệm lấy huyết thanh nắp đỏ', specimen: { code: 'SER', name: 'Huyết thanh' } },
];

/** What a doctor orders and the insurance pays: one technical service, one or more indicators, one tube. */
export interface LabTest {
  /** technical service code of the national list */
  readonly code: string;
  readonly name: string;
  readonly tube: Tube['id'];
  readonly indicators: readonly string[];
  /** LOINC code of the panel, where the test is one */
  readonly panel?: { readonly loinc: string; readonly name: string };
}

const bloodCountPanel = { loinc: '58410-2', name: 'CBC panel - Blood by Automated count' };

const bloodCount = [
  'WBC',
  'RBC',
  'HGB',
  'HCT',
  'MCV',
  'MCH',
  'MCHC',
  'RDW',
  'PLT',
  'NEU#',
  'NEU%',
  'LYM#',
  'LYM%',
  'MONO#',
  'EOS#',
  'BASO#',
];

const chemistry = (code: string, name: string, ...indicators: string[]): LabTest => ({
  code,
  name,
  tube: 'serum',
  indicators,
});

/**
 * The tests of the demo laboratory.
 *
 * @source QĐ 7603/QĐ-BYT (25/12/2018), technical services, chapters XXII and XXIII (verified in the list as published); the indicators of each are laboratory practice (from memory)
 */
export const labTests: readonly LabTest[] = [
  {
    code: '22.0120.1370',
    name: 'Tổng phân tích tế bào máu ngoại vi (bằng máy đếm tổng trở)',
    tube: 'edta',
    indicators: bloodCount,
    panel: bloodCountPanel,
  },
  {
    code: '22.0121.1369',
    name: 'Tổng phân tích tế bào máu ngoại vi (bằng máy đếm laser)',
    tube: 'edta',
    indicators: bloodCount,
    panel: bloodCountPanel,
  },
  { code: '23.0083.1523', name: 'Định lượng HbA1c [Máu]', tube: 'edta', indicators: ['HBA1C'] },
  chemistry('23.0075.1494', 'Định lượng Glucose [Máu]', 'GLU'),
  chemistry('23.0166.1494', 'Định lượng Urê máu [Máu]', 'URE'),
  chemistry('23.0051.1494', 'Định lượng Creatinin (máu)', 'CREA'),
  chemistry('23.0003.1494', 'Định lượng Acid Uric [Máu]', 'URIC'),
  chemistry('23.0020.1493', 'Đo hoạt độ AST (GOT) [Máu]', 'AST'),
  chemistry('23.0019.1493', 'Đo hoạt độ ALT (GPT) [Máu]', 'ALT'),
  chemistry('23.0027.1493', 'Định lượng Bilirubin toàn phần [Máu]', 'TBIL'),
  chemistry('23.0025.1493', 'Định lượng Bilirubin trực tiếp [Máu]', 'DBIL'),
  chemistry('23.0041.1506', 'Định lượng Cholesterol toàn phần (máu)', 'CHOL'),
  chemistry('23.0158.1506', 'Định lượng Triglycerid (máu) [Máu]', 'TG'),
  chemistry('23.0084.1506', 'Định lượng HDL-C [Máu]', 'HDL'),
  chemistry('23.0112.1506', 'Định lượng LDL-C [Máu]', 'LDL'),
  chemistry('23.0058.1487', 'Điện giải đồ (Na, K, Cl) [Máu]', 'NA', 'K', 'CL'),
  chemistry('23.0228.1483', 'Định lượng CRP', 'CRP'),
];

export const findTest = (code: string): LabTest | undefined => labTests.find((test) => test.code === code);

export const tubeOf = (test: LabTest): Tube | undefined => tubes.find((tube) => tube.id === test.tube);
