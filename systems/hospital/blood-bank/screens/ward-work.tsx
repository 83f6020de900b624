import { formatTime, Note, Panel, StatusChip, type Tone, useActions, useSession, useTexts } from '@lienmach/ui';
import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconCheck,
  IconChecklist,
  IconDropletCheck,
  IconPlayerPlay,
  IconTestPipe,
} from '@tabler/icons-react';
import { useState } from 'react';
import { hasTwoChecks } from '../rules/bedside-obstacles.ts';
import { observationDue } from '../rules/observation-due.ts';
import { expiryText, GroupMark, useComponentName } from './group-mark.tsx';
import type { ShownOrder, WardStep, WardUse } from './use-bank.ts';
import { CheckForm, DrawForm, EndForm, ReactionForm, SignsForm, StepForm } from './ward-forms.tsx';
import { wardTexts } from './ward-texts.ts';

function Bag({ use }: { readonly use: WardUse }) {
  const t = useTexts(wardTexts);
  const nameOf = useComponentName();
  const tone: Tone = use.state === 'transfusing' ? 'doing' : 'info';
  return (
    <Panel title={t.bagSide} actions={<StatusChip tone={tone}>{t.useStates[use.state]}</StatusChip>}>
      <div className="bank-facts">
        <GroupMark group={use.group} state="confirmed" />
        <div className="grow">
          <p className="n bank-name">{use.donation}</p>
          <p className="sec">
            {nameOf(use.component)} · {t.expires(expiryText(use.expires))}
          </p>
        </div>
      </div>
    </Panel>
  );
}

function Checks({ use }: { readonly use: WardUse }) {
  const t = useTexts(wardTexts);
  const fresh = use.check.filter(({ isFresh }) => isFresh);
  return (
    <Panel title={t.checks}>
      <p className="sec bank-hint">{t.checkNeeded}</p>
      <ol className="bank-checks">
        {[1, 2].map((n) => {
          const check = fresh[n - 1];
          return (
            <li key={n} data-done={check !== undefined || undefined}>
              <IconCheck size={18} aria-hidden="true" />
              <span className="grow">{t.person(n)}</span>
              <b>{check === undefined ? t.notYet : `${check.name}, ${formatTime(check.at)}`}</b>
            </li>
          );
        })}
      </ol>
      {use.check.length > fresh.length && fresh.length < 2 && <Note tone="warn" title={t.stale} />}
    </Panel>
  );
}

function Running({ use }: { readonly use: WardUse }) {
  const t = useTexts(wardTexts);
  const due = observationDue(use.startedAt, use.observedAt);
  const isLate = due !== undefined && due.getTime() < Date.now();
  return (
    <Panel title={t.observe}>
      <dl className="kv">
        <dt>{t.startedAt}</dt>
        <dd className="n">{formatTime(use.startedAt)}</dd>
        <dt>{t.lastSigns}</dt>
        <dd className="n">{formatTime(use.observedAt)}</dd>
        {due !== undefined && (
          <>
            <dt>{t.nextSigns}</dt>
            <dd className={isLate ? 'n bad-text' : 'n'}>{formatTime(due.toISOString())}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

type Form = 'check' | 'start' | 'observe' | 'end' | 'reaction';

function useUseActions(use: WardUse, open: (form: Form) => void): void {
  const t = useTexts(wardTexts);
  const { who } = useSession();
  const isMine = use.check.some(({ by, isFresh }) => isFresh && by === who);
  const isReady = hasTwoChecks(use.check, new Date());
  useActions(
    use.state === 'transfusing'
      ? [
          { key: 'Alt+P', label: t.reaction, icon: IconAlertTriangle, run: () => open('reaction') },
          { key: 'F9', label: t.end, icon: IconDropletCheck, run: () => open('end') },
          { key: 'F8', label: t.observe, icon: IconActivityHeartbeat, isPrimary: true, run: () => open('observe') },
        ]
      : [
          {
            key: 'F8',
            label: t.check,
            icon: IconChecklist,
            isPrimary: !isReady,
            isDisabled: isMine,
            run: () => open('check'),
          },
          {
            key: 'F9',
            label: t.start,
            icon: IconPlayerPlay,
            isPrimary: isReady,
            isDisabled: !isReady,
            run: () => open('start'),
          },
        ],
  );
}

/** One bag at the bedside: checked twice, started, watched, ended. */
export function UseWork({ use }: { readonly use: WardUse }) {
  const t = useTexts(wardTexts);
  const [form, setForm] = useState<Form>();
  useUseActions(use, setForm);
  const onClose = (): void => setForm(undefined);
  const isRunning = use.state === 'transfusing';
  return (
    <>
      {use.isHeld && (
        <Note tone="bad" title={isRunning ? t.recalledRunning : t.recalledReady}>
          {use.reason}
        </Note>
      )}
      <Bag use={use} />
      {isRunning ? <Running use={use} /> : <Checks use={use} />}
      {form === 'check' && <CheckForm use={use} onClose={onClose} />}
      {(form === 'start' || form === 'observe') && <SignsForm use={use} onClose={onClose} />}
      {form === 'end' && <EndForm use={use} onClose={onClose} />}
      {form === 'reaction' && <ReactionForm use={use} onClose={onClose} />}
    </>
  );
}

/** An order that waits for samples. */
export function OrderWork({ order }: { readonly order: ShownOrder }) {
  const t = useTexts(wardTexts);
  const nameOf = useComponentName();
  const [isOpen, setOpen] = useState(false);
  useActions([{ key: 'F8', label: t.draw, icon: IconTestPipe, isPrimary: true, run: () => setOpen(true) }]);
  return (
    <Panel title={nameOf(order.component)} hint={t.units(order.units)}>
      <p>{order.reason}</p>
      <p className="sec">
        {t.drawnCount(order.samples)}. {t.drawHint}
      </p>
      {isOpen && <DrawForm order={order} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

/** One thing that follows a reaction. */
export function StepWork({ step }: { readonly step: WardStep }) {
  const t = useTexts(wardTexts);
  const { hasRole } = useSession();
  const [isOpen, setOpen] = useState(false);
  const isMine = !step.isForBank || hasRole('lab-technician', 'lab-doctor');
  useActions([
    { key: 'F8', label: t.doStep, icon: IconCheck, isPrimary: true, isDisabled: !isMine, run: () => setOpen(true) },
  ]);
  return (
    <Panel title={t.groups.steps ?? ''} hint={step.isForBank ? t.forBank : undefined}>
      <p>{step.text}</p>
      {isOpen && <StepForm step={step} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
