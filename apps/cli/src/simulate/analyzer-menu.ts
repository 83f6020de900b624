/** What the pretended analyzer can measure: its own menu, as a real one has it, keyed by the test code of the order. */
export interface MenuLine {
  readonly code: string;
  readonly loinc: string;
  readonly unit: string;
  /** bounds between which values are drawn */
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
  /** may be the one value that lies outside */
  readonly mayStray?: boolean;
}

const line = (code: string, loinc: string, unit: string, range: readonly [number, number], decimals = 1): MenuLine => ({
  code,
  loinc,
  unit,
  low: range[0],
  high: range[1],
  decimals,
});
const straying = (one: MenuLine): MenuLine => ({ ...one, mayStray: true });

const bloodCount: readonly MenuLine[] = [
  straying(line('WBC', '6690-2', '10*9/L', [4.5, 9.5])),
  line('RBC', '789-8', '10*12/L', [4.4, 5.3], 2),
  line('HGB', '718-7', 'g/L', [131, 149], 0),
  line('HCT', '4544-3', 'L/L', [0.4, 0.45], 2),
  line('MCV', '787-2', 'fL', [82, 98]),
  line('MCH', '785-6', 'pg', [27.5, 31.5]),
  line('MCHC', '786-4', 'g/L', [322, 358], 0),
  straying(line('RDW', '788-0', '%', [11.8, 14.2])),
  straying(line('PLT', '777-3', '10*9/L', [170, 380], 0)),
  straying(line('NEU#', '751-8', '10*9/L', [2.5, 7])),
  line('NEU%', '770-8', '%', [45, 74]),
  line('LYM#', '731-0', '10*9/L', [1.2, 3.8]),
  line('LYM%', '736-9', '%', [19, 46]),
  line('MONO#', '742-7', '10*9/L', [0.2, 0.8]),
  straying(line('EOS#', '711-2', '10*9/L', [0.1, 0.4], 2)),
  line('BASO#', '704-7', '10*9/L', [0.01, 0.08], 2),
];

export const analyzerMenu: ReadonlyMap<string, readonly MenuLine[]> = new Map([
  ['22.0120.1370', bloodCount],
  ['22.0121.1369', bloodCount],
  ['23.0083.1523', [line('HBA1C', '4548-4', '%', [4.4, 5.8])]],
  ['23.0075.1494', [line('GLU', '14749-6', 'mmol/L', [4.2, 6.2])]],
  ['23.0166.1494', [line('URE', '22664-7', 'mmol/L', [2.8, 7.2])]],
  ['23.0051.1494', [line('CREA', '14682-9', 'umol/L', [64, 79], 0)]],
  ['23.0003.1494', [line('URIC', '14933-6', 'umol/L', [210, 330], 0)]],
  ['23.0020.1493', [line('AST', '1920-8', 'U/L', [12, 30], 0)]],
  ['23.0019.1493', [line('ALT', '1742-6', 'U/L', [10, 31], 0)]],
  ['23.0027.1493', [line('TBIL', '14631-6', 'umol/L', [5, 19])]],
  ['23.0025.1493', [line('DBIL', '14629-0', 'umol/L', [1, 4.8])]],
  ['23.0041.1506', [line('CHOL', '14647-2', 'mmol/L', [3.4, 5.1], 2)]],
  ['23.0158.1506', [line('TG', '14927-8', 'mmol/L', [0.6, 1.6], 2)]],
  ['23.0084.1506', [line('HDL', '14646-4', 'mmol/L', [1.35, 1.9], 2)]],
  ['23.0112.1506', [line('LDL', '22748-8', 'mmol/L', [1.8, 3.3], 2)]],
  [
    '23.0058.1487',
    [
      line('NA', '2951-2', 'mmol/L', [136, 144], 0),
      straying(line('K', '2823-3', 'mmol/L', [3.7, 4.9])),
      line('CL', '2075-0', 'mmol/L', [99, 106], 0),
    ],
  ],
  ['23.0228.1483', [line('CRP', '1988-5', 'mg/L', [0.4, 4.6])]],
]);
