import type { Tube } from './tubes.ts';

/** Corner of the laboratory that does a test. */
export const labSections = [
  'haematology',
  'coagulation',
  'chemistry',
  'immunology',
  'blood-gas',
  'urine',
  'serology',
] as const;
export type LabSection = (typeof labSections)[number];

/** What a doctor orders and the insurance pays: one technical service, one or more indicators, one tube. */
export interface LabTest {
  /** technical service code of the national list */
  readonly code: string;
  readonly name: string;
  readonly tube: Tube['id'];
  readonly section: LabSection;
  readonly indicators: readonly string[];
  /** calculated from other results of the same tube; nobody waits for them */
  readonly calculated?: readonly string[];
  /** LOINC code of the panel, where the test is one */
  readonly panel?: { readonly loinc: string; readonly name: string };
  /** minutes from the order, or from the tube, to the released report */
  readonly turnaround?: { readonly routine: number; readonly urgent: number };
  /** 2: a technician verifies first, then the laboratory doctor; absent: the doctor alone */
  readonly steps?: 1 | 2;
  /** the first step is done by rules where every one of them passes */
  readonly isAutomatic?: boolean;
  /** HL7 label of what only the treating people may see */
  readonly sensitive?: 'HIV';
  /** code of the instrument that usually does it */
  readonly instrument?: string;
  /** ISO days on which it can be ordered; absent: open */
  readonly validFrom?: string;
  readonly validTo?: string;
}
