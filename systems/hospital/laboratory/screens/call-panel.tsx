import {
  Button,
  fhirNow,
  formatNumber,
  formatTime,
  isOutcomeError,
  Note,
  type OutcomeError,
  recordKey,
  showToast,
  TextField,
  TimeField,
  today,
  useActions,
  useDraft,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { IconCheck, IconPhoneCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Task } from 'fhir/r4';
import { type ReactNode, useEffect, useState } from 'react';
import { benchTexts } from './bench-texts.ts';
import type { SheetLine } from './use-sheet.ts';

interface CallDraft {
  readonly sampleCheck: string;
  readonly told: string;
  readonly at: string;
  readonly readBack: string;
}

const emptyCall: CallDraft = { sampleCheck: '', told: '', at: '', readBack: '' };
const fields = ['told', 'readBack', 'at'] as const;

/** `Parameters.parameter.where(name='told')` names the field */
const fieldOf = (expression: readonly string[]): string | undefined =>
  fields.find((name) => expression.some((one) => one.includes(`name='${name}'`)));

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const clock = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

/** how long is left until the ward must know, as figures and as a bar */
function Countdown({ task }: { readonly task: Task }) {
  const t = useTexts(benchTexts);
  const now = useNow();
  const end = Date.parse(task.restriction?.period?.end ?? '');
  const start = Date.parse(task.authoredOn ?? '');
  if (!Number.isFinite(end) || !Number.isFinite(start)) return null;
  const left = Math.round((end - now) / 1000);
  const share = Math.max(0, Math.min(1, (end - now) / (end - start)));
  return (
    <>
      <span className="call-clock" role="timer">
        <span>{left >= 0 ? t.left : t.late}</span> <b>{clock(Math.abs(left))}</b>
      </span>
      <span className="call-bar" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </>
  );
}

interface StepProps {
  readonly n: number;
  readonly title: string;
  readonly isDone: boolean;
  readonly isNext: boolean;
  readonly children: ReactNode;
}

function Step({ n, title, isDone, isNext, children }: StepProps) {
  return (
    <li className="call-step" data-done={isDone || undefined} data-next={isNext || undefined}>
      <span className="call-n" aria-hidden="true">
        {isDone ? <IconCheck size={14} stroke={2.6} /> : n}
      </span>
      <div className="grow">
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}

export const criticalText = ({ input }: Task): string => {
  const quantity = input?.find(({ valueQuantity }) => valueQuantity !== undefined)?.valueQuantity;
  return quantity === undefined
    ? ''
    : `${quantity.comparator ?? ''}${formatNumber(quantity.value)} ${quantity.unit ?? ''}`.trim();
};

export const indicatorName = (task: Task, lines: readonly SheetLine[]): string => {
  const id = task.focus?.reference?.split('/')[1] ?? '';
  const code = id
    .slice(id.lastIndexOf('.') + 1)
    .replace('-abs', '#')
    .replace('-pct', '%');
  return lines.find((line) => line.code === code)?.name ?? task.description?.split(/ [<>≤≥]?\d/)[0] ?? '';
};

function limitOf(task: Task, lines: readonly SheetLine[], name: string) {
  const line = lines.find((one) => one.name === name);
  const value = task.input?.find(({ valueQuantity }) => valueQuantity !== undefined)?.valueQuantity?.value ?? 0;
  if (line?.criticalHigh !== undefined && value >= line.criticalHigh) return { sign: '>', value: line.criticalHigh };
  return line?.criticalLow === undefined ? undefined : { sign: '<', value: line.criticalLow };
}

const inputOf = ({ told, readBack, at, sampleCheck }: CallDraft) => ({
  told,
  readBack,
  at: at === '' ? undefined : { valueDateTime: `${today()}T${at}:00+07:00` },
  sampleCheck: sampleCheck.trim() === '' ? undefined : sampleCheck,
});

function useCall(task: Task) {
  const t = useTexts(benchTexts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [call, setCall, forget] = useDraft<CallDraft>(`laboratory.call.${task.id}`, emptyCall);
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);
  const focus = (name: string): void => document.querySelector<HTMLElement>(`.call [name="${name}"]`)?.focus();
  const record = async (): Promise<void> => {
    const first = (['told', 'readBack'] as const).find((name) => call[name].trim() === '');
    if (first !== undefined) return focus(`call-${first}`);
    if (isBusy) return;
    setBusy(true);
    try {
      await operation('$record-callback', `Task/${task.id}`, inputOf(call));
      forget();
      showToast(t.recorded);
      for (const type of ['Task', 'DiagnosticReport'] as const)
        await cache.invalidateQueries({ queryKey: recordKey(type) });
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      focus(`call-${fieldOf(thrown.issues[0]?.expression ?? [])}`);
    } finally {
      setBusy(false);
    }
  };
  const set = (part: Partial<CallDraft>): void => {
    setRefusal(undefined);
    setCall((now) => ({ ...now, ...part }));
  };
  const errorOf = (name: string): string | undefined =>
    refusal?.issues.find(({ expression }) => fieldOf(expression) === name)?.text;
  const other = refusal?.issues.filter(({ expression }) => fieldOf(expression) === undefined) ?? [];
  return { call, set, record, errorOf, other, isBusy };
}

interface CallPanelProps {
  readonly task: Task;
  readonly more: number;
  readonly lines: readonly SheetLine[];
  /** who ordered the test */
  readonly who: string | undefined;
}

/** A critical value: be sure of the sample, call, have it read back. The clock runs until it is recorded. */
export function CallPanel({ task, more, lines, who }: CallPanelProps) {
  const t = useTexts(benchTexts);
  const { call, set, record, errorOf, other, isBusy } = useCall(task);
  const name = indicatorName(task, lines);
  const limit = limitOf(task, lines, name);
  const done = [call.sampleCheck, call.told, call.readBack].map((text) => text.trim() !== '');
  const next = done.indexOf(false);
  useActions([{ key: 'Ctrl+B', label: t.record, at: 'hidden', run: () => void record() }]);
  return (
    <section className="call" aria-labelledby="call-title" data-form>
      <header className="call-head">
        <h2 id="call-title">{t.call(name, criticalText(task))}</h2>
        <span className="call-limit">{limit && t.limit(limit.sign, formatNumber(limit.value))}</span>
        <Countdown task={task} />
        {task.businessStatus?.text !== undefined && <p className="call-ladder">{task.businessStatus.text}</p>}
      </header>
      <ol className="call-steps">
        <Step n={1} title={t.checkSample} isDone={done[0] === true} isNext={next === 0}>
          <TextField
            label={t.checkSample}
            name="call-sampleCheck"
            value={call.sampleCheck}
            placeholder={t.checkHint}
            onChange={(sampleCheck) => set({ sampleCheck })}
          />
        </Step>
        <Step
          n={2}
          title={who === undefined ? t.callOrderer : t.callWho(who)}
          isDone={done[1] === true}
          isNext={next === 1}
        >
          <div className="fields">
            <TextField
              label={t.told}
              name="call-told"
              isRequired
              value={call.told}
              onChange={(told) => set({ told })}
              error={errorOf('told')}
              span={8}
            />
            <TimeField
              label={t.toldAt}
              name="call-at"
              value={call.at === '' ? formatTime(fhirNow()) : call.at}
              onChange={(at) => set({ at: at ?? '' })}
              error={errorOf('at')}
              span={4}
            />
          </div>
        </Step>
        <Step n={3} title={t.readBack} isDone={done[2] === true} isNext={next === 2}>
          <TextField
            label={t.readBack}
            name="call-readBack"
            isRequired
            value={call.readBack}
            placeholder={t.readBackHint(name)}
            onChange={(readBack) => set({ readBack })}
            error={errorOf('readBack')}
          />
        </Step>
      </ol>
      <div className="call-foot">
        {other.map(({ text }) => (
          <Note key={text} tone="bad" title={text} />
        ))}
        <Button tone="danger" icon={IconPhoneCheck} keyHint="Ctrl+B" isBusy={isBusy} onClick={() => void record()}>
          {t.record}
        </Button>
        <p className="s mut">
          {more > 0 && `${t.more(more)}. `}
          {t.ownTime}
        </p>
      </div>
    </section>
  );
}
