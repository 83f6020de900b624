import type { CodeChoice } from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import { newbornOf } from './family.ts';
import {
  emptyDraft,
  type FieldName,
  fieldsOf,
  fill,
  type ReceptionDraft,
  whoFields,
  withoutAttempt,
  withoutCard,
} from './reception-draft.ts';

export type FieldErrors = Readonly<Partial<Record<FieldName | '', string>>>;
type Change<Value> = (change: (now: Value) => Value) => void;

/** What the hands do to the person on the desk: type, choose a record, correct it, leave the card out. */
export const draftChanges = (setDraft: Change<ReceptionDraft>, setErrors: Change<FieldErrors>) => ({
  change(name: FieldName, value: string): void {
    setErrors(({ [name]: _, ...rest }) => rest);
    setDraft((now) => ({
      ...(whoFields.has(name) ? withoutAttempt(now) : now),
      fields: { ...now.fields, [name]: value },
      filled: now.filled.filter((one) => one !== name),
    }));
  },
  place(choice: CodeChoice | undefined): void {
    setDraft((now) => ({
      ...now,
      fields: { ...now.fields, commune: choice?.code ?? '', communeName: choice?.display ?? '' },
      filled: now.filled.filter((one) => one !== 'commune' && one !== 'communeName'),
    }));
  },
  /** from here on the desk works for the child */
  newborn(): void {
    setErrors(() => ({}));
    setDraft(newbornOf);
  },
  choose(patient: Patient): void {
    setErrors(() => ({}));
    setDraft(({ isConfirmedNew: _, attempt: _a, ...now }) => ({
      ...fill(now, fieldsOf(patient)),
      existing: patient.id ?? '',
    }));
  },
  /** a temporary code was given: an emergency until somebody says otherwise */
  unknown(patient: Patient): void {
    setErrors(() => ({}));
    setDraft(() => {
      const made = { ...fill(emptyDraft, fieldsOf(patient)), existing: patient.id ?? '' };
      return { ...made, fields: { ...made.fields, priority: 'emergency' } };
    });
  },
  confirmNew(): void {
    setErrors(({ '': _, ...rest }) => rest);
    setDraft(({ existing: _, ...now }) => ({ ...now, isConfirmedNew: true }));
  },
  /** the record was corrected: the form shows what stands in it now */
  corrected(patient: Patient): void {
    const { personalNumber: _, ...known } = fieldsOf(patient);
    setDraft((now) => ({ ...now, fields: { ...now.fields, ...known } }));
  },
  dropCard(): void {
    setErrors(({ cardNumber: _n, validFrom: _f, validTo: _t, ...rest }) => rest);
    setDraft(withoutCard);
  },
});
