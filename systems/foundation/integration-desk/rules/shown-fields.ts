/** How much of a field is shown: all of it, its codes without their texts, or a value that is a number. */
export type Shown = 'all' | 'codes' | 'value';

type Fields = Readonly<Record<number, Shown>>;

const all = (...fields: readonly number[]): Fields => Object.fromEntries(fields.map((field) => [field, 'all']));

/**
 * Fields of HL7 segments that name nobody; whatever is not listed is hidden, and so are segments not listed.
 *
 * @source HL7 v2.5.1 chapters 2-7, 9, 10 (verified); the choice of fields is ours
 */
export const shownOfHl7: Readonly<Record<string, Fields | 'whole'>> = {
  MSH: 'whole',
  FHS: 'whole',
  BHS: 'whole',
  FTS: 'whole',
  BTS: 'whole',
  MSA: 'whole',
  ERR: 'whole',
  EVN: all(1, 2, 3, 4, 6),
  PID: all(1, 8),
  PV1: all(1, 2, 3, 4, 6, 10, 14, 18, 36, 44, 45),
  ORC: all(1, 5, 9),
  OBR: all(1, 4, 5, 6, 7, 8, 11, 14, 15, 22, 24, 25),
  OBX: { ...all(1, 2, 3, 4, 6, 7, 8, 11, 14, 17, 19), 5: 'value' },
  SPM: all(1, 4, 8, 11, 17, 18),
  TQ1: all(1, 2, 3, 7, 8, 9),
  TXA: all(1, 2, 3, 4, 6, 7, 17, 19),
  SCH: { ...all(9, 10, 11, 25), 6: 'codes', 7: 'codes' },
  AIS: all(1, 2, 3, 4),
  RXA: all(1, 2, 3, 4, 5, 6, 7, 20, 21),
  RXR: all(1, 2),
  DG1: { ...all(1, 2, 5, 6), 3: 'codes' },
  FT1: all(1, 4, 6, 7, 10, 11, 12),
  PRB: { ...all(1, 2), 3: 'codes' },
  IN1: all(1),
  NTE: all(1, 2),
  QPD: all(1),
  RCP: all(1, 2),
  QAK: all(2, 3, 4, 5, 6),
};

/**
 * The same of ASTM records.
 *
 * @source ASTM E1394-97, sections 6-15 (verified); the choice of fields is ours
 */
export const shownOfAstm: Readonly<Record<string, Fields>> = {
  H: all(1, 2, 4, 9, 11, 12, 13),
  P: all(1, 8),
  O: all(1, 4, 5, 6, 7, 11, 14, 15, 25),
  R: { ...all(1, 2, 4, 5, 6, 8, 11, 12, 13), 3: 'value' },
  Q: all(1, 4, 5, 12),
  C: all(1, 2, 4),
  M: all(1),
  S: all(1),
  L: all(1, 2),
};
