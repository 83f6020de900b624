/** Reference range of one indicator for one group of people, both bounds inclusive; unit is the indicator's. */
export interface ReferenceInterval {
  readonly sex?: 'male' | 'female';
  /** completed years, inclusive */
  readonly minAge: number;
  readonly low?: number;
  readonly high?: number;
  readonly text?: string;
}

/** One number a laboratory reports: what XML4 calls a chỉ số. */
export interface LabIndicator {
  readonly code: string;
  readonly name: string;
  readonly loinc: string;
  readonly loincName: string;
  /** as people in Viet Nam write it */
  readonly unit: string;
  readonly ucum: string;
  readonly ranges: readonly ReferenceInterval[];
  /** telephone at once below low or above high; a value equal to a limit is not critical */
  readonly critical?: { readonly low?: number; readonly high?: number };
}

/** Children have ranges of their own, which this table does not hold yet: they get no flag instead of a wrong one. */
const adult = { minAge: 18 };

/**
 * The indicators of the demo laboratory. Every laboratory sets ranges and limits for its own methods.
 * LOINC codes and names are © Regenstrief Institute, Inc., used under the LOINC licence (https://loinc.org/license).
 *
 * @source typical adult reference ranges and critical limits of laboratory practice; LOINC 2.81, check digits computed (from memory)
 */
export const labIndicators: readonly LabIndicator[] = [
  {
    code: 'WBC',
    name: 'Số lượng bạch cầu',
    loinc: '6690-2',
    loincName: 'Leukocytes [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 4.0, high: 10.0 }],
    critical: { low: 2.0, high: 30.0 },
  },
  {
    code: 'RBC',
    name: 'Số lượng hồng cầu',
    loinc: '789-8',
    loincName: 'Erythrocytes [#/volume] in Blood by Automated count',
    unit: 'T/L',
    ucum: '10*12/L',
    ranges: [
      { ...adult, sex: 'male', low: 4.3, high: 5.8 },
      { ...adult, sex: 'female', low: 3.9, high: 5.4 },
    ],
  },
  {
    code: 'HGB',
    name: 'Huyết sắc tố',
    loinc: '718-7',
    loincName: 'Hemoglobin [Mass/volume] in Blood',
    unit: 'g/L',
    ucum: 'g/L',
    ranges: [
      { ...adult, sex: 'male', low: 130, high: 170 },
      { ...adult, sex: 'female', low: 120, high: 150 },
    ],
    critical: { low: 70, high: 200 },
  },
  {
    code: 'HCT',
    name: 'Hematocrit',
    loinc: '4544-3',
    loincName: 'Hematocrit [Volume Fraction] of Blood by Automated count',
    unit: 'L/L',
    ucum: 'L/L',
    ranges: [
      { ...adult, sex: 'male', low: 0.4, high: 0.5 },
      { ...adult, sex: 'female', low: 0.36, high: 0.46 },
    ],
  },
  {
    code: 'MCV',
    name: 'Thể tích trung bình hồng cầu',
    loinc: '787-2',
    loincName: 'MCV [Entitic volume] by Automated count',
    unit: 'fL',
    ucum: 'fL',
    ranges: [{ ...adult, low: 80, high: 100 }],
  },
  {
    code: 'MCH',
    name: 'Lượng huyết sắc tố trung bình',
    loinc: '785-6',
    loincName: 'MCH [Entitic mass] by Automated count',
    unit: 'pg',
    ucum: 'pg',
    ranges: [{ ...adult, low: 27, high: 32 }],
  },
  {
    code: 'MCHC',
    name: 'Nồng độ huyết sắc tố trung bình',
    loinc: '786-4',
    loincName: 'MCHC [Mass/volume] by Automated count',
    unit: 'g/L',
    ucum: 'g/L',
    ranges: [{ ...adult, low: 320, high: 360 }],
  },
  {
    code: 'RDW',
    name: 'Độ phân bố hồng cầu',
    loinc: '788-0',
    loincName: 'Erythrocyte distribution width [Ratio] by Automated count',
    unit: '%',
    ucum: '%',
    ranges: [{ ...adult, low: 11.5, high: 14.5 }],
  },
  {
    code: 'PLT',
    name: 'Số lượng tiểu cầu',
    loinc: '777-3',
    loincName: 'Platelets [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 150, high: 400 }],
    critical: { low: 20, high: 1000 },
  },
  {
    code: 'NEU#',
    name: 'Bạch cầu trung tính',
    loinc: '751-8',
    loincName: 'Neutrophils [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 2.0, high: 7.5 }],
    critical: { low: 0.5 },
  },
  {
    code: 'NEU%',
    name: 'Tỷ lệ bạch cầu trung tính',
    loinc: '770-8',
    loincName: 'Neutrophils/100 leukocytes in Blood by Automated count',
    unit: '%',
    ucum: '%',
    ranges: [{ ...adult, low: 43, high: 76 }],
  },
  {
    code: 'LYM#',
    name: 'Bạch cầu lympho',
    loinc: '731-0',
    loincName: 'Lymphocytes [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 1.0, high: 4.0 }],
  },
  {
    code: 'LYM%',
    name: 'Tỷ lệ lympho',
    loinc: '736-9',
    loincName: 'Lymphocytes/100 leukocytes in Blood by Automated count',
    unit: '%',
    ucum: '%',
    ranges: [{ ...adult, low: 17, high: 48 }],
  },
  {
    code: 'MONO#',
    name: 'Bạch cầu mono',
    loinc: '742-7',
    loincName: 'Monocytes [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 0.1, high: 0.9 }],
  },
  {
    code: 'EOS#',
    name: 'Bạch cầu ưa axit',
    loinc: '711-2',
    loincName: 'Eosinophils [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 0.0, high: 0.5 }],
  },
  {
    code: 'BASO#',
    name: 'Bạch cầu ưa bazơ',
    loinc: '704-7',
    loincName: 'Basophils [#/volume] in Blood by Automated count',
    unit: 'G/L',
    ucum: '10*9/L',
    ranges: [{ ...adult, low: 0.0, high: 0.1 }],
  },
  {
    code: 'GLU',
    name: 'Glucose',
    loinc: '14749-6',
    loincName: 'Glucose [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, low: 3.9, high: 6.4, text: 'Lúc đói' }],
    critical: { low: 2.5, high: 25 },
  },
  {
    code: 'URE',
    name: 'Urê',
    loinc: '22664-7',
    loincName: 'Urea [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, low: 2.5, high: 7.5 }],
    critical: { high: 35 },
  },
  {
    code: 'CREA',
    name: 'Creatinin',
    loinc: '14682-9',
    loincName: 'Creatinine [Moles/volume] in Serum or Plasma',
    unit: 'µmol/L',
    ucum: 'umol/L',
    ranges: [
      { ...adult, sex: 'male', low: 62, high: 106 },
      { ...adult, sex: 'female', low: 44, high: 80 },
    ],
    critical: { high: 650 },
  },
  {
    code: 'URIC',
    name: 'Axit uric',
    loinc: '14933-6',
    loincName: 'Urate [Moles/volume] in Serum or Plasma',
    unit: 'µmol/L',
    ucum: 'umol/L',
    ranges: [
      { ...adult, sex: 'male', low: 202, high: 416 },
      { ...adult, sex: 'female', low: 143, high: 340 },
    ],
  },
  {
    code: 'AST',
    name: 'AST (GOT)',
    loinc: '1920-8',
    loincName: 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
    unit: 'U/L',
    ucum: 'U/L',
    ranges: [
      { ...adult, sex: 'male', low: 0, high: 40 },
      { ...adult, sex: 'female', low: 0, high: 32 },
    ],
    critical: { high: 1000 },
  },
  {
    code: 'ALT',
    name: 'ALT (GPT)',
    loinc: '1742-6',
    loincName: 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
    unit: 'U/L',
    ucum: 'U/L',
    ranges: [
      { ...adult, sex: 'male', low: 0, high: 41 },
      { ...adult, sex: 'female', low: 0, high: 33 },
    ],
    critical: { high: 1000 },
  },
  {
    code: 'TBIL',
    name: 'Bilirubin toàn phần',
    loinc: '14631-6',
    loincName: 'Bilirubin.total [Moles/volume] in Serum or Plasma',
    unit: 'µmol/L',
    ucum: 'umol/L',
    ranges: [{ ...adult, low: 0, high: 21 }],
    critical: { high: 257 },
  },
  {
    code: 'DBIL',
    name: 'Bilirubin trực tiếp',
    loinc: '14629-0',
    loincName: 'Bilirubin.direct [Moles/volume] in Serum or Plasma',
    unit: 'µmol/L',
    ucum: 'umol/L',
    ranges: [{ ...adult, low: 0, high: 5.1 }],
  },
  {
    code: 'CHOL',
    name: 'Cholesterol toàn phần',
    loinc: '14647-2',
    loincName: 'Cholesterol [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, high: 5.2 }],
  },
  {
    code: 'TG',
    name: 'Triglycerid',
    loinc: '14927-8',
    loincName: 'Triglyceride [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, high: 1.7 }],
  },
  {
    code: 'HDL',
    name: 'HDL-cholesterol',
    loinc: '14646-4',
    loincName: 'Cholesterol in HDL [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [
      { ...adult, sex: 'male', low: 1.0 },
      { ...adult, sex: 'female', low: 1.3 },
    ],
  },
  {
    code: 'LDL',
    name: 'LDL-cholesterol',
    loinc: '22748-8',
    loincName: 'Cholesterol in LDL [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, high: 3.4 }],
  },
  {
    code: 'NA',
    name: 'Natri',
    loinc: '2951-2',
    loincName: 'Sodium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, low: 135, high: 145 }],
    critical: { low: 120, high: 160 },
  },
  {
    code: 'K',
    name: 'Kali',
    loinc: '2823-3',
    loincName: 'Potassium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, low: 3.5, high: 5.1 }],
    critical: { low: 2.8, high: 6.2 },
  },
  {
    code: 'CL',
    name: 'Clo',
    loinc: '2075-0',
    loincName: 'Chloride [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    ucum: 'mmol/L',
    ranges: [{ ...adult, low: 98, high: 107 }],
    critical: { low: 80, high: 120 },
  },
  {
    code: 'HBA1C',
    name: 'HbA1c (NGSP)',
    loinc: '4548-4',
    loincName: 'Hemoglobin A1c/Hemoglobin.total in Blood',
    unit: '%',
    ucum: '%',
    ranges: [{ ...adult, low: 4.0, high: 6.0 }],
  },
  {
    code: 'CRP',
    name: 'CRP',
    loinc: '1988-5',
    loincName: 'C reactive protein [Mass/volume] in Serum or Plasma',
    unit: 'mg/L',
    ucum: 'mg/L',
    ranges: [{ ...adult, low: 0, high: 5 }],
  },
];

export const LOINC_VERSION = '2.81';

export const findIndicator = (code: string): LabIndicator | undefined =>
  labIndicators.find((indicator) => indicator.code === code);

export const findIndicatorByLoinc = (loinc: string): LabIndicator | undefined =>
  labIndicators.find((indicator) => indicator.loinc === loinc);
