import { adults, children, type LabIndicator, measured, men, pregnant, women } from './lab-indicator.ts';

const cells = ['G/L', '10*9/L'] as const;

/**
 * Blood count and what belongs to it. Limits for haemoglobin in children and in pregnancy are those below which WHO
 * speaks of anaemia; they have no upper bound.
 *
 * @source typical reference ranges and critical limits of laboratory practice (from memory); haemoglobin of children and in pregnancy: WHO/NMH/NHD/MNM/11.1 (from memory); delta limits: laboratory practice (from memory)
 */
export const haematology: readonly LabIndicator[] = [
  measured('WBC', 'Số lượng bạch cầu', ['6690-2', 'Leukocytes [#/volume] in Blood by Automated count'], cells, {
    ranges: [pregnant(4.0, 15.0), adults(4.0, 10.0)],
    critical: { low: 2.0, high: 30.0 },
    delta: { percent: 50, absolute: 10, withinDays: 7 },
  }),
  measured(
    'RBC',
    'Số lượng hồng cầu',
    ['789-8', 'Erythrocytes [#/volume] in Blood by Automated count'],
    ['T/L', '10*12/L'],
    { ranges: [men(4.3, 5.8), women(3.9, 5.4)] },
  ),
  measured('HGB', 'Huyết sắc tố', ['718-7', 'Hemoglobin [Mass/volume] in Blood'], 'g/L', {
    ranges: [
      pregnant(110),
      men(130, 170),
      women(120, 150),
      children(1, 4, 110),
      children(5, 11, 115),
      children(12, 14, 120),
    ],
    critical: { low: 70, high: 200 },
    delta: { absolute: 20, withinDays: 7 },
  }),
  measured('HCT', 'Hematocrit', ['4544-3', 'Hematocrit [Volume Fraction] of Blood by Automated count'], 'L/L', {
    ranges: [men(0.4, 0.5), women(0.36, 0.46)],
  }),
  measured('MCV', 'Thể tích trung bình hồng cầu', ['787-2', 'MCV [Entitic volume] by Automated count'], 'fL', {
    ranges: [adults(80, 100)],
    delta: { absolute: 5, withinDays: 7 },
  }),
  measured('MCH', 'Lượng huyết sắc tố trung bình', ['785-6', 'MCH [Entitic mass] by Automated count'], 'pg', {
    ranges: [adults(27, 32)],
    decimals: 1,
  }),
  measured('MCHC', 'Nồng độ huyết sắc tố trung bình', ['786-4', 'MCHC [Mass/volume] by Automated count'], 'g/L', {
    ranges: [adults(320, 360)],
    decimals: 0,
  }),
  measured('RDW', 'Độ phân bố hồng cầu', ['788-0', 'Erythrocyte distribution width [Ratio] by Automated count'], '%', {
    ranges: [adults(11.5, 14.5)],
  }),
  measured('PLT', 'Số lượng tiểu cầu', ['777-3', 'Platelets [#/volume] in Blood by Automated count'], cells, {
    ranges: [adults(150, 400)],
    critical: { low: 20, high: 1000 },
    delta: { percent: 50, withinDays: 7 },
  }),
  measured('NEU#', 'Bạch cầu trung tính', ['751-8', 'Neutrophils [#/volume] in Blood by Automated count'], cells, {
    ranges: [adults(2.0, 7.5)],
    critical: { low: 0.5 },
  }),
  measured(
    'NEU%',
    'Tỷ lệ bạch cầu trung tính',
    ['770-8', 'Neutrophils/100 leukocytes in Blood by Automated count'],
    '%',
    { ranges: [adults(43, 76)] },
  ),
  measured('LYM#', 'Bạch cầu lympho', ['731-0', 'Lymphocytes [#/volume] in Blood by Automated count'], cells, {
    ranges: [adults(1.0, 4.0)],
  }),
  measured('LYM%', 'Tỷ lệ lympho', ['736-9', 'Lymphocytes/100 leukocytes in Blood by Automated count'], '%', {
    ranges: [adults(17, 48)],
  }),
  measured('MONO#', 'Bạch cầu mono', ['742-7', 'Monocytes [#/volume] in Blood by Automated count'], cells, {
    ranges: [adults(0.1, 0.9)],
  }),
  measured('EOS#', 'Bạch cầu ưa axit', ['711-2', 'Eosinophils [#/volume] in Blood by Automated count'], cells, {
    ranges: [adults(0.0, 0.5)],
  }),
  measured('BASO#', 'Bạch cầu ưa bazơ', ['704-7', 'Basophils [#/volume] in Blood by Automated count'], cells, {
    ranges: [adults(0.0, 0.1)],
  }),
  measured('RET%', 'Hồng cầu lưới', ['17849-1', 'Reticulocytes/100 erythrocytes in Blood by Automated count'], '%', {
    ranges: [adults(0.5, 2.0)],
  }),
  measured(
    'ESR1H',
    'Máu lắng giờ thứ nhất',
    ['4537-7', 'Erythrocyte sedimentation rate by Westergren method'],
    'mm/h',
    {
      ranges: [men(0, 15), women(0, 20)],
      method: 'Westergren',
    },
  ),
];
