import { adults, type LabIndicator, measured } from './lab-indicator.ts';

const pressure = ['mmHg', 'mm[Hg]'] as const;

/**
 * Arterial blood gases.
 *
 * @source typical adult reference ranges and critical limits of laboratory practice (from memory)
 */
export const bloodGas: readonly LabIndicator[] = [
  measured('ABG-PH', 'pH máu động mạch', ['2744-1', 'pH of Arterial blood'], ['', '[pH]'], {
    ranges: [adults(7.35, 7.45)],
    critical: { low: 7.2, high: 7.6 },
  }),
  measured('ABG-PCO2', 'PaCO2', ['2019-8', 'Carbon dioxide [Partial pressure] in Arterial blood'], pressure, {
    ranges: [adults(35, 45)],
    critical: { low: 20, high: 70 },
  }),
  measured('ABG-PO2', 'PaO2', ['2703-7', 'Oxygen [Partial pressure] in Arterial blood'], pressure, {
    ranges: [adults(80, 100)],
    critical: { low: 40 },
  }),
  measured('ABG-HCO3', 'HCO3-', ['1960-4', 'Bicarbonate [Moles/volume] in Arterial blood'], 'mmol/L', {
    ranges: [adults(22, 26)],
    critical: { low: 10, high: 40 },
  }),
  measured('ABG-BE', 'Kiềm dư', ['1925-7', 'Base excess in Arterial blood by calculation'], 'mmol/L', {
    ranges: [adults(-2, 2)],
  }),
];
