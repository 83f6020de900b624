import { type CodeChoice, CodePicker, formatDate, nameOf, patientCodeOf, useRecord, useTexts } from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import { texts } from './texts.ts';

/** A person who has a record. */
export interface PatientChoice extends CodeChoice {
  readonly id: string;
}

const choiceOf = (patient: Patient): PatientChoice => ({
  id: patient.id ?? '',
  code: patientCodeOf(patient),
  display: nameOf(patient.name),
  detail: formatDate(patient.birthDate),
});

interface PatientPickerProps {
  readonly value: PatientChoice | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: PatientChoice | undefined) => void;
}

/** Looks people up as the search box does: name without accents, or a number. */
export function PatientPicker({ value, error, onChange }: PatientPickerProps) {
  const t = useTexts(texts);
  const { search } = useRecord();
  const find = async (text: string): Promise<readonly PatientChoice[]> => {
    const query = /^[\d-]{5,}$/.test(text) ? { identifier: text, _count: 8 } : { name: text, _count: 8 };
    return (await search('Patient', query)).items.map(choiceOf);
  };
  return (
    <CodePicker
      label={t.patient}
      name="patient"
      span={12}
      isRequired
      value={value}
      error={error}
      hint={t.patientHint}
      search={find}
      onChange={onChange}
    />
  );
}
