import { readFileSync } from 'node:fs';
import type { Questionnaire } from 'fhir/r4';

const read = (name: string): Questionnaire =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));

/**
 * History and examination by organ system. The groups with the codes of the three narratives become the texts of the record;
 * the prefix of an organ is its number key.
 *
 * @source TT 32/2023/TT-BYT, annexes XXVIII (01, 02, 05, 15/BV1) and XXIX (51/BV2): contents of the parts (secondary); suggested phrases and limits are our own choice
 */
export const examinationForms: readonly Questionnaire[] = ['kham-noi', 'kham-nhi', 'kham-thai'].map(read);

/**
 * Other forms of the room.
 *
 * @source AUDIT-C: first three questions of the AUDIT of the World Health Organization; limits of 4 for men and 3 for women (from memory)
 */
export const otherForms: readonly Questionnaire[] = ['audit-c'].map(read);
