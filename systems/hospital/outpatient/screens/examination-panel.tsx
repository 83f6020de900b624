import { Note, Panel, Tabs, useTexts } from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import type { FocusEvent } from 'react';
import { ExaminationForm } from './examination-form.tsx';
import { PastVisits } from './past-visits.tsx';
import { texts } from './texts.ts';
import type { Exam } from './use-exam.ts';
import { VitalsStrip } from './vitals-strip.tsx';

interface ExaminationPanelProps {
  readonly id: string;
  readonly patient: Patient;
  readonly reason: string | undefined;
  readonly exam: Exam;
  readonly isClosed: boolean;
  readonly tab: string;
  readonly onTab: (tab: string) => void;
}

/** What could not be saved and belongs to no field; somebody else's change is no error. */
function Trouble({ exam }: { readonly exam: Exam }) {
  const t = useTexts(texts);
  const loose = exam.errors[''];
  if (loose === undefined) return null;
  const isConflict = exam.refusal?.status === 412 || exam.refusal?.status === 409;
  if (!isConflict) return <Note tone="bad" title={loose} />;
  return (
    <Note tone="warn" title={t.conflictTitle}>
      {t.conflictHint}
    </Note>
  );
}

/** Middle of the room: signs, examination, diagnoses. Leaving it for another part of the screen saves it. */
export function ExaminationPanel({ id, patient, reason, exam, isClosed, tab, onTab }: ExaminationPanelProps) {
  const t = useTexts(texts);
  const patientId = patient.id ?? '';
  const leave = (event: FocusEvent<HTMLElement>): void => {
    const goal = event.relatedTarget;
    if (goal instanceof Node && !event.currentTarget.contains(goal)) void exam.save();
  };
  return (
    <Panel title={t.exam} isTitleHidden isPadded={false}>
      <section className="exam-panel" aria-label={t.exam} onBlur={leave}>
        <Tabs
          label={t.exam}
          tabs={[
            { id: 'exam', label: t.exam },
            { id: 'past', label: t.past },
          ]}
          value={tab}
          onChange={onTab}
        >
          {tab === 'past' ? (
            <PastVisits patient={patientId} encounter={id} />
          ) : (
            <>
              <Trouble exam={exam} />
              <VitalsStrip encounter={id} patient={patientId} isClosed={isClosed} />
              <ExaminationForm
                form={exam.form}
                sheet={exam.sheet}
                onChange={exam.change}
                patient={patient}
                reason={reason}
                isClosed={isClosed}
                errors={exam.errors}
              />
            </>
          )}
        </Tabs>
      </section>
    </Panel>
  );
}
