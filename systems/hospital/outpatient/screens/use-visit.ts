import { codeSystems, identifierSystems } from '@lienmach/core';
import { useRead, useSearch } from '@lienmach/ui';
import { idOf, narrativeCodes } from './visit-facts.ts';

const narrativeQuery = Object.values(narrativeCodes)
  .map((code) => `${codeSystems.loinc}|${code}`)
  .join(',');

/** Everything of one visit that the room shows; each search is refreshed when its type changes. */
export function useVisit(id: string) {
  const encounter = useRead('Encounter', id);
  const patientId = idOf(encounter.data?.subject);
  const ofPatient = patientId === undefined ? undefined : `Patient/${patientId}`;
  const here = { encounter: `Encounter/${id}` };
  const patient = useRead('Patient', patientId);
  const allergies = useSearch('AllergyIntolerance', ofPatient === undefined ? undefined : { patient: ofPatient });
  const covers = useSearch(
    'Coverage',
    ofPatient === undefined ? undefined : { beneficiary: ofPatient, status: 'active' },
  );
  const conditions = useSearch('Condition', here);
  const notes = useSearch('ClinicalImpression', here);
  const narratives = useSearch('Observation', { ...here, code: narrativeQuery });
  const forms = useSearch('Questionnaire', { status: 'active', _count: 50 });
  const filled = useSearch('QuestionnaireResponse', { identifier: `${identifierSystems.examinationForm}|${id}` });
  const all = [encounter, conditions, notes, narratives, forms, filled];
  const record =
    encounter.data && conditions.data && notes.data && narratives.data && forms.data && filled.data
      ? {
          encounter: encounter.data,
          conditions: conditions.data.items,
          notes: notes.data.items,
          narratives: narratives.data.items,
          forms: forms.data.items,
          response: filled.data.items[0],
        }
      : undefined;
  return {
    record,
    patient: patient.data,
    allergies: allergies.data?.items,
    cover: covers.data?.items[0],
    error: all.find((one) => one.error !== null)?.error ?? patient.error,
    retry: () => Promise.all([...all, patient].map((one) => one.refetch())),
  };
}

export type VisitOnScreen = ReturnType<typeof useVisit>;
