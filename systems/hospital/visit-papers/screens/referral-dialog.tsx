import { SelectField, TextArea, TextField, useTexts, type Verb } from '@lienmach/ui';
import { IconAmbulance } from '@tabler/icons-react';
import { useState } from 'react';
import { referralReasons } from '../rules/can-refer.ts';
import { PaperDialog } from './paper-dialog.tsx';
import { texts } from './texts.ts';

const labels = {
  to: 'toCode',
  toName: 'toName',
  reason: 'reason',
  signs: 'signs',
  course: 'course',
  condition: 'condition',
  plan: 'plan',
  transport: 'transport',
  escort: 'escort',
  escortTitle: 'escortTitle',
} as const;
type Name = keyof typeof labels;
const fieldNames = Object.keys(labels);
const told = ['toName', 'signs', 'course', 'condition', 'plan', 'transport', 'escort', 'escortTitle'] as const;

interface ReferralDialogProps {
  readonly verb: Verb;
  readonly onIssue: (input: Readonly<Record<string, unknown>>, isPrinted: boolean) => void;
  readonly onClose: () => void;
}

/** The patient goes on to another facility. */
export function ReferralDialog({ verb, onIssue, onClose }: ReferralDialogProps) {
  const t = useTexts(texts);
  const [form, setForm] = useState<Partial<Record<Name, string>>>({});
  const typedIn = (name: Name): string => form[name] ?? '';
  const optional = (name: Name): string | undefined => (typedIn(name).trim() === '' ? undefined : typedIn(name).trim());
  const issue = (isPrinted: boolean): void => {
    onIssue(
      {
        ...Object.fromEntries(told.map((name) => [name, optional(name)])),
        to: optional('to')?.toUpperCase(),
        reason: typedIn('reason') === '' ? undefined : { valueCode: typedIn('reason') },
      },
      isPrinted,
    );
  };
  return (
    <PaperDialog title={t.referral} icon={IconAmbulance} fields={fieldNames} {...{ verb, onClose }} onIssue={issue}>
      {(errors) => {
        const field = (name: Name, span: number) => ({
          label: t[labels[name]],
          name,
          value: typedIn(name),
          onChange: (value: string) => setForm({ ...form, [name]: value }),
          error: errors[name],
          span,
        });
        const reasons = [...referralReasons].map(([value, label]) => ({ value, label: `${value} · ${label}` }));
        return (
          <>
            <TextField {...field('to', 3)} isRequired autoFocus isNumeric maxLength={5} />
            <TextField {...field('toName', 9)} isRequired />
            <SelectField {...field('reason', 12)} isRequired options={reasons} placeholder={t.choose} />
            <TextArea {...field('signs', 6)} isRequired />
            <TextArea {...field('course', 6)} isRequired />
            <TextArea {...field('condition', 6)} isRequired />
            <TextArea {...field('plan', 6)} isRequired />
            <TextField {...field('transport', 4)} isRequired />
            <TextField {...field('escort', 5)} />
            <TextField {...field('escortTitle', 3)} />
          </>
        );
      }}
    </PaperDialog>
  );
}
