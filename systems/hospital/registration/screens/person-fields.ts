import { personName } from '@lienmach/core';
import type { Patient } from 'fhir/r4';
import { fieldsOf, type ReceptionFields } from './reception-draft.ts';

/** What the desk may correct in a record that exists; numbers of the person are the records office's. */
export const editable = ['name', 'birthDate', 'gender', 'phone', 'address'] as const;
export type EditableName = (typeof editable)[number];
export type PersonFields = Pick<ReceptionFields, EditableName>;

export function personFieldsOf(patient: Patient): PersonFields {
  const { name = '', birthDate = '', gender = '', phone = '', address = '' } = fieldsOf(patient);
  return { name, birthDate, gender, phone, address };
}

function withPhone({ telecom = [] }: Patient, phone: string): Pick<Patient, 'telecom'> {
  const rest = telecom.filter((one) => one !== telecom.find(({ system }) => system === 'phone'));
  const next = phone === '' ? rest : [{ system: 'phone' as const, value: phone, use: 'mobile' as const }, ...rest];
  return next.length === 0 ? {} : { telecom: next };
}

function withAddress({ address = [] }: Patient, text: string): Pick<Patient, 'address'> {
  const [first, ...rest] = address;
  if (text === '') return rest.length === 0 ? {} : { address: rest };
  // a street that changed is no longer in the ward that was coded
  const { extension: _, ...kept } = first ?? { use: 'home' as const, country: 'VN' };
  return { address: [first?.text === text ? { ...first } : { ...kept, text }, ...rest] };
}

const genderOf = (text: string): Pick<Patient, 'gender'> =>
  text === 'male' || text === 'female' || text === 'other' || text === 'unknown' ? { gender: text } : {};

/** The record with these fields; what the form does not show stays as it is. */
export function withPersonFields(patient: Patient, fields: PersonFields): Patient {
  const before = personFieldsOf(patient);
  const { gender: _g, birthDate: _b, telecom: _t, address: _a, ...rest } = patient;
  return {
    ...rest,
    ...(fields.name === before.name ? {} : { name: [personName(fields.name), ...(patient.name ?? []).slice(1)] }),
    ...genderOf(fields.gender),
    ...(fields.birthDate === '' ? {} : { birthDate: fields.birthDate }),
    ...withPhone(patient, fields.phone),
    ...withAddress(patient, fields.address),
  };
}
