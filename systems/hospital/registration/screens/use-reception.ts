import {
  isOutcomeError,
  OutcomeError,
  recordKey,
  type Scan,
  useDraft,
  useRecord,
  useTexts,
  valueIn,
} from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Encounter, Parameters, Patient } from 'fhir/r4';
import { useState } from 'react';
import { draftChanges, type FieldErrors } from './draft-changes.ts';
import { saveRelative } from './family.ts';
import { readScanned } from './read-scanned.ts';
import { cardInput, emptyDraft, personInput, type ReceptionDraft } from './reception-draft.ts';
import { texts } from './texts.ts';

/** The number that was given last. */
export interface GivenTicket {
  readonly number: string;
  /** `Encounter/…` */
  readonly encounter: string;
  readonly room: string;
  readonly name: string;
  readonly at: Date;
}

const needed = ['name', 'birthDate', 'gender', 'reason', 'room'] as const;
const paths = {
  name: 'name',
  birthDate: 'birthDate',
  gender: 'gender',
  personalNumber: 'personalNumber',
  phone: 'phone',
  address: 'address',
  cardNumber: 'card.number',
  validFrom: 'card.validFrom',
  validTo: 'card.validTo',
  reason: 'reason',
  room: 'room',
  entitlement: 'entitlement',
  commune: 'commune',
  relativeName: 'RelatedPerson.name',
};

function missingIn({ fields }: ReceptionDraft, words: Readonly<Record<(typeof needed)[number], string>>): FieldErrors {
  return Object.fromEntries(needed.filter((name) => fields[name].trim() === '').map((name) => [name, words[name]]));
}

function useSave(draft: ReceptionDraft, setDraft: (change: (draft: ReceptionDraft) => ReceptionDraft) => void) {
  const record = useRecord();
  const { operation } = record;
  return async (attempt: string): Promise<GivenTicket> => {
    const { existing, isConfirmedNew, fields } = draft;
    const enrolled = await operation<Parameters>('$enroll', 'Patient', {
      ...personInput(draft),
      existing,
      confirmNew: isConfirmedNew,
      attempt,
    });
    const patient = valueIn<Patient>(enrolled, 'patient');
    // from here on this is a known person: a second attempt must not find its own record as a duplicate
    if (patient?.id !== undefined)
      setDraft(({ isConfirmedNew: _, ...now }) => ({ ...now, existing: patient.id ?? '' }));
    await saveRelative(record, draft, patient?.id ?? '', attempt);
    const visit = await operation<Parameters>('$open-visit', 'Encounter', {
      patient: { valueReference: { reference: `Patient/${patient?.id}` } },
      card: cardInput(draft),
      room: fields.room,
      reason: fields.reason,
      priority: fields.priority,
      entitlement: fields.entitlement === '' ? undefined : fields.entitlement,
      attempt,
    });
    const number = String(valueIn<number>(visit, 'ticket') ?? 0).padStart(3, '0');
    const encounter = valueIn<Encounter>(visit, 'encounter');
    const room = encounter?.location?.[0]?.location.display ?? '';
    return {
      number,
      encounter: `Encounter/${encounter?.id}`,
      room,
      name: fields.name.trim().toLocaleUpperCase('vi'),
      at: new Date(),
    };
  };
}

/** Everything the desk does with one person: scan, type, choose, save. */
export function useReception() {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [draft, setDraft, forget] = useDraft<ReceptionDraft>('registration.reception', emptyDraft);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [ticket, setTicket] = useState<GivenTicket>();
  const [isSaving, setSaving] = useState(false);
  const [isUnsent, setUnsent] = useState(false);
  const send = useSave(draft, setDraft);
  const changes = draftChanges(setDraft, setErrors);

  const refuse = (thrown: unknown): void => {
    if (!isOutcomeError(thrown)) throw thrown;
    setUnsent(thrown.isOffline);
    const { insuranceNumber, ...known } = thrown.fieldErrors({ ...paths, insuranceNumber: 'insuranceNumber' });
    setErrors(insuranceNumber === undefined ? known : { ...known, cardNumber: insuranceNumber });
  };
  return {
    draft,
    errors,
    ticket,
    isSaving,
    isUnsent,
    ...changes,
    /** @returns what the scan box shows */
    async scan(scan: Scan): Promise<string> {
      try {
        const read = await readScanned(operation, draft, scan);
        setErrors({});
        setDraft(read);
        return read.fields.name.toLocaleUpperCase('vi');
      } catch (thrown) {
        refuse(thrown);
        return thrown instanceof OutcomeError ? thrown.message : '';
      }
    },
    reset(): void {
      forget();
      setUnsent(false);
      setErrors({});
    },
    /** @returns the ticket; undefined: refused, with every reason at its field */
    async save(): Promise<GivenTicket | undefined> {
      const missing = missingIn(draft, t.required);
      setErrors(missing);
      if (Object.keys(missing).length > 0 || isSaving) return undefined;
      setSaving(true);
      setUnsent(false);
      const attempt = draft.attempt ?? crypto.randomUUID();
      setDraft((now) => ({ ...now, attempt }));
      try {
        const given = await send(attempt);
        setTicket(given);
        forget();
        void cache.invalidateQueries({ queryKey: recordKey('Task') });
        return given;
      } catch (thrown) {
        refuse(thrown);
        return undefined;
      } finally {
        setSaving(false);
      }
    },
  };
}
