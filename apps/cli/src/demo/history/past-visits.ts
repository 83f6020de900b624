/** One visit of the invented chronic patient: when, where, what was measured, what was given. */
export interface PastVisit {
  readonly daysAgo: number;
  readonly where: 'here' | 'eye-clinic' | 'station' | 'ward';
  readonly reason: string;
  readonly pressure?: readonly [systolic: number, diastolic: number];
  readonly weight?: number;
  readonly results?: Readonly<Record<string, number>>;
  readonly diseases: readonly string[];
  /** days in the ward */
  readonly nights?: number;
}

/**
 * About three years of high blood pressure and diabetes, with an anaphylaxis in the middle. Days are counted back from the
 * start of the demo, so that the chart always ends a few days ago. Nobody is meant; the course is made up.
 */
export const pastVisits: readonly PastVisit[] = [
  {
    daysAgo: 1053,
    where: 'here',
    reason: 'Đau đầu, khát nước, tiểu nhiều',
    pressure: [168, 98],
    weight: 61.5,
    results: { HBA1C: 9.4, GLU: 11.8, CREA: 84, CHOL: 6.4, K: 4.2 },
    diseases: ['I10', 'E11.9'],
  },
  {
    daysAgo: 1008,
    where: 'eye-clinic',
    reason: 'Soi đáy mắt theo hẹn',
    diseases: ['H52.4'],
  },
  {
    daysAgo: 955,
    where: 'here',
    reason: 'Tái khám',
    pressure: [160, 94],
    weight: 61,
    results: { GLU: 9.6, K: 4.4 },
    diseases: ['I10', 'E11.9'],
  },
  {
    daysAgo: 868,
    where: 'here',
    reason: 'Tái khám',
    pressure: [154, 92],
    weight: 60.4,
    results: { HBA1C: 8.9, GLU: 9.1, CREA: 88 },
    diseases: ['I10', 'E11.9'],
  },
  {
    daysAgo: 785,
    where: 'here',
    reason: 'Tái khám, có lúc vã mồ hôi trước bữa ăn',
    pressure: [156, 90],
    weight: 60.2,
    results: { GLU: 4.1, K: 4.3 },
    diseases: ['I10', 'E11.9'],
  },
  { daysAgo: 763, where: 'station', reason: 'Tiêm chủng', diseases: [] },
  {
    daysAgo: 688,
    where: 'here',
    reason: 'Tái khám',
    pressure: [148, 88],
    weight: 60,
    results: { HBA1C: 8.6, GLU: 8.8, CREA: 90, CHOL: 6.1 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  {
    daysAgo: 594,
    where: 'ward',
    reason: 'Nổi mề đay, khó thở sau tiêm thuốc',
    pressure: [172, 96],
    weight: 59.6,
    results: { HBA1C: 8.4, GLU: 10.2, CREA: 102, CRP: 38, K: 4.6 },
    diseases: ['T88.6', 'J18.9', 'I10', 'E11.9'],
    nights: 9,
  },
  {
    daysAgo: 535,
    where: 'here',
    reason: 'Tái khám sau ra viện',
    pressure: [150, 88],
    weight: 59.4,
    results: { HBA1C: 8.3, GLU: 8.5, CREA: 98, CHOL: 6.2 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  {
    daysAgo: 455,
    where: 'here',
    reason: 'Tái khám',
    pressure: [146, 86],
    weight: 59.2,
    results: { GLU: 8.2, K: 4.5 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  { daysAgo: 405, where: 'eye-clinic', reason: 'Soi đáy mắt hằng năm', diseases: ['H52.4'] },
  {
    daysAgo: 365,
    where: 'here',
    reason: 'Tái khám',
    pressure: [147, 86],
    weight: 59,
    results: { HBA1C: 8.1, GLU: 8, CREA: 101, CHOL: 5.4 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  {
    daysAgo: 275,
    where: 'here',
    reason: 'Tái khám',
    pressure: [142, 84],
    weight: 58.8,
    results: { GLU: 7.8, K: 4.7 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  { daysAgo: 262, where: 'eye-clinic', reason: 'Soi đáy mắt hằng năm', diseases: ['H52.4'] },
  {
    daysAgo: 185,
    where: 'here',
    reason: 'Tái khám',
    pressure: [138, 82],
    weight: 58.6,
    results: { HBA1C: 7.9, GLU: 7.7, CREA: 108, CHOL: 5.1 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  {
    daysAgo: 97,
    where: 'here',
    reason: 'Tái khám, mệt',
    pressure: [142, 84],
    weight: 58.5,
    results: { HBA1C: 7.8, GLU: 7.9, CREA: 112, K: 5.3 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
  { daysAgo: 46, where: 'station', reason: 'Tiêm chủng', diseases: [] },
  {
    daysAgo: 6,
    where: 'here',
    reason: 'Tái khám tăng huyết áp, đái tháo đường',
    pressure: [152, 88],
    weight: 58.5,
    results: { HBA1C: 7.6, GLU: 7.4, CREA: 110, CHOL: 4.9, K: 4.8 },
    diseases: ['I10', 'E11.9', 'E78.5'],
  },
];

/** A drug over the years: from and until, in days ago. */
export interface PastDrug {
  readonly code: string;
  readonly name: string;
  readonly ingredient: string;
  readonly dose: string;
  readonly from: number;
  readonly until?: number;
  readonly stopped?: string;
}

export const pastDrugs: readonly PastDrug[] = [
  { code: 'TH-AML5', name: 'Amlodipin Thử 5 mg', ingredient: '40.491', dose: 'Sáng 1 viên', from: 1053 },
  {
    code: 'TH-MET850',
    name: 'Metformin Thử 850 mg',
    ingredient: '40.807',
    dose: 'Sáng 1 viên, tối 1 viên, sau ăn',
    from: 1053,
  },
  {
    code: 'TH-GLI30',
    name: 'Gliclazid Thử 30 mg',
    ingredient: '40.801',
    dose: 'Sáng 1 viên trước ăn',
    from: 1053,
    until: 785,
    stopped: 'Hạ đường huyết',
  },
  {
    code: 'TH-LOS25',
    name: 'Losartan Thử 25 mg',
    ingredient: '40.512',
    dose: 'Sáng 1 viên',
    from: 955,
    until: 535,
    stopped: 'Tăng liều',
  },
  { code: 'TH-LOS50', name: 'Losartan Thử 50 mg', ingredient: '40.512', dose: 'Sáng 1 viên', from: 535 },
  { code: 'TH-ATO20', name: 'Atorvastatin Thử 20 mg', ingredient: '40.549', dose: 'Tối 1 viên', from: 688 },
];

export const pastVaccines: readonly { readonly daysAgo: number; readonly name: string; readonly dose: string }[] = [
  { daysAgo: 763, name: 'Cúm mùa', dose: 'Mũi năm thứ nhất' },
  { daysAgo: 500, name: 'Phế cầu', dose: 'Mũi 1' },
  { daysAgo: 401, name: 'Cúm mùa', dose: 'Mũi năm thứ hai' },
  { daysAgo: 46, name: 'Cúm mùa', dose: 'Mũi năm thứ ba' },
];

export const pastPapers: readonly {
  readonly daysAgo: number;
  readonly title: string;
  readonly where: PastVisit['where'];
  readonly text: string;
}[] = [
  {
    daysAgo: 1000,
    title: 'X-quang ngực thẳng',
    where: 'here',
    text: 'Tim không to, chỉ số tim ngực 0,48.\nHai phế trường sáng, không thấy tổn thương khu trú.\nGóc sườn hoành hai bên nhọn.\n\nKết luận: hình ảnh tim phổi trong giới hạn bình thường.',
  },
  {
    daysAgo: 585,
    title: 'Giấy ra viện',
    where: 'ward',
    text: 'Vào viện: nổi mề đay toàn thân, khó thở 15 phút sau tiêm Ampicilin.\nChẩn đoán ra viện: phản vệ độ II do Ampicilin; viêm phổi; tăng huyết áp; đái tháo đường típ 2.\nĐiều trị: adrenalin theo phác đồ, corticoid, kháng sinh nhóm khác.\nLời dặn: không dùng nhóm penicilin; mang theo thẻ dị ứng; tái khám sau 2 tháng.',
  },
  {
    daysAgo: 405,
    title: 'Ảnh đáy mắt',
    where: 'eye-clinic',
    text: 'Thị lực mắt phải 8/10, mắt trái 7/10.\nĐáy mắt hai bên: gai thị hồng, bờ rõ; chưa thấy bệnh võng mạc đái tháo đường.',
  },
  {
    daysAgo: 262,
    title: 'Ảnh đáy mắt',
    where: 'eye-clinic',
    text: 'Thị lực mắt phải 8/10, mắt trái 7/10.\nĐáy mắt hai bên: động mạch hơi cứng; chưa thấy bệnh võng mạc đái tháo đường. Hẹn soi lại sau 12 tháng.',
  },
];

export const diseaseNames: Readonly<Record<string, string>> = {
  I10: 'Tăng huyết áp vô căn (nguyên phát)',
  'E11.9': 'Bệnh đái tháo đường không phụ thuộc insulin, không biến chứng',
  'E78.5': 'Tăng lipid máu, không đặc hiệu',
  'H52.4': 'Lão thị',
  'T88.6': 'Sốc phản vệ do tác dụng phụ của thuốc',
  'J18.9': 'Viêm phổi, tác nhân không xác định',
};

interface Indicator {
  readonly name: string;
  readonly loinc: string;
  readonly unit: string;
  readonly low?: number;
  readonly high: number;
}

export const indicators: Readonly<Record<string, Indicator>> = {
  HBA1C: { name: 'HbA1c (NGSP)', loinc: '4548-4', unit: '%', low: 4, high: 6 },
  GLU: { name: 'Glucose', loinc: '14749-6', unit: 'mmol/L', low: 3.9, high: 6.4 },
  CREA: { name: 'Creatinin', loinc: '14682-9', unit: 'µmol/L', low: 44, high: 97 },
  CHOL: { name: 'Cholesterol toàn phần', loinc: '14647-2', unit: 'mmol/L', high: 5.2 },
  K: { name: 'Kali', loinc: '2823-3', unit: 'mmol/L', low: 3.5, high: 5 },
  CRP: { name: 'CRP', loinc: '1988-5', unit: 'mg/L', low: 0, high: 5 },
};
