import { TextArea, useTexts } from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import { Diagnoses } from './diagnoses.tsx';
import { ExamSections } from './exam-sections.tsx';
import { texts } from './texts.ts';
import type { ExamSheet } from './use-exam-sheet.ts';
import type { ExamForm } from './visit-facts.ts';

export interface ExaminationFormProps {
  readonly form: ExamForm;
  readonly sheet: ExamSheet | undefined;
  readonly onChange: (change: Partial<ExamForm>) => void;
  readonly patient: Patient;
  readonly reason: string | undefined;
  readonly isClosed: boolean;
  readonly errors: Readonly<Record<string, string>>;
}

const before = ['history', 'pastHistory', 'examination'] as const;
const after = ['conclusion', 'treatment'] as const;
type Part = (typeof before)[number] | (typeof after)[number];

/** What the doctor asks, finds, concludes: labels left, text as wide as it can be. */
export function ExaminationForm({ form, sheet, onChange, patient, reason, isClosed, errors }: ExaminationFormProps) {
  const t = useTexts(texts);
  const part = (name: Part) => (
    <div className="exam-row" key={name} data-part={name} data-empty={form[name] === '' || undefined}>
      <TextArea
        label={t[name]}
        name={name}
        value={form[name]}
        onChange={(value) => onChange({ [name]: value })}
        rows={1}
        isDisabled={isClosed}
        error={errors[name]}
      />
    </div>
  );
  return (
    <>
      <div className="exam-reason">
        <span className="s sec">{t.reason}</span>
        <span className={reason === undefined ? 'mut' : undefined}>{reason ?? t.noReason}</span>
      </div>
      {sheet === undefined ? before.map(part) : <ExamSections sheet={sheet} isClosed={isClosed} />}
      <Diagnoses
        diseases={form.diseases}
        onChange={(diseases) => onChange({ diseases })}
        gender={patient.gender}
        isClosed={isClosed}
        refused={errors}
      />
      {after.map(part)}
    </>
  );
}
