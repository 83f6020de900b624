import { isOutcomeError, mergeFields, recordKey, useDraft, useRecord } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Patient } from 'fhir/r4';
import { useState } from 'react';
import { type EditableName, type PersonFields, personFieldsOf, withPersonFields } from './person-fields.ts';

interface EditDraft {
  /** the record as it was when the first letter was changed */
  readonly base: Patient;
  readonly fields: PersonFields;
}

/** Both sides changed the same fields: what was read now, and what the merge would be. */
export interface PersonConflict {
  readonly theirs: Patient;
  readonly mine: PersonFields;
  readonly merged: PersonFields;
  readonly names: readonly EditableName[];
  readonly taken: number;
}

const paths = { name: 'name', birthDate: 'birthDate', gender: 'gender', phone: 'telecom', address: 'address' };
type Errors = Partial<Record<EditableName | '', string>>;

/** Corrects a record that exists; two clerks at once lose nothing. */
export function useEditPerson(patient: Patient, onSaved: (patient: Patient) => void) {
  const { update } = useRecord();
  const cache = useQueryClient();
  const [draft, setDraft, forget] = useDraft<EditDraft>(`registration.person.${patient.id}`, {
    base: patient,
    fields: personFieldsOf(patient),
  });
  const [errors, setErrors] = useState<Errors>({});
  const [conflict, setConflict] = useState<PersonConflict>();
  const [isSaving, setSaving] = useState(false);

  const finish = (saved: Patient): void => {
    forget();
    setConflict(undefined);
    void cache.invalidateQueries({ queryKey: recordKey('Patient') });
    onSaved(saved);
  };
  /** writes over exactly this version; somebody quicker: merged, or asked */
  const write = async (over: Patient, base: Patient, fields: PersonFields): Promise<void> => {
    try {
      finish(await update(withPersonFields(over, fields)));
    } catch (thrown) {
      const theirs = isOutcomeError(thrown) ? thrown.conflict?.theirs : undefined;
      if (theirs?.resourceType !== 'Patient') throw thrown;
      await settle(base, theirs, fields);
    }
  };
  const settle = async (base: Patient, theirs: Patient, mine: PersonFields): Promise<void> => {
    const versions = { base: personFieldsOf(base), mine, theirs: personFieldsOf(theirs) };
    const { merged, conflicts, taken } = mergeFields(versions);
    if (conflicts.length === 0) await write(theirs, theirs, merged);
    else setConflict({ theirs, mine, merged, names: conflicts, taken });
  };
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    setErrors({});
    try {
      await work();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setErrors(thrown.fieldErrors(paths));
    } finally {
      setSaving(false);
    }
  };
  return {
    fields: draft.fields,
    errors,
    conflict,
    isSaving,
    change(name: EditableName, value: string): void {
      setErrors(({ [name]: _, ...rest }) => rest);
      setDraft((now) => ({ ...now, fields: { ...now.fields, [name]: value } }));
    },
    save: () => run(() => write(draft.base, draft.base, draft.fields)),
    /** the clerk has chosen which side stands */
    resolve(chosen: Readonly<Record<string, 'mine' | 'theirs'>>): Promise<void> {
      if (conflict === undefined) return Promise.resolve();
      const theirs = personFieldsOf(conflict.theirs);
      const kept = conflict.names.filter((name) => chosen[name] === 'theirs').map((name) => [name, theirs[name]]);
      const fields: PersonFields = { ...conflict.merged, ...Object.fromEntries(kept) };
      return run(() => write(conflict.theirs, conflict.theirs, fields));
    },
    drop: forget,
    closeConflict: () => setConflict(undefined),
  };
}
