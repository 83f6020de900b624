import { useTexts } from '@lienmach/ui';
import { useState } from 'react';
import type { PatientChoice } from './patient-picker.tsx';
import { texts } from './texts.ts';
import type { BookingRequest, NewPerson } from './use-booking.ts';

interface Fields {
  readonly patient: PatientChoice | undefined;
  readonly isNew: boolean;
  readonly person: NewPerson;
  readonly reason: string;
}

const empty: Fields = {
  patient: undefined,
  isNew: false,
  person: { name: '', birthDate: '', gender: '', phone: '', confirmNew: false },
  reason: '',
};

type Errors = Readonly<Partial<Record<'patient' | 'person' | 'reason', string>>>;

/** What is typed for one appointment. */
export function useBookForm() {
  const t = useTexts(texts);
  const [fields, setFields] = useState(empty);
  const [errors, setErrors] = useState<Errors>({});
  const { patient, isNew, person, reason } = fields;

  const missing = (): Errors => ({
    ...(!isNew && patient === undefined ? { patient: t.needPatient } : {}),
    ...(isNew && (person.name.trim() === '' || person.birthDate === '' || person.gender === '')
      ? { person: t.needName }
      : {}),
    ...(reason.trim() === '' ? { reason: t.needReason } : {}),
  });
  return {
    fields,
    errors,
    change(more: Partial<Fields>): void {
      setErrors({});
      setFields((now) => ({ ...now, ...more }));
    },
    changePerson(more: Partial<NewPerson>): void {
      setErrors({});
      setFields((now) => ({ ...now, person: { ...now.person, confirmNew: false, ...more } }));
    },
    reset(): void {
      setFields(empty);
      setErrors({});
    },
    /** @returns undefined: something is missing, and stands at its field */
    request(at: Pick<BookingRequest, 'room' | 'start' | 'time'>): BookingRequest | undefined {
      const found = missing();
      setErrors(found);
      if (Object.keys(found).length > 0) return undefined;
      const who = isNew
        ? { ...person, name: person.name.trim(), phone: person.phone.trim() }
        : { id: patient?.id ?? '', name: patient?.display ?? '' };
      return { patient: who, ...at, reason: reason.trim() };
    },
  };
}
