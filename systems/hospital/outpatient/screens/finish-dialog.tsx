import {
  Button,
  CheckField,
  Dialog,
  isOutcomeError,
  Note,
  type OutcomeError,
  type Reason,
  SelectField,
  showToast,
  useActions,
  useRecord,
  useSearch,
  useTexts,
} from '@lienmach/ui';
import { IconAlertTriangle, IconSignature } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { texts } from './texts.ts';
import { type Exam, refreshVisit } from './use-exam.ts';

/** Where an obstacle is removed. */
export type Spot = 'conclusion' | 'diagnosis' | 'orders' | 'prescription' | 'papers';

interface FinishDialogProps {
  readonly encounter: string;
  readonly name: string;
  readonly isFinished: boolean;
  readonly exam: Exam;
  readonly onClose: () => void;
  /** the visit is over and signed, or left to be signed later */
  readonly onFinished: () => void;
  readonly onGo: (spot: Spot) => void;
}

const spots: Readonly<Record<string, Spot>> = {
  noConclusion: 'conclusion',
  noMainDiagnosis: 'diagnosis',
  codeNotInForce: 'diagnosis',
  openOrder: 'orders',
  draftPrescription: 'prescription',
  noReferral: 'papers',
};

const spotOf = ({ code }: Reason): Spot | undefined => spots[code.split('.').at(-1) ?? ''];

function Obstacles({ reasons, onGo }: { readonly reasons: readonly Reason[]; readonly onGo: (spot: Spot) => void }) {
  const t = useTexts(texts);
  return (
    <Note tone="bad" icon={IconAlertTriangle} title={t.obstacles(reasons.length)}>
      <ul className="finish-obstacles">
        {reasons.map((reason) => {
          const spot = spotOf(reason);
          return (
            <li key={`${reason.code} ${reason.text}`}>
              <span className="grow">{reason.text}</span>
              {spot && (
                <Button size="sm" onClick={() => onGo(spot)}>
                  {t.goThere}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Note>
  );
}

function Summary({ encounter, exam }: Pick<FinishDialogProps, 'encounter' | 'exam'>) {
  const t = useTexts(texts);
  const here = { encounter: `Encounter/${encounter}` };
  const orders = useSearch('ServiceRequest', here).data?.items ?? [];
  const drugs = (useSearch('MedicationRequest', here).data?.items ?? []).filter(({ status }) => status === 'active');
  const { diseases, conclusion, treatment } = exam.form;
  const list = (texts: readonly (string | undefined)[]) => (texts.length === 0 ? t.none : texts.join('; '));
  return (
    <section aria-label={t.willSign}>
      <h3 className="section">{t.willSign}</h3>
      <dl className="kv finish-summary">
        <dt>{t.diagnoses}</dt>
        <dd>
          {diseases.length === 0 ? t.noDiagnosis : list(diseases.map(({ code, display }) => `${code} ${display}`))}
        </dd>
        <dt>{t.conclusion}</dt>
        <dd>{conclusion || t.none}</dd>
        <dt>{t.treatment}</dt>
        <dd>{treatment || t.none}</dd>
        <dt>{t.orders}</dt>
        <dd>{list(orders.map(({ code }) => code?.text))}</dd>
        <dt>{t.prescription}</dt>
        <dd>{list(drugs.map(({ medicationCodeableConcept }) => medicationCodeableConcept?.text))}</dd>
      </dl>
    </section>
  );
}

function useFinish({ encounter, name, isFinished, exam, onClose, onFinished }: FinishDialogProps) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState('');
  const [disposition, setDisposition] = useState('');
  const [isRead, setRead] = useState(false);
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(isFinished);
  const finish = async (): Promise<void> => {
    setBusy(true);
    try {
      if (!isOver && !(await exam.save())) return;
      const code = (value: string) => (value === '' ? undefined : { valueCode: value });
      if (!isOver) {
        await operation('$finish', `Encounter/${encounter}`, {
          outcome: code(outcome),
          disposition: code(disposition),
        });
      }
      setOver(true);
      if (isRead) await operation('$sign-summary', `Encounter/${encounter}`);
      showToast(t.finished(name));
      onClose();
      if (!isFinished) onFinished();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
    } finally {
      setBusy(false);
      await refreshVisit(cache);
      await cache.invalidateQueries({ queryKey: ['fhir', 'DocumentReference'] });
    }
  };
  return { outcome, setOutcome, disposition, setDisposition, isRead, setRead, refusal, isBusy, isOver, finish };
}

/** The end of the visit: what is left, how it ended, and the signature under what was read. */
export function FinishDialog(props: FinishDialogProps) {
  const t = useTexts(texts);
  const { exam, onClose, onGo, isFinished } = props;
  const { outcome, setOutcome, disposition, setDisposition, isRead, setRead, refusal, isBusy, isOver, finish } =
    useFinish(props);
  const errors = refusal?.fieldErrors({ outcome: 'outcome', disposition: 'disposition' }) ?? {};
  const isOfField = ({ expression }: Reason) => expression.some((one) => /^(outcome|disposition)$/.test(one));
  const others = [...(exam.refusal?.issues ?? []), ...(refusal?.issues ?? [])].filter((one) => !isOfField(one));
  const options = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([value, label]) => ({ value, label: `${value} · ${label}` }));
  const attempt = (): void => {
    if (!isBusy && !(isOver && !isRead)) void finish();
  };
  // the key that opened it also ends it: choose, tick, Ctrl+E again
  useActions([
    { key: 'Ctrl+Enter', label: t.finishSign, at: 'hidden', run: attempt },
    { key: 'Ctrl+E', label: t.finishAndNext, at: 'hidden', run: attempt },
  ]);
  return (
    <Dialog
      title={isFinished ? t.signNow : t.finishTitle}
      icon={IconSignature}
      onClose={onClose}
      width={600}
      footer={
        <>
          <Button onClick={onClose} keyHint="Esc">
            {t.later}
          </Button>
          <Button tone="primary" onClick={attempt} keyHint="Ctrl+E" isBusy={isBusy} disabled={isOver && !isRead}>
            {isOver ? t.signNow : isRead ? t.finishSign : t.finishOnly}
          </Button>
        </>
      }
    >
      <div className="col">
        {others.length > 0 && <Obstacles reasons={others} onGo={onGo} />}
        {!isOver && (
          <div className="fields">
            <SelectField
              label={t.outcome}
              value={outcome}
              onChange={setOutcome}
              options={options(t.outcomes)}
              placeholder={t.choose}
              error={errors.outcome}
              isRequired
              autoFocus
              span={6}
            />
            <SelectField
              label={t.disposition}
              value={disposition}
              onChange={setDisposition}
              options={options(t.dispositions)}
              placeholder={t.choose}
              error={errors.disposition}
              isRequired
              span={6}
            />
          </div>
        )}
        <Summary {...props} />
        <CheckField label={t.signToo} isChecked={isRead} onChange={setRead} />
      </div>
    </Dialog>
  );
}
