import { nameText } from '@lienmach/core';
import type { Patient } from 'fhir/r4';

const swapped = (day: string): string | undefined => {
  const [year, month, date] = day.split('-');
  return date !== undefined && Number(date) <= 12 && date !== month ? `${year}-${date}-${month}` : undefined;
};

/** Words in the other orders that forms of other countries use: given name first. */
function turnedNames(patient: Patient): string[] {
  const words = nameText(patient.name).split(/\s+/u).filter(Boolean);
  if (words.length < 2) return [];
  return [
    [...words.slice(1), ...words.slice(0, 1)],
    [...words.slice(-1), ...words.slice(0, -1)],
  ].map((order) => order.join(' '));
}

/**
 * The person asked for, and as the record may know them: day and month exchanged, only the year (or 1 January, which stands
 * for it), the name in another order, the communes that the reform made of the commune or that it was made of.
 *
 * @source none: what happens at a desk (own choice)
 */
export function probePersons(patient: Patient, communes: readonly string[]): Patient[] {
  const { birthDate } = patient;
  const places = communes.map((code) => ({ extension: [{ url: 'commune', valueCoding: { code } }] }));
  const base: Patient =
    places.length === 0 ? patient : { ...patient, address: [...(patient.address ?? []), ...places] };
  const dates = birthDate?.length === 10 ? [swapped(birthDate), `${birthDate.slice(0, 4)}-01-01`] : [];
  return [
    base,
    ...dates.flatMap((date) => (date === undefined ? [] : [{ ...patient, birthDate: date }])),
    ...turnedNames(patient).map((text) => ({ ...patient, name: [{ text }] })),
  ];
}
