import { vnBloodPressure, vnDiagnosis, vnVitalSigns } from '@lienmach/core';
import { defineSystem } from '@lienmach/system-kit';
import { examinationForms, otherForms } from './forms/examination-forms.ts';
import { finishVisit } from './operations/finish-visit.ts';
import { myDiagnoses } from './operations/my-diagnoses.ts';
import { recordExamination } from './operations/record-examination.ts';
import { recordForm } from './operations/record-form.ts';
import { recordVitals } from './operations/record-vitals.ts';

export const outpatient = defineSystem({
  id: 'outpatient',
  title: { vi: 'Khám ngoại trú', en: 'Outpatient' },
  profiles: [vnVitalSigns, vnBloodPressure, vnDiagnosis],
  forms: [...examinationForms, ...otherForms],
  operations: [recordVitals, recordExamination, recordForm, finishVisit, myDiagnoses],
});
