import './shift.css';
import './taken.css';
import {
  type BarState,
  Button,
  ErrorNote,
  formatDateTime,
  formatMoney,
  isOutcomeError,
  Loading,
  Note,
  type OutcomeError,
  Panel,
  recordKey,
  TextField,
  useActions,
  useDraft,
  usePlace,
  useRecord,
  useTexts,
  valueIn,
} from '@lienmach/ui';
import { IconCashRegister, IconCircleCheck, IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Parameters, PaymentReconciliation } from 'fhir/r4';
import { useState } from 'react';
import { CashCount, type Counted, countOf, totalOf } from './cash-count.tsx';
import { texts } from './texts.ts';
import { usePrint } from './use-print.ts';
import { type ShiftNow, useShift } from './use-shift.ts';

interface CountDraft {
  readonly counted: Counted;
  readonly note: string;
}

const empty: CountDraft = { counted: {}, note: '' };

/** Opening and closing: the drawer is counted, and what differs needs a word. */
function useCount(now: ShiftNow | undefined) {
  const { operation } = useRecord();
  const cache = useQueryClient();
  const { room } = usePlace();
  const print = usePrint();
  const [draft, setDraft, forget] = useDraft<CountDraft>('payments.shift', empty);
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [closed, setClosed] = useState<PaymentReconciliation>();
  const [isBusy, setBusy] = useState(false);
  const isOpen = now?.shift !== undefined;
  const difference = totalOf(draft.counted) - (now?.expectedCash ?? 0);
  const send = async (): Promise<void> => {
    const count = countOf(draft.counted);
    if (!isOpen) {
      await operation('$open-shift', 'Invoice', { count, counter: room?.name });
      setClosed(undefined);
      return;
    }
    const note = draft.note.trim() === '' ? undefined : draft.note;
    const answer = await operation<Parameters>('$close-shift', 'Invoice', { count, note });
    const shift = valueIn<PaymentReconciliation>(answer, 'shift');
    setClosed(shift);
    await print.shift(shift?.id ?? '');
  };
  return {
    draft,
    setDraft,
    refusal,
    closed,
    print,
    isBusy,
    isOpen,
    difference,
    async save(): Promise<void> {
      if (isBusy || now === undefined) return;
      setBusy(true);
      try {
        await send();
        setRefusal(undefined);
        forget();
        await cache.invalidateQueries({ queryKey: recordKey('Invoice', 'shift') });
      } catch (thrown) {
        if (!isOutcomeError(thrown)) throw thrown;
        setRefusal(thrown);
        document.querySelector<HTMLElement>('[name=note]')?.focus();
      } finally {
        setBusy(false);
      }
    },
  };
}

type Desk = ReturnType<typeof useCount>;

function Figures({ now, desk }: { readonly now: ShiftNow; readonly desk: Desk }) {
  const t = useTexts(texts).shift;
  const lines = [
    [t.float, now.float],
    [t.cash, now.cash],
    [t.transfer, now.transfer],
    [t.card, now.card],
    [t.wallet, now.wallet],
    [t.refunded, now.refunded],
  ] as const;
  return (
    <div className="col">
      <dl className="shift-figures">
        {lines.map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="n">{formatMoney(amount)}</dd>
          </div>
        ))}
        <div data-total>
          <dt>{t.expected}</dt>
          <dd className="n">{formatMoney(now.expectedCash)}</dd>
        </div>
        <div data-total data-bad={desk.difference !== 0 || undefined}>
          <dt>{t.difference}</dt>
          <dd className="n">{formatMoney(desk.difference)}</dd>
        </div>
      </dl>
      {desk.difference !== 0 && (
        <TextField
          name="note"
          label={t.differenceNote}
          hint={t.differenceHint}
          value={desk.draft.note}
          onChange={(note) => desk.setDraft((draft) => ({ ...draft, note }))}
          error={desk.refusal?.fieldErrors({ note: 'note' }).note}
          isRequired
        />
      )}
    </div>
  );
}

function Closed({ desk }: { readonly desk: Desk }) {
  const t = useTexts(texts);
  const { closed, print } = desk;
  if (closed === undefined) return null;
  return (
    <section className="taken" aria-label={t.shift.closedTitle}>
      <IconCircleCheck size={32} stroke={1.75} aria-hidden="true" />
      <p className="taken-amount">{t.shift.closedTitle}</p>
      <p className="sec">
        {closed.detail?.at(-1)?.type.text}: <b>{formatMoney(closed.detail?.at(-1)?.amount?.value)}</b>
      </p>
      {print.isMissing && <Note tone="warn" title={t.printFailed} />}
      <Button icon={IconPrinter} keyHint="Ctrl+P" onClick={() => void print.shift(closed.id ?? '')}>
        {t.shift.print}
      </Button>
      {print.link !== undefined && (
        <a href={print.link} target="_blank" rel="noreferrer" className="s">
          {t.openPaper}
        </a>
      )}
    </section>
  );
}

/** The drawer at the beginning and at the end of a shift. */
export function ShiftScreen() {
  const t = useTexts(texts);
  const { data: now, error, refetch } = useShift();
  const desk = useCount(now);
  const since = now?.shift?.period?.start;
  const { closed } = desk;
  const state: BarState =
    since === undefined ? { text: t.noShift, tone: 'warn' } : { text: t.shift.since(formatDateTime(since)) };
  useActions(
    [
      ...(closed === undefined
        ? []
        : [
            {
              key: 'Ctrl+P',
              label: t.shift.print,
              icon: IconPrinter,
              run: () => void desk.print.shift(closed.id ?? ''),
            },
          ]),
      {
        key: 'Ctrl+S',
        label: desk.isOpen ? t.shift.close : t.shift.open,
        icon: IconCashRegister,
        isPrimary: true,
        isDisabled: desk.isBusy || now === undefined,
        run: () => void desk.save(),
      },
    ],
    state,
  );
  if (error !== null && now === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (now === undefined) return <Loading />;
  const others = desk.refusal?.fieldErrors({ note: 'note' })[''];
  return (
    <div className="work" data-columns="2">
      <Panel title={desk.isOpen ? t.shift.countEnd : t.shift.countStart} hint={t.shift.countHint} isPadded={false}>
        <CashCount
          counted={desk.draft.counted}
          onChange={(counted) => desk.setDraft((draft) => ({ ...draft, counted }))}
        />
      </Panel>
      <Panel title={desk.isOpen ? t.shift.figures : t.shift.startTitle}>
        <div className="col">
          {others !== undefined && <Note tone="bad" title={others} />}
          <Closed desk={desk} />
          {desk.isOpen ? <Figures now={now} desk={desk} /> : <p className="sec">{t.shift.startHint}</p>}
        </div>
      </Panel>
    </div>
  );
}
