import { extensions } from '@lienmach/core';
import {
  Button,
  formatMoney,
  formatTime,
  Note,
  SelectField,
  TextField,
  useActions,
  useRead,
  useSession,
  useTexts,
} from '@lienmach/ui';
import type { Task } from 'fhir/r4';
import { useState } from 'react';
import { texts } from './texts.ts';
import { useDecision } from './use-decision.ts';
import { useLine } from './use-line.ts';
import { isCancelTask } from './use-papers.ts';

interface TaskProps {
  readonly task: Task;
  /** the keys belong to the first one */
  readonly isFirst: boolean;
}

/** The second person agrees or not; who asked may only withdraw. */
function CancelTask({ task, isFirst }: TaskProps) {
  const t = useTexts(texts);
  const { who } = useSession();
  const { decide, refusal, isBusy } = useDecision();
  const [reason, setReason] = useState('');
  const isMine = task.requester?.reference === who;
  const at = `Task/${task.id}`;
  const approve = (): void => void decide('$approve-cancel', at);
  useActions([
    { key: 'Ctrl+Enter', label: t.papers.approve, at: 'hidden', isDisabled: isMine || !isFirst, run: approve },
  ]);
  return (
    <>
      <p className="s sec">
        {t.papers.askedBy} <b>{task.requester?.display ?? task.requester?.reference}</b> ·{' '}
        <span className="n">{formatTime(task.authoredOn)}</span>
      </p>
      {isMine && <p className="s sec">{t.papers.waitOther}</p>}
      <TextField
        label={isMine ? t.papers.withdrawReason : t.papers.declineReason}
        value={reason}
        onChange={setReason}
        hint={t.papers.declineHint}
      />
      {refusal && <Note tone="bad" title={refusal.message} />}
      <div className="row">
        <span className="grow" />
        <Button isBusy={isBusy} onClick={() => void decide('$decline-cancel', at, { reason })}>
          {isMine ? t.papers.withdraw : t.papers.decline}
        </Button>
        {!isMine && (
          <Button tone="danger" keyHint={isFirst ? 'Ctrl+Enter' : undefined} isBusy={isBusy} onClick={approve}>
            {t.papers.approve}
          </Button>
        )}
      </div>
    </>
  );
}

/** Money that fits nothing: whose it is, or that it goes back. */
function TransferTask({ task }: { readonly task: Task }) {
  const t = useTexts(texts);
  const notice = useRead('PaymentNotice', task.focus?.reference?.split('/')[1]).data;
  const line = useLine().data?.entries ?? [];
  const owner = line.find(({ patient }) => `Patient/${patient}` === task.for?.reference)?.encounter;
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const { decide, refusal, isBusy } = useDecision();
  const visit = chosen ?? owner ?? '';
  const memo = notice?.extension?.find(({ url }) => url === extensions.bankMemo)?.valueString;
  // bank and statement say two amounts of money that is booked: only a word is missing
  const isDifference = task.reasonCode?.coding?.some(({ code }) => code === 'statement-differs') ?? false;
  const settle = (): void => {
    const encounter =
      visit === '' || isDifference ? undefined : { valueReference: { reference: `Encounter/${visit}` } };
    void decide('$settle-transfer', `Task/${task.id}`, { encounter, reason });
  };
  return (
    <>
      {memo !== undefined && (
        <p className="s cashier-task-memo">
          <span className="sec">{t.papers.memo}:</span> {memo}
        </p>
      )}
      {!isDifference && (
        <SelectField
          label={t.papers.assign}
          value={visit}
          onChange={setChosen}
          options={[
            { value: '', label: t.papers.noVisit },
            ...line.map(({ encounter, name, due }) => ({
              value: encounter,
              label: due === undefined || due === 0 ? name : `${name} · ${formatMoney(due)}`,
            })),
          ]}
        />
      )}
      <TextField
        label={t.reason}
        value={reason}
        onChange={setReason}
        hint={isDifference ? t.reasonHint : t.papers.assignHint}
        isRequired
      />
      {refusal && <Note tone="bad" title={refusal.message} />}
      <div className="row">
        <span className="grow" />
        <Button isBusy={isBusy} disabled={reason.trim().length < 5} onClick={settle}>
          {t.papers.settle}
        </Button>
      </div>
    </>
  );
}

/** One thing that waits for a cashier, with everything needed to decide it. */
export function CashierTask({ task, isFirst }: TaskProps) {
  return (
    <section className="cashier-task" data-first={isFirst || undefined} data-form aria-label={task.code?.text}>
      <h3>{task.code?.text}</h3>
      <p>{task.description}</p>
      {isCancelTask(task) ? <CancelTask task={task} isFirst={isFirst} /> : <TransferTask task={task} />}
    </section>
  );
}
