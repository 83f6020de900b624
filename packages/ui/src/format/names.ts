import type { HumanName, Patient } from 'fhir/r4';

/** The name to show: the official one when there are several. */
export function nameOf(names: readonly HumanName[] | undefined): string {
  const name = names?.find((one) => one.use === 'official') ?? names?.[0];
  return name?.text ?? [name?.family, ...(name?.given ?? [])].filter(Boolean).join(' ');
}

/** The code of a patient in this hospital: the medical-record number, else the first identifier. */
export const patientCodeOf = (patient: Patient): string =>
  (
    patient.identifier?.find((one) => one.type?.coding?.some((coding) => coding.code === 'MR')) ??
    patient.identifier?.[0]
  )?.value ?? '';

/** `LH` of `Lê Thu Hà`: family name and given name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.slice(0, 1) ?? ''}${words.length > 1 ? (words.at(-1)?.slice(0, 1) ?? '') : ''}`.toUpperCase();
}
