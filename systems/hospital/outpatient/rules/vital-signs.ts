/** One vital sign: its LOINC code and name, its UCUM unit, and two pairs of limits in that unit. */
export interface VitalSign {
  readonly loinc: string;
  readonly display: string;
  readonly vi: string;
  readonly ucum: string;
  /** as people write the unit */
  readonly unit: string;
  /** outside: a slip of the pen, refused */
  readonly plausible: readonly [number, number];
  /** outside, adults only: shown to the doctor at once */
  readonly alert?: readonly [number, number];
}

/**
 * Codes, units and limits of the signs that a nurse takes before the doctor comes.
 *
 * @source FHIR R4 vital signs profile and LOINC for codes and units (verified); limits are our own choice after common clinical practice (unsure)
 */
export const vitalSigns = {
  temperature: {
    loinc: '8310-5',
    display: 'Body temperature',
    vi: 'Nhiệt độ',
    ucum: 'Cel',
    unit: '°C',
    plausible: [25, 45],
    alert: [35, 39],
  },
  pulse: {
    loinc: '8867-4',
    display: 'Heart rate',
    vi: 'Mạch',
    ucum: '/min',
    unit: 'lần/phút',
    plausible: [20, 300],
    alert: [50, 120],
  },
  respiratoryRate: {
    loinc: '9279-1',
    display: 'Respiratory rate',
    vi: 'Nhịp thở',
    ucum: '/min',
    unit: 'lần/phút',
    plausible: [4, 120],
    alert: [10, 25],
  },
  systolic: {
    loinc: '8480-6',
    display: 'Systolic blood pressure',
    vi: 'Huyết áp tâm thu',
    ucum: 'mm[Hg]',
    unit: 'mmHg',
    plausible: [30, 300],
    alert: [90, 179],
  },
  diastolic: {
    loinc: '8462-4',
    display: 'Diastolic blood pressure',
    vi: 'Huyết áp tâm trương',
    ucum: 'mm[Hg]',
    unit: 'mmHg',
    plausible: [10, 200],
    alert: [50, 109],
  },
  oxygenSaturation: {
    loinc: '2708-6',
    display: 'Oxygen saturation in Arterial blood',
    vi: 'SpO₂',
    ucum: '%',
    unit: '%',
    plausible: [30, 100],
    alert: [94, 100],
  },
  weight: {
    loinc: '29463-7',
    display: 'Body weight',
    vi: 'Cân nặng',
    ucum: 'kg',
    unit: 'kg',
    plausible: [0.3, 400],
  },
  height: {
    loinc: '8302-2',
    display: 'Body height',
    vi: 'Chiều cao',
    ucum: 'cm',
    unit: 'cm',
    plausible: [20, 260],
  },
} as const satisfies Record<string, VitalSign>;

export type VitalName = keyof typeof vitalSigns;
export const vitalNames: readonly VitalName[] = [
  'temperature',
  'pulse',
  'respiratoryRate',
  'systolic',
  'diastolic',
  'oxygenSaturation',
  'weight',
  'height',
];

/** Measured values in hundredths of the unit. */
export type Measured = Partial<Record<VitalName, bigint>>;
