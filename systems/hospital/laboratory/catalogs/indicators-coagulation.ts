import { adults, type LabIndicator, measured } from './lab-indicator.ts';

const seconds = ['giây', 's'] as const;

/**
 * Coagulation.
 *
 * @source typical adult reference ranges and critical limits of laboratory practice (from memory)
 */
export const coagulation: readonly LabIndicator[] = [
  measured('PT', 'Thời gian prothrombin', ['5902-2', 'Prothrombin time (PT)'], seconds, { ranges: [adults(11, 13.5)] }),
  measured('PT%', 'Tỷ lệ prothrombin', ['5894-1', 'Prothrombin time (PT) actual/Normal'], '%', {
    ranges: [adults(70, 140)],
    critical: { low: 20 },
    delta: { absolute: 30, withinDays: 7 },
  }),
  measured('INR', 'INR', ['6301-6', 'INR in Platelet poor plasma by Coagulation assay'], ['', '{INR}'], {
    ranges: [adults(0.85, 1.2)],
    critical: { high: 5.0 },
    delta: { absolute: 1.0, perDay: 0.5, withinDays: 14 },
    decimals: 2,
  }),
  measured(
    'APTT',
    'Thời gian thromboplastin hoạt hóa từng phần',
    ['14979-9', 'aPTT in Platelet poor plasma by Coagulation assay'],
    seconds,
    { ranges: [adults(25, 36)], critical: { high: 80 } },
  ),
  measured(
    'FIB',
    'Fibrinogen',
    ['3255-7', 'Fibrinogen [Mass/volume] in Platelet poor plasma by Coagulation assay'],
    'g/L',
    {
      ranges: [adults(2, 4)],
      critical: { low: 1.0 },
    },
  ),
  measured(
    'DDIMER',
    'D-dimer (FEU)',
    ['48065-7', 'Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma'],
    ['mg/L FEU', 'mg/L{FEU}'],
    { ranges: [adults(0, 0.5)] },
  ),
];
