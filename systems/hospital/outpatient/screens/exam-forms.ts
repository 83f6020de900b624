import { codeSystems } from '@lienmach/core';
import { checkForm } from '@lienmach/forms';
import { ageOf } from '@lienmach/ui';
import type { Patient, Questionnaire, UsageContext } from 'fhir/r4';

/** `examination`: may open by itself; `special-examination`: when the doctor asks for it */
type FormUse = 'examination' | 'special-examination';

const contexts = (form: Questionnaire, code: string): UsageContext[] =>
  (form.useContext ?? []).filter((one) => one.code.code === code);

export const isOfUse = (form: Questionnaire, use: FormUse): boolean =>
  contexts(form, 'workflow').some(({ valueCodeableConcept }) =>
    valueCodeableConcept?.coding?.some(({ system, code }) => system === codeSystems.formUse && code === use),
  );

function fitsAge(form: Questionnaire, years: number | undefined): boolean {
  return contexts(form, 'age').every(({ valueRange }) => {
    const { low, high } = valueRange ?? {};
    if (years === undefined) return low?.value !== undefined && low.value >= 16;
    return years >= (low?.value ?? 0) && years <= (high?.value ?? 200);
  });
}

const fitsGender = (form: Questionnaire, gender: string | undefined): boolean =>
  contexts(form, 'gender').every(({ valueCodeableConcept }) => valueCodeableConcept?.coding?.[0]?.code === gender);

const yearsOf = ({ birthDate }: Patient): number | undefined => {
  const age = ageOf(birthDate);
  if (age === undefined) return undefined;
  return age.unit === 'year' ? age.value : Math.floor(age.unit === 'month' ? age.value / 12 : 0);
};

/** Examination forms that can be used for this person, the one that opens by itself first. */
export function examFormsFor(all: readonly Questionnaire[], patient: Patient): readonly Questionnaire[] {
  const years = yearsOf(patient);
  const fitting = all.filter(
    (form) => fitsAge(form, years) && fitsGender(form, patient.gender) && checkForm(form).length === 0,
  );
  return [
    ...fitting.filter((form) => isOfUse(form, 'examination')),
    ...fitting.filter((form) => isOfUse(form, 'special-examination')),
  ];
}
