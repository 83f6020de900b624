import type { Condition, Encounter } from 'fhir/r4';
import { codeSystems } from './canonical.ts';

const isDischarge = ({
  use,
}: {
  use?: { coding?: { code?: string | undefined }[] | undefined } | undefined;
}): boolean => use?.coding?.some(({ code }) => code === 'DD') ?? false;

/**
 * The diagnoses a visit ends with (use DD) in the order of their rank, the main disease first.
 *
 * @source FHIR R4 Encounter.diagnosis, role DD (verified); rank 1 as the main disease: VN Core 0.6.0 says nothing, our own choice
 */
export const dischargeDiagnoses = (
  { diagnosis = [] }: Pick<Encounter, 'diagnosis'>,
  conditions: readonly Condition[],
): Condition[] =>
  diagnosis
    .filter(isDischarge)
    .sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99))
    .flatMap(({ condition }) => conditions.find(({ id }) => `Condition/${id}` === condition.reference) ?? []);

/**
 * The main disease (bệnh chính): discharge diagnosis of rank 1 that carries a code of the national ICD-10.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), MA_BENH_CHINH is mandatory (secondary)
 */
export function mainDiagnosis(encounter: Pick<Encounter, 'diagnosis'>, conditions: readonly Condition[]) {
  const hasFirst = (encounter.diagnosis ?? []).some((entry) => entry.rank === 1 && isDischarge(entry));
  const [main] = dischargeDiagnoses(encounter, conditions);
  return hasFirst && icd10Of(main) !== undefined ? main : undefined;
}

/** Code of the national ICD-10 that a diagnosis carries. */
export const icd10Of = (condition: Condition | undefined): string | undefined =>
  condition?.code?.coding?.find(({ system }) => system === codeSystems.icd10)?.code;
