import { ageOf, DateField, formatDate, TextField, today, useRead, useSearch, useTexts, type Verb } from '@lienmach/ui';
import { IconBed } from '@tabler/icons-react';
import { useState } from 'react';
import { lastDay } from '../rules/last-day.ts';
import { PaperDialog } from './paper-dialog.tsx';
import { texts } from './texts.ts';

const fieldNames = [
  'from',
  'days',
  'employer',
  'socialNumber',
  'treatment',
  'father',
  'mother',
  'endedWeeks',
  'endedReason',
] as const;
type Name = (typeof fieldNames)[number];

interface SickLeaveDialogProps {
  readonly patient: string;
  readonly verb: Verb;
  readonly onIssue: (input: Readonly<Record<string, unknown>>, isPrinted: boolean) => void;
  readonly onClose: () => void;
}

/** Fields that only some people have: parents of small children, women in the age of pregnancy. */
function useWho(patient: string) {
  const person = useRead('Patient', patient).data;
  const cards = useSearch('Coverage', { beneficiary: `Patient/${patient}`, status: 'active' }).data?.items ?? [];
  const age = ageOf(person?.birthDate, new Date());
  const years = age?.unit === 'year' ? age.value : 0;
  return {
    isChild: person?.birthDate !== undefined && years < 7,
    mayBePregnant: person?.gender === 'female' && years >= 12 && years <= 55,
    socialNumber: /\d{10}$/.exec(cards[0]?.subscriberId ?? '')?.[0] ?? '',
  };
}

const whole = (text: string): number | undefined => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined);

/** Days of sick leave that social insurance pays. */
export function SickLeaveDialog({ patient, verb, onIssue, onClose }: SickLeaveDialogProps) {
  const t = useTexts(texts);
  const who = useWho(patient);
  const [form, setForm] = useState<Partial<Record<Name, string>>>({ from: today() });
  const typedIn = (name: Name): string => form[name] ?? (name === 'socialNumber' ? who.socialNumber : '');
  const set = (name: Name) => (value: string) => setForm({ ...form, [name]: value });
  const days = whole(typedIn('days'));
  const issue = (isPrinted: boolean): void => {
    const optional = (name: Name) => (typedIn(name).trim() === '' ? undefined : typedIn(name).trim());
    onIssue(
      {
        from: { valueDate: typedIn('from') },
        days: days ?? 0,
        employer: optional('employer'),
        socialNumber: optional('socialNumber'),
        treatment: optional('treatment'),
        father: optional('father'),
        mother: optional('mother'),
        endedWeeks: whole(typedIn('endedWeeks')),
        endedReason: optional('endedReason'),
      },
      isPrinted,
    );
  };
  return (
    <PaperDialog title={t.sickLeave} icon={IconBed} fields={fieldNames} {...{ verb, onClose }} onIssue={issue}>
      {(errors) => {
        const field = (name: Name, span: number) => ({
          label: t[name],
          name,
          value: typedIn(name),
          onChange: set(name),
          error: errors[name],
          span,
        });
        return (
          <>
            <TextField
              {...field('days', 4)}
              isRequired
              autoFocus
              isNumeric
              inputMode="numeric"
              maxLength={3}
              hint={days === undefined || days < 1 ? undefined : t.until(formatDate(lastDay(typedIn('from'), days)))}
            />
            <DateField
              {...field('from', 4)}
              isRequired
              onChange={(value) => setForm({ ...form, from: value ?? today() })}
            />
            <TextField {...field('socialNumber', 4)} isRequired isNumeric inputMode="numeric" maxLength={10} />
            <TextField {...field('employer', 12)} isRequired maxLength={250} />
            <TextField {...field('treatment', 12)} placeholder={t.treatmentHint} />
            {who.isChild && <TextField {...field('mother', 6)} isRequired />}
            {who.isChild && <TextField {...field('father', 6)} />}
            {who.mayBePregnant && <TextField {...field('endedWeeks', 4)} isNumeric inputMode="numeric" maxLength={2} />}
            {who.mayBePregnant && <TextField {...field('endedReason', 8)} />}
          </>
        );
      }}
    </PaperDialog>
  );
}
