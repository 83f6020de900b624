import { isOutcomeError, type OutcomeError, recordKey, showToast, useRecord, useTexts, valueIn } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Appointment, Parameters, Patient } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';
import type { Booked } from './use-book.ts';

/** Somebody who has no record yet, as the telephone tells it. */
export interface NewPerson {
  readonly name: string;
  readonly birthDate: string;
  readonly gender: string;
  readonly phone: string;
  readonly confirmNew: boolean;
}

export interface BookingRequest {
  readonly patient: { readonly id: string; readonly name: string } | NewPerson;
  readonly room: string;
  readonly start: string;
  readonly time: string;
  readonly reason: string;
}

/** The verbs of the book; what is refused stays to be read, and says whether somebody similar is known. */
export function useBooking() {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);

  async function attempt<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    if (isBusy) return undefined;
    setBusy(true);
    setRefusal(undefined);
    try {
      return await work();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      return undefined;
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: recordKey('Appointment') });
      void cache.invalidateQueries({ queryKey: recordKey('Slot') });
    }
  }

  async function patientOf(who: BookingRequest['patient']): Promise<string> {
    if ('id' in who) return who.id;
    const { phone, confirmNew, ...person } = who;
    const enrolled = await operation<Parameters>('$enroll', 'Patient', {
      ...person,
      phone: phone === '' ? undefined : phone,
      confirmNew: confirmNew ? true : undefined,
    });
    return valueIn<Patient>(enrolled, 'patient')?.id ?? '';
  }
  const at = ({ id }: Booked): string => `Appointment/${id}`;
  return {
    refusal,
    isBusy,
    clear: () => setRefusal(undefined),
    async book(request: BookingRequest): Promise<Appointment | undefined> {
      const made = await attempt(async () => {
        const patient = await patientOf(request.patient);
        const answer = await operation<Parameters>('$book', 'Appointment', {
          patient: { valueReference: { reference: `Patient/${patient}` } },
          room: request.room,
          start: { valueDateTime: request.start },
          reason: request.reason,
        });
        return valueIn<Appointment>(answer, 'appointment');
      });
      if (made !== undefined)
        showToast(t.booked(request.patient.name, request.time, made.identifier?.[0]?.value ?? ''));
      return made;
    },
    async move(booked: Booked, room: string, start: string, time: string): Promise<boolean> {
      const done = await attempt(() => operation('$move', at(booked), { room, start: { valueDateTime: start } }));
      if (done !== undefined) showToast(t.moved(booked.name, time));
      return done !== undefined;
    },
    async cancel(booked: Booked, reason: string): Promise<boolean> {
      const done = await attempt(() => operation('$cancel', at(booked), { reason }));
      if (done !== undefined) showToast(t.cancelled(booked.name));
      return done !== undefined;
    },
    async checkIn(booked: Booked): Promise<boolean> {
      const done = await attempt(() => operation('$check-in', at(booked)));
      if (done !== undefined) showToast(t.arrived(booked.name));
      return done !== undefined;
    },
  };
}
