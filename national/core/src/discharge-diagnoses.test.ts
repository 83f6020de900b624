import type { Condition, Encounter, EncounterDiagnosis } from 'fhir/r4';
import { expect, test } from 'vitest';
import { codeSystems } from './canonical.ts';
import { dischargeDiagnoses, icd10Of, mainDiagnosis } from './discharge-diagnoses.ts';

const condition = (id: string, code?: string): Condition => ({
  resourceType: 'Condition',
  id,
  subject: {},
  ...(code === undefined ? {} : { code: { coding: [{ system: codeSystems.icd10, code }] } }),
});
const entry = (id: string, use: string, rank?: number): EncounterDiagnosis => ({
  condition: { reference: `Condition/${id}` },
  use: { coding: [{ code: use }] },
  ...(rank === undefined ? {} : { rank }),
});
const conditions = [condition('a', 'I10'), condition('b', 'E11.9'), condition('c')];
const visit = (...diagnosis: EncounterDiagnosis[]): Pick<Encounter, 'diagnosis'> => ({ diagnosis });

test.each<[string, Pick<Encounter, 'diagnosis'>, string[], string | undefined]>([
  ['bệnh chính đứng đầu dù ghi sau', visit(entry('b', 'DD', 2), entry('a', 'DD', 1)), ['a', 'b'], 'I10'],
  ['chẩn đoán lúc vào không tính', visit(entry('b', 'AD', 1), entry('a', 'DD', 1)), ['a'], 'I10'],
  ['chưa có hạng 1 thì chưa có bệnh chính', visit(entry('b', 'DD', 2), entry('a', 'DD')), ['b', 'a'], undefined],
  ['bệnh chính chưa có mã', visit(entry('c', 'DD', 1), entry('a', 'DD', 2)), ['c', 'a'], undefined],
  ['chẩn đoán không còn trong hồ sơ', visit(entry('x', 'DD', 1)), [], undefined],
  ['chưa có gì', {}, [], undefined],
])('%s', (_, given, ids, main) => {
  expect(dischargeDiagnoses(given, conditions).map(({ id }) => id)).toEqual(ids);
  expect(icd10Of(mainDiagnosis(given, conditions))).toBe(main);
});
