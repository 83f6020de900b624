import { adults, children, type LabIndicator, measured, men, pregnant, women } from './lab-indicator.ts';

const umol = ['µmol/L', 'umol/L'] as const;
const newborn = { minAge: 0, maxDays: 28 } as const;
const enzyme = 'Động học enzym, IFCC';

const metabolism: readonly LabIndicator[] = [
  measured('GLU', 'Glucose', ['14749-6', 'Glucose [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(3.9, 6.4, 'Lúc đói')],
    critical: { low: 2.5, high: 25 },
    criticalOf: [{ ...newborn, low: 2.2, high: 16.7 }],
    decimals: 1,
  }),
  measured('HBA1C', 'HbA1c (NGSP)', ['4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood'], '%', {
    ranges: [adults(4.0, 6.0)],
    delta: { absolute: 2, withinDays: 60 },
  }),
  measured('URE', 'Urê', ['22664-7', 'Urea [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(2.5, 7.5)],
    critical: { high: 35 },
    delta: { percent: 60, withinDays: 7 },
  }),
  measured('CREA', 'Creatinin', ['14682-9', 'Creatinine [Moles/volume] in Serum or Plasma'], umol, {
    ranges: [men(62, 106), women(44, 80)],
    critical: { high: 650 },
    delta: { percent: 50, absolute: 44, withinDays: 7 },
  }),
  measured('URIC', 'Axit uric', ['14933-6', 'Urate [Moles/volume] in Serum or Plasma'], umol, {
    ranges: [men(202, 416), women(143, 340)],
  }),
  measured('CHOL', 'Cholesterol toàn phần', ['14647-2', 'Cholesterol [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(undefined, 5.2)],
    decimals: 2,
  }),
  measured('TG', 'Triglycerid', ['14927-8', 'Triglyceride [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(undefined, 1.7)],
    decimals: 2,
  }),
  measured('HDL', 'HDL-cholesterol', ['14646-4', 'Cholesterol in HDL [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [men(1.0), women(1.3)],
    decimals: 2,
  }),
  measured('LDL', 'LDL-cholesterol', ['22748-8', 'Cholesterol in LDL [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(undefined, 3.4)],
    decimals: 2,
  }),
];

const enzymes: readonly LabIndicator[] = [
  measured(
    'AST',
    'AST (GOT)',
    ['1920-8', 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma'],
    'U/L',
    { ranges: [men(0, 40), women(0, 32)], critical: { high: 1000 }, method: enzyme },
  ),
  measured(
    'ALT',
    'ALT (GPT)',
    ['1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma'],
    'U/L',
    {
      ranges: [men(0, 41), women(0, 33)],
      critical: { high: 1000 },
      delta: { percent: 200, withinDays: 7 },
      method: enzyme,
    },
  ),
  measured(
    'GGT',
    'GGT',
    ['2324-2', 'Gamma glutamyl transferase [Enzymatic activity/volume] in Serum or Plasma'],
    'U/L',
    {
      ranges: [men(8, 61), women(5, 36)],
    },
  ),
  measured(
    'ALP',
    'Phosphatase kiềm',
    ['6768-6', 'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma'],
    'U/L',
    { ranges: [adults(40, 130), children(1, 9, 140, 420), children(10, 14, 120, 470)] },
  ),
  measured('AMY', 'Amylase', ['1798-8', 'Amylase [Enzymatic activity/volume] in Serum or Plasma'], 'U/L', {
    ranges: [adults(28, 100)],
  }),
  measured('LIP', 'Lipase', ['3040-3', 'Lipase [Enzymatic activity/volume] in Serum or Plasma'], 'U/L', {
    ranges: [adults(13, 60)],
  }),
  measured(
    'CK',
    'Creatin kinase',
    ['2157-6', 'Creatine kinase [Enzymatic activity/volume] in Serum or Plasma'],
    'U/L',
    {
      ranges: [men(39, 308), women(26, 192)],
    },
  ),
  measured(
    'CKMB',
    'CK-MB (hoạt độ)',
    ['32673-6', 'Creatine kinase.MB [Enzymatic activity/volume] in Serum or Plasma'],
    'U/L',
    { ranges: [adults(0, 25)] },
  ),
  measured('LDH', 'LDH', ['14804-9', 'Lactate dehydrogenase [Enzymatic activity/volume] in Serum or Plasma'], 'U/L', {
    ranges: [adults(135, 225)],
  }),
];

const proteinsAndIons: readonly LabIndicator[] = [
  measured('TBIL', 'Bilirubin toàn phần', ['14631-6', 'Bilirubin.total [Moles/volume] in Serum or Plasma'], umol, {
    ranges: [adults(0, 21)],
    critical: { high: 257 },
    decimals: 1,
  }),
  measured('DBIL', 'Bilirubin trực tiếp', ['14629-0', 'Bilirubin.direct [Moles/volume] in Serum or Plasma'], umol, {
    ranges: [adults(0, 5.1)],
    decimals: 1,
  }),
  measured('TP', 'Protein toàn phần', ['2885-2', 'Protein [Mass/volume] in Serum or Plasma'], 'g/L', {
    ranges: [adults(66, 83)],
    delta: { percent: 20, withinDays: 7 },
  }),
  measured('ALB', 'Albumin', ['1751-7', 'Albumin [Mass/volume] in Serum or Plasma'], 'g/L', {
    ranges: [pregnant(28, 45), adults(35, 52)],
    delta: { percent: 20, withinDays: 7 },
  }),
  measured('NA', 'Natri', ['2951-2', 'Sodium [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(135, 145)],
    critical: { low: 120, high: 160 },
    delta: { absolute: 8, perDay: 10, withinDays: 7 },
    decimals: 0,
  }),
  measured('K', 'Kali', ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(3.5, 5.1)],
    critical: { low: 2.8, high: 6.2 },
    criticalOf: [{ ...newborn, low: 2.8, high: 6.5 }],
    delta: { absolute: 1.0, withinDays: 7 },
    decimals: 1,
  }),
  measured('CL', 'Clo', ['2075-0', 'Chloride [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(98, 107)],
    critical: { low: 80, high: 120 },
    delta: { absolute: 8, withinDays: 7 },
    decimals: 0,
  }),
  measured('CA', 'Calci toàn phần', ['2000-8', 'Calcium [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(2.15, 2.55)],
    critical: { low: 1.65, high: 3.25 },
    delta: { absolute: 0.3, withinDays: 7 },
    decimals: 2,
  }),
  measured('CAI', 'Calci ion hóa', ['1995-0', 'Calcium.ionized [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(1.12, 1.32)],
    critical: { low: 0.8, high: 1.6 },
  }),
  measured('MG', 'Magie', ['2601-3', 'Magnesium [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(0.66, 1.07)],
    critical: { low: 0.4, high: 2.0 },
  }),
  measured('PHOS', 'Phospho vô cơ', ['14879-1', 'Phosphate [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(0.81, 1.45)],
    critical: { low: 0.32 },
  }),
  measured('FE', 'Sắt huyết thanh', ['14798-3', 'Iron [Moles/volume] in Serum or Plasma'], umol, {
    ranges: [men(8.1, 28.6), women(5.4, 28.6)],
  }),
  measured(
    'TIBC',
    'Khả năng gắn sắt toàn thể',
    ['14800-7', 'Iron binding capacity [Moles/volume] in Serum or Plasma'],
    umol,
    {
      ranges: [adults(45, 72)],
    },
  ),
  measured('LAC', 'Lactat', ['2524-7', 'Lactate [Moles/volume] in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(0.5, 2.2)],
    critical: { high: 4.0 },
  }),
];

/**
 * Chemistry of serum and plasma. Newborn limits of glucose and potassium stand in `criticalOf`.
 *
 * @source typical reference ranges and critical limits of laboratory practice (from memory); delta limits: laboratory practice (from memory); LOINC 14800-7 (from memory)
 */
export const chemistry: readonly LabIndicator[] = [...metabolism, ...enzymes, ...proteinsAndIons];
