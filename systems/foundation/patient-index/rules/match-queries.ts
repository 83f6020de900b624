import { identifierSystems } from '@lienmach/core';
import type { Patient } from 'fhir/r4';

const asked: ReadonlySet<string> = new Set([
  identifierSystems.personalNumber,
  identifierSystems.oldIdentityCard,
  identifierSystems.socialInsuranceNumber,
  identifierSystems.insuranceCard,
  identifierSystems.patientNumber,
  identifierSystems.passport,
]);

const escaped = (text: string): string => text.replace(/[\\,$|]/g, '\\$&');

const query = (name: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [new URLSearchParams({ [name]: values.map(escaped).join(',') }).toString()];

/** A social-insurance number is also the end of an old card; a number in use may be an old one over there. */
function numberValues({ identifier = [] }: Patient): string[] {
  return identifier.flatMap(({ system, value }) => {
    if (system === undefined || value === undefined || !asked.has(system)) return [];
    const social = system === identifierSystems.insuranceCard ? value.slice(-10) : undefined;
    return social === undefined ? [value] : [value, social];
  });
}

/**
 * Searches whose union holds everybody worth comparing: the same numbers of whatever system, the same telephone, a key of
 * the person in common. Each is a few index ranges.
 *
 * @source none: how the record is asked (own choice)
 */
export function matchQueries(patient: Patient, keys: readonly string[]): string[] {
  const phones = (patient.telecom ?? []).flatMap(({ system, value }) =>
    system === 'phone' && value !== undefined ? [value.replace(/[\s.()-]/g, '')] : [],
  );
  const key = keys.length === 0 ? [] : [`person-key=${keys.map((one) => `%7C${one}`).join(',')}`];
  return [...query('identifier', numberValues(patient).slice(0, 20)), ...query('phone', phones.slice(0, 5)), ...key];
}
