import { adults, type LabIndicator, measured } from './lab-indicator.ts';

const calculated = { method: 'Tính toán' };

/**
 * What is calculated from other results; the formulas stand in `rules/calculated.ts`.
 *
 * @source typical adult reference ranges (from memory); LOINC codes (from memory)
 */
export const calculatedIndicators: readonly LabIndicator[] = [
  measured(
    'EGFR',
    'Mức lọc cầu thận ước tính (CKD-EPI 2021)',
    [
      '98979-8',
      'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)',
    ],
    ['mL/ph/1,73m²', 'mL/min/{1.73_m2}'],
    { ranges: [adults(90)], decimals: 0, ...calculated },
  ),
  measured(
    'LDL-F',
    'LDL-cholesterol (Friedewald)',
    ['39469-2', 'Cholesterol in LDL [Moles/volume] in Serum or Plasma by calculation'],
    'mmol/L',
    { ranges: [adults(undefined, 3.4)], decimals: 2, ...calculated },
  ),
  measured('AGAP', 'Khoảng trống anion', ['33037-3', 'Anion gap in Serum or Plasma'], 'mmol/L', {
    ranges: [adults(8, 16)],
    decimals: 0,
    ...calculated,
  }),
  measured(
    'CA-COR',
    'Calci hiệu chỉnh theo albumin',
    ['29265-6', 'Calcium [Moles/volume] corrected for albumin in Serum or Plasma'],
    'mmol/L',
    { ranges: [adults(2.15, 2.55)], decimals: 2, ...calculated },
  ),
  measured('TSAT', 'Độ bão hòa transferrin', ['2502-3', 'Iron saturation [Mass Fraction] in Serum or Plasma'], '%', {
    ranges: [adults(20, 50)],
    decimals: 0,
    ...calculated,
  }),
  measured(
    'OSM',
    'Áp lực thẩm thấu (tính)',
    ['18182-6', 'Osmolality of Serum or Plasma by calculation'],
    ['mOsm/kg', 'mosm/kg'],
    {
      ranges: [adults(275, 295)],
      decimals: 0,
      ...calculated,
    },
  ),
  measured('GLOB', 'Globulin', ['10834-0', 'Globulin [Mass/volume] in Serum by calculation'], 'g/L', {
    ranges: [adults(20, 35)],
    decimals: 0,
    ...calculated,
  }),
  measured(
    'IBIL',
    'Bilirubin gián tiếp',
    ['14630-8', 'Bilirubin.indirect [Moles/volume] in Serum or Plasma'],
    ['µmol/L', 'umol/L'],
    {
      ranges: [adults(0, 17)],
      decimals: 1,
      ...calculated,
    },
  ),
];
