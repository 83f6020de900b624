import {
  isOutcomeError,
  OutcomeError,
  type RecordClient,
  recordKey,
  type Scan,
  useDraft,
  useRecord,
  useTexts,
  valueIn,
} from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters, Patient } from 'fhir/r4';
import { useState } from 'react';
import {
  cardInput,
  emptyDraft,
  type FieldName,
  fieldsOf,
  fieldsOfCard,
  fill,
  identifiedOf,
  personInput,
  type ReceptionDraft,
  withoutCard,
} from './reception-draft.ts';
import { texts } from './texts.ts';

/** The number that was given last. */
export interface GivenTicket {
  readonly number: string;
  readonly room: string;
  readonly name: string;
  readonly at: Date;
}

export type FieldErrors = Readonly<Partial<Record<FieldName | '', string>>>;

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
};

function missingIn({ fields }: ReceptionDraft, words: Readonly<Record<(typeof needed)[number], string>>): FieldErrors {
  return Object.fromEntries(needed.filter((name) => fields[name].trim() === '').map((name) => [name, words[name]]));
}

/** The cards of one person: another identity card is another person. */
function withScan(draft: ReceptionDraft, { kind, text }: Scan): ReceptionDraft {
  if (kind === 'insurance-card') return { ...draft, insuranceScan: text };
  const isOther = draft.existing !== undefined || (draft.identityScan ?? text) !== text;
  return { ...(isOther ? emptyDraft : draft), identityScan: text };
}

/** of a known record only what the card does not say */
function withoutEmpty(known: ReturnType<typeof fieldsOf>, { fields }: ReceptionDraft): ReturnType<typeof fieldsOf> {
  return Object.fromEntries(Object.entries(known).filter(([name]) => fields[name as FieldName] === ''));
}

function registration(card: Parameters | undefined): Pick<ReceptionDraft, 'registeredAt' | 'fiveYearsFrom'> {
  const at = card && valueIn<string>(card, 'registeredAt');
  const from = card && valueIn<string>(card, 'fiveYearsFrom');
  return { ...(at === undefined ? {} : { registeredAt: at }), ...(from === undefined ? {} : { fiveYearsFrom: from }) };
}

/** What the cards say, and what the record of a person who is certain says beyond them. */
async function readScanned(operation: RecordClient['operation'], draft: ReceptionDraft): Promise<ReceptionDraft> {
  const answer = await operation<Parameters>('$identify', 'Patient', personInput(draft));
  const { draft: person, card, candidates } = identifiedOf(answer);
  const sure = candidates.filter(({ grade }) => grade === 'certain');
  const known = sure.length === 1 ? sure[0]?.patient : undefined;
  const read = fill(fill(draft, fieldsOf(person)), fieldsOfCard(card));
  if (known?.id === undefined) return { ...read, ...registration(card) };
  return { ...fill(read, withoutEmpty(fieldsOf(known), read)), existing: known.id, ...registration(card) };
}

function useSave(draft: ReceptionDraft, setDraft: (change: (draft: ReceptionDraft) => ReceptionDraft) => void) {
  const { operation } = useRecord();
  return async (roomName: string): Promise<GivenTicket> => {
    const { existing, isConfirmedNew, fields } = draft;
    const enrolled = await operation<Parameters>('$enroll', 'Patient', {
      ...personInput(draft),
      existing,
      confirmNew: isConfirmedNew,
    });
    const patient = valueIn<Patient>(enrolled, 'patient');
    // from here on this is a known person: a second attempt must not find its own record as a duplicate
    if (patient?.id !== undefined)
      setDraft(({ isConfirmedNew: _, ...now }) => ({ ...now, existing: patient.id ?? '' }));
    const visit = await operation<Parameters>('$open-visit', 'Encounter', {
      patient: { valueReference: { reference: `Patient/${patient?.id}` } },
      card: cardInput(draft),
      room: fields.room,
      reason: fields.reason,
      priority: fields.priority,
      entitlement: fields.entitlement === '' ? undefined : fields.entitlement,
    });
    const number = String(valueIn<number>(visit, 'ticket') ?? 0).padStart(3, '0');
    return { number, room: roomName, name: fields.name.trim().toLocaleUpperCase('vi'), at: new Date() };
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
  const send = useSave(draft, setDraft);

  const refuse = (thrown: unknown): void => {
    if (!isOutcomeError(thrown)) throw thrown;
    const { insuranceNumber, ...known } = thrown.fieldErrors({ ...paths, insuranceNumber: 'insuranceNumber' });
    setErrors(insuranceNumber === undefined ? known : { ...known, cardNumber: insuranceNumber });
  };
  return {
    draft,
    errors,
    ticket,
    isSaving,
    change(name: FieldName, value: string): void {
      setErrors(({ [name]: _, ...rest }) => rest);
      setDraft((now) => ({
        ...now,
        fields: { ...now.fields, [name]: value },
        filled: now.filled.filter((one) => one !== name),
      }));
    },
    /** @returns what the scan box shows */
    async scan(scan: Scan): Promise<string> {
      try {
        const read = await readScanned(operation, withScan(draft, scan));
        setErrors({});
        setDraft(read);
        return read.fields.name.toLocaleUpperCase('vi');
      } catch (thrown) {
        refuse(thrown);
        return thrown instanceof OutcomeError ? thrown.message : '';
      }
    },
    choose(patient: Patient): void {
      setErrors({});
      setDraft(({ isConfirmedNew: _, ...now }) => ({
        ...fill(now, fieldsOf(patient)),
        existing: patient.id ?? '',
      }));
    },
    confirmNew(): void {
      setErrors(({ '': _, ...rest }) => rest);
      setDraft(({ existing: _, ...now }) => ({ ...now, isConfirmedNew: true }));
    },
    dropCard(): void {
      setErrors(({ cardNumber: _n, validFrom: _f, validTo: _t, ...rest }) => rest);
      setDraft(withoutCard);
    },
    reset(): void {
      forget();
      setErrors({});
    },
    /** @returns the ticket; undefined: refused, with every reason at its field */
    async save(roomName: string): Promise<GivenTicket | undefined> {
      const missing = missingIn(draft, t.required);
      setErrors(missing);
      if (Object.keys(missing).length > 0 || isSaving) return undefined;
      setSaving(true);
      try {
        const given = await send(roomName);
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
