import type { FlagCode } from './expert-rules.ts';

/** Resistances in the words of the report. */
export const flagNames: Readonly<Record<FlagCode, string>> = {
  ESBL: 'Nghi sinh men ESBL',
  MRSA: 'Tụ cầu vàng kháng methicillin (MRSA)',
  CRE: 'Vi khuẩn đường ruột kháng carbapenem (CRE)',
  VRE: 'Cầu khuẩn đường ruột kháng vancomycin (VRE)',
  CRAB: 'Acinetobacter kháng carbapenem (CRAB)',
  CRPA: 'Pseudomonas kháng carbapenem (CRPA)',
};
