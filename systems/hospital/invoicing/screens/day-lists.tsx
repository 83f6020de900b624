import {
  type Column,
  DataGrid,
  formatNumber,
  formatTime,
  Panel,
  StatusChip,
  Tabs,
  type Tone,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { texts } from './texts.ts';
import type { ShownDay, ShownInvoice, ShownPaper } from './use-invoice-day.ts';

export type List = 'invoices' | 'papers';
const isList = (text: string): text is List => text === 'invoices' || text === 'papers';

const tones: Readonly<Record<string, Tone>> = {
  coded: 'ok',
  delivered: 'ok',
  parked: 'bad',
  rejected: 'bad',
  replaced: 'neutral',
  withdrawn: 'neutral',
};

function useInvoiceColumns(): readonly Column<ShownInvoice>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  return [
    { id: 'buyer', head: t.heads.buyer, cell: ({ buyer }) => buyer, by: ({ buyer }) => buyer },
    ...(isNarrow
      ? []
      : [
          {
            id: 'number',
            head: t.heads.number,
            width: 148,
            cell: ({ number }: ShownInvoice) => <span className="n">{number === '' ? '–' : number}</span>,
            by: ({ number }: ShownInvoice) => number,
          },
          {
            id: 'kind',
            head: t.heads.kind,
            width: 104,
            cell: ({ kind }: ShownInvoice) => t.kinds[kind],
            by: ({ kind }: ShownInvoice) => kind,
          },
        ]),
    {
      id: 'amount',
      head: t.heads.amount,
      width: 104,
      align: 'right',
      cell: ({ amount }) => <b className="n">{formatNumber(amount)}</b>,
      by: ({ amount }) => amount,
    },
    {
      id: 'state',
      head: t.heads.state,
      width: isNarrow ? 132 : 168,
      cell: ({ state }) => <StatusChip tone={tones[state] ?? 'wait'}>{t.states[state]}</StatusChip>,
      by: ({ state }) => state,
    },
  ];
}

function usePaperColumns(): readonly Column<ShownPaper>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  return [
    { id: 'person', head: t.heads.person, cell: ({ name }) => name, by: ({ name }) => name },
    ...(isNarrow
      ? []
      : [
          {
            id: 'number',
            head: t.heads.paper,
            width: 136,
            cell: ({ number }: ShownPaper) => <span className="n">{number}</span>,
            by: ({ number }: ShownPaper) => number,
          },
          {
            id: 'at',
            head: t.heads.time,
            width: 60,
            cell: ({ at }: ShownPaper) => <span className="n">{formatTime(at)}</span>,
            by: ({ at }: ShownPaper) => at,
          },
        ]),
    {
      id: 'amount',
      head: t.heads.amount,
      width: 104,
      align: 'right',
      cell: ({ amount }) => <b className="n">{formatNumber(amount)}</b>,
      by: ({ amount }) => amount,
    },
    {
      id: 'state',
      head: t.heads.state,
      width: isNarrow ? 132 : 152,
      cell: ({ state }) => (
        <StatusChip tone={state === 'pending' ? 'warn' : state === 'held' ? 'info' : 'wait'}>
          {t.paperStates[state]}
        </StatusChip>
      ),
      by: ({ state }) => state,
    },
  ];
}

/** the first field of the work, from the list */
const toWork = (): void => document.querySelector<HTMLElement>('.invoice-side select, .invoice-side input')?.focus();

interface DayListsProps {
  readonly day: ShownDay | undefined;
  readonly choice: {
    readonly list: List;
    readonly paper: ShownPaper | undefined;
    readonly invoice: ShownInvoice | undefined;
    readonly select: (id: string) => void;
    readonly open: (list: List) => void;
  };
}

/** Receipts that wait, and the invoices of the day. */
export function DayLists({ day, choice }: DayListsProps) {
  const t = useTexts(texts);
  const { list, paper, invoice, select, open } = choice;
  const selected = paper?.id ?? invoice?.id;
  const invoiceColumns = useInvoiceColumns();
  const paperColumns = usePaperColumns();
  const shared = { selected, onSelect: ({ id }: { id: string }) => select(id), onOpen: toWork, label: t[list] };
  return (
    <Panel title={t.lists} isTitleHidden isPadded={false}>
      <div className="stack invoice-list">
        <Tabs
          label={t.lists}
          tabs={[
            { id: 'papers', label: t.papers, count: day?.papers.length },
            { id: 'invoices', label: t.invoices, count: day?.invoices.length },
          ]}
          value={list}
          onChange={(id) => isList(id) && open(id)}
        >
          {list === 'invoices' ? (
            <DataGrid
              {...shared}
              rows={day?.invoices ?? []}
              columns={invoiceColumns}
              rowKey={({ id }) => id}
              empty={day === undefined ? '' : t.noInvoices}
            />
          ) : (
            <DataGrid
              {...shared}
              rows={day?.papers ?? []}
              columns={paperColumns}
              rowKey={({ id }) => id}
              empty={day === undefined ? '' : t.noPapers}
            />
          )}
        </Tabs>
      </div>
    </Panel>
  );
}
