import './invoice-day.css';
import {
  DateField,
  Empty,
  ErrorNote,
  Loading,
  Panel,
  recordKey,
  showToast,
  today,
  useActions,
  useTexts,
  useVerb,
  valueIn,
} from '@lienmach/ui';
import { IconFileInvoice, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { CloseDialog } from './close-dialog.tsx';
import { DayFigures } from './day-figures.tsx';
import { DayLists, type List } from './day-lists.tsx';
import { InvoiceWork } from './invoice-work.tsx';
import { PaperWork } from './paper-work.tsx';
import { texts } from './texts.ts';
import { type ShownDay, useInvoiceDay } from './use-invoice-day.ts';

const toList = (): void => document.querySelector<HTMLElement>('.invoice-list .grid')?.focus();

/** One press that hands over what waits. */
function useSending() {
  const t = useTexts(texts);
  const verb = useVerb(recordKey('Invoice'));
  return {
    error: verb.error,
    isBusy: verb.isBusy,
    async send(): Promise<void> {
      const answer = await verb.run('$send-invoices', 'Invoice');
      if (answer === undefined || answer === true || answer.resourceType !== 'Parameters') return;
      const reason = valueIn<string>(answer, 'reason');
      showToast(reason ?? t.sentAll(valueIn<number>(answer, 'moved') ?? 0));
    },
  };
}

/** Which list and which line; fresh lists begin with what waits. */
function useChoice(day: ShownDay | undefined) {
  const [tab, setTab] = useState<List>();
  const [selected, setSelected] = useState<string>();
  const list = tab ?? ((day?.papers.length ?? 0) > 0 ? 'papers' : 'invoices');
  const pick = <T extends { readonly id: string }>(rows: readonly T[] = []): T | undefined =>
    rows.find(({ id }) => id === selected) ?? rows[0];
  return {
    list,
    paper: list === 'papers' ? pick(day?.papers) : undefined,
    invoice: list === 'invoices' ? pick(day?.invoices) : undefined,
    select: setSelected,
    open(next: List): void {
      setTab(next);
      setSelected(undefined);
      toList();
    },
    done(): void {
      setSelected(undefined);
      toList();
    },
  };
}

function Work({ choice }: { readonly choice: ReturnType<typeof useChoice> }) {
  const t = useTexts(texts);
  const { paper, invoice, done } = choice;
  return (
    <div className="stack invoice-side">
      <Panel title={t.work} grow={1}>
        {paper !== undefined && <PaperWork key={paper.id} paper={paper} onDone={done} />}
        {invoice !== undefined && <InvoiceWork key={invoice.id} invoice={invoice} onDone={done} />}
        {paper === undefined && invoice === undefined && <Empty title={t.chooseTitle} hint={t.chooseHint} />}
      </Panel>
    </div>
  );
}

/** Electronic invoices of a day: what is issued, which receipt has none, what waits for somebody. */
export function InvoiceDayScreen() {
  const t = useTexts(texts);
  const [date, setDate] = useState<string | undefined>(today);
  const { data: day, error, refetch } = useInvoiceDay(date);
  const [isClosing, setClosing] = useState(false);
  const choice = useChoice(day);
  const sending = useSending();
  const { papers = [], waiting = 0 } = day ?? {};
  useActions(
    [
      { key: 'Alt+1', label: t.papers, at: 'hidden', run: () => choice.open('papers') },
      { key: 'Alt+2', label: t.invoices, at: 'hidden', run: () => choice.open('invoices') },
      {
        label: t.send,
        icon: IconSend,
        isDisabled: waiting === 0 || sending.isBusy,
        run: () => void sending.send(),
      },
      {
        key: 'Alt+N',
        label: t.close,
        icon: IconFileInvoice,
        isPrimary: true,
        isDisabled: day === undefined || date === undefined,
        run: () => setClosing(true),
      },
    ],
    day === undefined ? { text: '' } : { text: t.status(papers.length), tone: papers.length === 0 ? 'ok' : 'warn' },
  );
  const trouble = error ?? sending.error;
  return (
    <div className="work invoices">
      <section className="panel invoice-top" aria-label={t.figures}>
        <div className="invoice-date" data-form>
          <DateField name="day" label={t.day} value={date} onChange={setDate} />
        </div>
        {trouble !== undefined && trouble !== null && <ErrorNote error={trouble} onRetry={() => void refetch()} />}
        {day === undefined && error === null && <Loading />}
        {day !== undefined && <DayFigures day={day} />}
      </section>
      <DayLists day={day} choice={choice} />
      <Work choice={choice} />
      {isClosing && day !== undefined && date !== undefined && (
        <CloseDialog date={date} day={day} onClose={() => setClosing(false)} />
      )}
    </div>
  );
}
