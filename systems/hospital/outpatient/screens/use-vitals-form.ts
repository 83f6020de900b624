import { isOutcomeError, type OutcomeError, recordKey, useDraft, useRecord, useTexts, valueIn } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { OperationOutcome, Parameters } from 'fhir/r4';
import { useState } from 'react';
import type { VitalName } from '../rules/vital-signs.ts';
import { texts } from './texts.ts';

/** in the order in which a nurse measures */
export const vitalFields: readonly VitalName[] = [
  'systolic',
  'diastolic',
  'pulse',
  'oxygenSaturation',
  'temperature',
  'respiratoryRate',
  'weight',
  'height',
];

const paths = Object.fromEntries(vitalFields.map((name) => [name, name])) as Record<VitalName, string>;

/** figures as people type them: 36,8 or 36.8; undefined: nothing typed; NaN: not a figure */
const numberOf = (text: string): number | undefined =>
  text.trim() === '' ? undefined : Number(text.trim().replace(',', '.'));

type Typed = Readonly<Partial<Record<VitalName, string>>>;
const empty: Typed = {};

/**
 * What is typed of the signs of one visit, and what became of it.
 *
 * @param onSaved  told the alarming ones, in words; none when all is well
 */
export function useVitalsForm(encounter: string, onSaved: (alarms: readonly string[]) => void) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [values, setValues, forget] = useDraft<Typed>(`outpatient.vitals.${encounter}`, empty);
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [unread, setUnread] = useState<readonly VitalName[]>([]);
  const [isSaving, setSaving] = useState(false);
  const measured = vitalFields.flatMap((name) => {
    const value = numberOf(values[name] ?? '');
    return value === undefined ? [] : [[name, value] as const];
  });
  const errors: Readonly<Record<string, string>> = {
    ...refusal?.fieldErrors(paths),
    ...Object.fromEntries(unread.map((name) => [name, t.onlyFigures])),
  };
  const send = async (): Promise<void> => {
    const input = Object.fromEntries(measured.map(([name, value]) => [name, { valueDecimal: value }]));
    const answer = await operation<Parameters>('$record-vitals', `Encounter/${encounter}`, input);
    const alarms = valueIn<OperationOutcome>(answer, 'outcome')?.issue.flatMap((issue) => issue.details?.text ?? []);
    forget();
    await cache.invalidateQueries({ queryKey: recordKey('Observation') });
    await cache.invalidateQueries({ queryKey: recordKey('Encounter') });
    onSaved(alarms ?? []);
  };
  return {
    values,
    errors,
    isSaving,
    isEmpty: measured.length === 0,
    set: (name: VitalName, value: string) => setValues((before) => ({ ...before, [name]: value })),
    async save(): Promise<void> {
      const wrong = measured.filter(([, value]) => Number.isNaN(value)).map(([name]) => name);
      setUnread(wrong);
      if (wrong.length > 0 || isSaving) return;
      setSaving(true);
      setRefusal(undefined);
      try {
        await send();
      } catch (thrown) {
        if (!isOutcomeError(thrown)) throw thrown;
        setRefusal(thrown);
      } finally {
        setSaving(false);
      }
    },
  };
}

export type VitalsForm = ReturnType<typeof useVitalsForm>;
