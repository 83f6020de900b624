import './reconciliation.css';
import {
  type Column,
  DataGrid,
  DateField,
  ErrorNote,
  formatMoney,
  formatNumber,
  formatTime,
  Loading,
  Panel,
  showToast,
  Tabs,
  today,
  useActions,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { DecisionPanel } from './open-decision.tsx';
import { reconciliationTexts } from './reconciliation-texts.ts';
import { StatementImport } from './statement-import.tsx';
import { texts } from './texts.ts';
import { type BankDay, type OpenItem, useBankDay } from './use-bank-day.ts';
import { isPaidBy } from './use-till.ts';

const lists = ['waiting', 'unbanked', 'differing'] as const;
type List = (typeof lists)[number];
const isList = (text: string): text is List => lists.some((list) => list === text);
/** 87,5% */
const percent = (value: number): string => `${formatNumber(value)}%`;

function Figures({ day }: { readonly day: BankDay }) {
  const t = useTexts(reconciliationTexts);
  const { bank, booked, stated, difference, explained, otherDay } = day;
  const side = difference === 0 ? t.even : difference > 0 ? t.more : t.less;
  const why = [
    ...(explained.count > 0 ? [t.explained(explained.count, formatMoney(explained.amount))] : []),
    ...(otherDay === 0 ? [] : [t.otherDay(formatMoney(otherDay))]),
  ];
  const note = why.length > 0 ? why.join('; ') : side;
  const tiles = [
    { label: t.bank, value: formatMoney(bank.amount), hint: t.movements(bank.count) },
    { label: t.booked, value: formatMoney(booked.amount), hint: t.papers(booked.count) },
    {
      label: t.difference,
      value: formatMoney(difference),
      hint: note,
      isBad: difference !== explained.amount + otherDay,
    },
    { label: t.stated, value: formatMoney(stated.amount), hint: t.statedOf(stated.count, bank.count) },
    { label: t.cashless, value: `${percent(day.byValue)} ${t.byValue}`, hint: t.byCount(percent(day.byCount)) },
  ];
  return (
    <dl className="recon-figures" aria-label={t.figures}>
      {tiles.map(({ label, value, hint, isBad }) => (
        <div key={label} data-bad={isBad || undefined}>
          <dt>{label}</dt>
          <dd className="recon-figure">{value}</dd>
          <dd className="s mut">{hint}</dd>
        </div>
      ))}
    </dl>
  );
}

function useColumns(list: List): readonly Column<OpenItem>[] {
  const t = useTexts(reconciliationTexts);
  const isNarrow = useIsNarrow();
  const { heads } = t;
  const amount: Column<OpenItem> = {
    id: 'amount',
    head: heads.amount,
    width: 104,
    align: 'right',
    cell: (one) => <b className="n">{formatNumber(one.amount)}</b>,
    by: (one) => one.amount,
  };
  const text = (id: string, head: string, of: (one: OpenItem) => string, width?: number): Column<OpenItem> => ({
    id,
    head,
    ...(width === undefined ? {} : { width }),
    cell: (one) => <span className={width === undefined ? 'recon-why' : 'n'}>{of(one)}</span>,
    by: of,
  });
  if (list === 'unbanked') {
    const of = (pick: (one: Extract<OpenItem, { kind: 'unbanked' }>) => string) => (one: OpenItem) =>
      one.kind === 'unbanked' ? pick(one) : '';
    return [
      text(
        'person',
        heads.person,
        of(({ name }) => name),
      ),
      text(
        'number',
        heads.number,
        of(({ number }) => number),
        136,
      ),
      ...(isNarrow
        ? []
        : [
            text(
              'at',
              heads.time,
              of(({ at }) => formatTime(at)),
              60,
            ),
          ]),
      amount,
    ];
  }
  const of = (pick: (one: Exclude<OpenItem, { kind: 'unbanked' }>) => string) => (one: OpenItem) =>
    one.kind === 'unbanked' ? '' : pick(one);
  return [
    text(
      'reason',
      heads.reason,
      of(({ reason }) => reason),
    ),
    ...(isNarrow
      ? []
      : [
          text(
            'label',
            heads.reference,
            of(({ label }) => label),
            128,
          ),
        ]),
    amount,
  ];
}

function Methods({ day }: { readonly day: BankDay }) {
  const t = useTexts(reconciliationTexts);
  const words = useTexts(texts).ways;
  return (
    <Panel title={t.methods} isPadded={false}>
      <table className="recon-methods">
        <thead>
          <tr>
            <th>{t.method}</th>
            <th className="r">{t.count}</th>
            <th className="r">{t.taken}</th>
            <th className="r">{t.back}</th>
          </tr>
        </thead>
        <tbody>
          {day.methods.map(({ method, count, amount, back }) => (
            <tr key={method}>
              <th scope="row">{isPaidBy(method) ? words[method] : method}</th>
              <td className="r n">{count}</td>
              <td className="r n">{formatNumber(amount)}</td>
              <td className="r n">{back === 0 ? '–' : formatNumber(back)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

interface DayProps {
  readonly date: string | undefined;
  readonly onDate: (date: string | undefined) => void;
  readonly onImport: () => void;
}

/** the first field of the decision, from the list */
const toDecision = (): void => document.querySelector<HTMLElement>('.recon-side select, .recon-side input')?.focus();
const toList = (): void => document.querySelector<HTMLElement>('.recon-list .grid')?.focus();

function DayView({ date, onDate, onImport }: DayProps) {
  const t = useTexts(reconciliationTexts);
  const { data: day, error, refetch } = useBankDay(date);
  const [tab, setTab] = useState<List>();
  const [selected, setSelected] = useState<string>();
  const openIn = (one: List): number => day?.open[one].count ?? 0;
  const count = lists.reduce((sum, one) => sum + openIn(one), 0);
  // the first list that is not empty, until somebody opens another
  const list = tab ?? lists.find((one) => openIn(one) > 0) ?? 'waiting';
  const columns = useColumns(list);
  const rows: readonly OpenItem[] = day?.[list] ?? [];
  const item = rows.find(({ id }) => id === selected) ?? rows[0];
  const open = (next: List): void => {
    setTab(next);
    toList();
  };
  const [first, second, third] = lists;
  useActions(
    [
      { key: 'Alt+1', label: t.tabs[first], at: 'hidden', run: () => open(first) },
      { key: 'Alt+2', label: t.tabs[second], at: 'hidden', run: () => open(second) },
      { key: 'Alt+3', label: t.tabs[third], at: 'hidden', run: () => open(third) },
      { key: 'Alt+N', label: t.import, icon: IconFileImport, isPrimary: true, run: onImport },
    ],
    day === undefined ? { text: '' } : { text: t.openCount(count), tone: count === 0 ? 'ok' : 'warn' },
  );
  const onDone = (): void => {
    showToast(t.saved);
    setSelected(undefined);
    setTab(undefined);
    toList();
  };
  return (
    <div className="work recon">
      <section className="panel recon-top" aria-label={t.figures}>
        <div className="recon-day" data-form>
          <DateField name="day" label={t.day} value={date} onChange={onDate} />
        </div>
        {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {day === undefined && error === null && <Loading />}
        {day !== undefined && <Figures day={day} />}
      </section>
      <Panel title={t.lists} isTitleHidden isPadded={false}>
        <div className="stack recon-list">
          <Tabs
            label={t.lists}
            tabs={lists.map((id) => ({ id, label: t.tabs[id], count: day?.open[id].count }))}
            value={list}
            onChange={(id) => isList(id) && setTab(id)}
          >
            <DataGrid
              label={t.tabs[list]}
              rows={rows}
              columns={columns}
              rowKey={({ id }) => id}
              selected={item?.id}
              onSelect={({ id }) => setSelected(id)}
              onOpen={toDecision}
              empty={day === undefined ? '' : t.none[list]}
              foot={openIn(list) > rows.length ? t.onlyFirst(rows.length, openIn(list)) : undefined}
            />
          </Tabs>
        </div>
      </Panel>
      <div className="stack recon-side">
        <DecisionPanel item={item} day={day} onDone={onDone} />
        {day !== undefined && <Methods day={day} />}
      </div>
    </div>
  );
}

/** Both sides of a day, the lists that must be empty, and the bank's own file. */
export function ReconciliationScreen() {
  const t = useTexts(reconciliationTexts);
  const [date, setDate] = useState<string | undefined>(today);
  const [isImporting, setImporting] = useState(false);
  if (!isImporting) return <DayView date={date} onDate={setDate} onImport={() => setImporting(true)} />;
  return (
    <StatementImport
      onClose={() => setImporting(false)}
      onDone={({ count, to }) => {
        const of = (...states: readonly string[]) => states.reduce((sum, state) => sum + (count[state] ?? 0), 0);
        showToast(t.done(of('paid', 'matched', 'confirmed'), of('parked', 'differs')));
        if (to !== '') setDate(to);
        setImporting(false);
      }}
    />
  );
}
