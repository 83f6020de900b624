import type { LabSection, LabTest } from './lab-test.ts';
import { type Tube, tubes } from './tubes.ts';

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

/** one row for each kind of tube and corner */
const kind =
  (tube: Tube['id'], section: LabSection, routine: number, urgent: number) =>
  (code: string, name: string, ...indicators: string[]): LabTest => ({
    code,
    name,
    tube,
    section,
    indicators,
    turnaround: { routine, urgent },
  });

const blood = kind('edta', 'haematology', 60, 30);
const clotting = kind('citrate', 'coagulation', 90, 45);
const serum = kind('serum', 'chemistry', 90, 45);
const immune = kind('serum', 'immunology', 120, 60);
const gas = kind('syringe', 'blood-gas', 15, 10);
const infection = kind('serum', 'serology', 120, 60);
const water = kind('urine', 'urine', 60, 30);

const haematology: readonly LabTest[] = [
  {
    ...blood('22.0120.1370', 'Tổng phân tích tế bào máu ngoại vi (bằng máy đếm tổng trở)', ...bloodCount),
    panel: bloodCountPanel,
  },
  {
    ...blood('22.0121.1369', 'Tổng phân tích tế bào máu ngoại vi (bằng máy đếm laser)', ...bloodCount),
    panel: bloodCountPanel,
  },
  blood('22.0135.1313', 'Xét nghiệm hồng cầu lưới (bằng máy đếm laser)', 'RET%'),
  blood('22.0143.1303', 'Máu lắng (bằng máy tự động)', 'ESR1H'),
  blood('22.0138.1362', 'Tìm ký sinh trùng sốt rét trong máu (bằng phương pháp thủ công)', 'MALARIA'),
  blood('22.0289.1275', 'Định nhóm máu hệ ABO, Rh(D) (Kỹ thuật Scangel/Gelcard trên máy tự động)', 'ABO', 'RH'),
  kind('edta', 'chemistry', 90, 45)('23.0083.1523', 'Định lượng HbA1c [Máu]', 'HBA1C'),
  clotting('22.0001.1352', 'Thời gian prothrombin (PT, TQ, tỷ lệ prothrombin) bằng máy tự động', 'PT', 'PT%', 'INR'),
  clotting('22.0005.1354', 'Thời gian thromboplastin một phần hoạt hoá (APTT, TCK) bằng máy tự động', 'APTT'),
  clotting('22.0013.1242', 'Định lượng Fibrinogen, phương pháp Clauss trực tiếp, bằng máy tự động', 'FIB'),
  clotting('22.0023.1239', 'Định lượng D-Dimer', 'DDIMER'),
];

const chemistry: readonly LabTest[] = [
  serum('23.0075.1494', 'Định lượng Glucose [Máu]', 'GLU'),
  serum('23.0166.1494', 'Định lượng Urê máu [Máu]', 'URE'),
  { ...serum('23.0051.1494', 'Định lượng Creatinin (máu)', 'CREA'), calculated: ['EGFR'] },
  serum('23.0003.1494', 'Định lượng Acid Uric [Máu]', 'URIC'),
  serum('23.0020.1493', 'Đo hoạt độ AST (GOT) [Máu]', 'AST'),
  serum('23.0019.1493', 'Đo hoạt độ ALT (GPT) [Máu]', 'ALT'),
  serum('23.0077.1518', 'Đo hoạt độ GGT (Gama Glutamyl Transferase) [Máu]', 'GGT'),
  serum('23.0009.1493', 'Đo hoạt độ ALP (Alkalin Phosphatase) [Máu]', 'ALP'),
  serum('23.0027.1493', 'Định lượng Bilirubin toàn phần [Máu]', 'TBIL'),
  { ...serum('23.0025.1493', 'Định lượng Bilirubin trực tiếp [Máu]', 'DBIL'), calculated: ['IBIL'] },
  serum('23.0133.1494', 'Định lượng Protein toàn phần [Máu]', 'TP'),
  { ...serum('23.0007.1494', 'Định lượng Albumin [Máu]', 'ALB'), calculated: ['GLOB'] },
  serum('23.0041.1506', 'Định lượng Cholesterol toàn phần (máu)', 'CHOL'),
  serum('23.0158.1506', 'Định lượng Triglycerid (máu) [Máu]', 'TG'),
  { ...serum('23.0084.1506', 'Định lượng HDL-C [Máu]', 'HDL'), calculated: ['LDL-F'] },
  serum('23.0112.1506', 'Định lượng LDL-C [Máu]', 'LDL'),
  { ...serum('23.0058.1487', 'Điện giải đồ (Na, K, Cl) [Máu]', 'NA', 'K', 'CL'), calculated: ['AGAP', 'OSM'] },
  { ...serum('23.0029.1473', 'Định lượng Calci toàn phần [Máu]', 'CA'), calculated: ['CA-COR'] },
  serum('23.0030.1472', 'Định lượng Calci ion hoá [Máu]', 'CAI'),
  serum('23.0118.1503', 'Định lượng Mg [Máu]', 'MG'),
  serum('23.0128.1494', 'Định lượng Phospho (máu)', 'PHOS'),
  serum('23.0143.1503', 'Định lượng Sắt [Máu]', 'FE'),
  { ...serum('23.0233.1509', 'Đo khả năng gắn sắt toàn thể', 'TIBC'), calculated: ['TSAT'] },
  serum('23.0010.1494', 'Đo hoạt độ Amylase [Máu]', 'AMY'),
  serum('23.0109.1536', 'Đo hoạt độ Lipase [Máu]', 'LIP'),
  serum('23.0042.1482', 'Đo hoạt độ CK (Creatine kinase) [Máu]', 'CK'),
  serum('23.0043.1478', 'Đo hoạt độ CK-MB (Isozym MB of Creatine kinase) [Máu]', 'CKMB'),
  serum('23.0111.1534', 'Đo hoạt độ LDH (Lactat dehydrogenase) [Máu]', 'LDH'),
  kind('fluoride', 'chemistry', 60, 30)('23.0104.1532', 'Định lượng Lactat (Acid Lactic) [Máu]', 'LAC'),
  gas('23.0103.1531', 'Xét nghiệm Khí máu [Máu]', 'ABG-PH', 'ABG-PCO2', 'ABG-PO2', 'ABG-HCO3', 'ABG-BE'),
];

const immunology: readonly LabTest[] = [
  immune('23.0228.1483', 'Định lượng CRP', 'CRP'),
  immune('23.0130.1549', 'Định lượng Pro-calcitonin [Máu]', 'PCT'),
  immune('23.0063.1514', 'Định lượng Ferritin [Máu]', 'FER'),
  immune('23.0160.1569', 'Định lượng Troponin Ths [Máu]', 'TNT-HS'),
  immune('23.0161.1569', 'Định lượng Troponin I [Máu]', 'TNI-HS'),
  immune('23.0121.1548', 'Định lượng proBNP (NT-proBNP) [Máu]', 'NTPROBNP'),
  immune('23.0142.1557', 'Định lượng RF (Reumatoid Factor) [Máu]', 'RF'),
  immune('24.0094.1623', 'Streptococcus pyogenes ASO', 'ASO'),
  immune('23.0162.1570', 'Định lượng TSH (Thyroid Stimulating hormone) [Máu]', 'TSH'),
  immune('23.0069.1561', 'Định lượng FT4 (Free Thyroxine) [Máu]', 'FT4'),
  immune('23.0068.1561', 'Định lượng FT3 (Free Triiodothyronine) [Máu]', 'FT3'),
  immune('23.0024.1464', 'Định lượng bhCG (Beta human Chorionic Gonadotropins) [Máu]', 'BHCG'),
  immune('23.0018.1457', 'Định lượng AFP (Alpha Fetoproteine) [Máu]', 'AFP'),
  immune('23.0039.1476', 'Định lượng CEA (Carcino Embryonic Antigen) [Máu]', 'CEA'),
  immune('23.0139.1553', 'Định lượng PSA toàn phần (Total prostate-Specific Antigen) [Máu]', 'PSA'),
  immune('23.0033.1470', 'Định lượng CA 19 - 9 (Carbohydrate Antigen 19-9) [Máu]', 'CA199'),
];

const inWords: readonly LabTest[] = [
  infection('24.0119.1649', 'HBsAg miễn dịch tự động', 'HBSAG'),
  infection('24.0146.1622', 'HCV Ab miễn dịch tự động', 'ANTIHCV'),
  { ...infection('24.0174.1661', 'HIV Ag/Ab miễn dịch tự động', 'HIVCOMBO'), sensitive: 'HIV' },
  infection('24.0099.1707', 'Treponema pallidum RPR định tính và định lượng', 'RPR'),
  infection('24.0183.1637', 'Dengue virus NS1Ag test nhanh', 'DENNS1'),
  water(
    '23.0206.1596',
    'Tổng phân tích nước tiểu (Bằng máy tự động)',
    'U-GLU',
    'U-PRO',
    'U-PH',
    'U-SG',
    'U-LEU',
    'U-NIT',
    'U-KET',
    'U-BLD',
    'U-BIL',
  ),
  water('23.0189.1587', 'Định lượng MAU (Micro Albumin Urine) [niệu]', 'U-ACR'),
  kind('stool', 'urine', 60, 30)('24.0264.1664', 'Hồng cầu trong phân test nhanh', 'FOB'),
];

/**
 * The tests the product begins with.
 *
 * @source QĐ 7603/QĐ-BYT (25/12/2018), technical services, chapters XXII to XXIV (verified in the list as published); the indicators of each and the minutes are laboratory practice (from memory)
 */
export const labTests: readonly LabTest[] = [...haematology, ...chemistry, ...immunology, ...inWords];

const byCode: ReadonlyMap<string, LabTest> = new Map(labTests.map((test) => [test.code, test]));

export const findTest = (code: string): LabTest | undefined => byCode.get(code);

export const tubeOf = (test: LabTest): Tube | undefined => tubes.find((tube) => tube.id === test.tube);
