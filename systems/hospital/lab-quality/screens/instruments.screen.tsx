import './quality.css';
import './books.css';
import { Empty, ErrorNote, Loading, Panel, Tabs, useActions, useSession, useTexts } from '@lienmach/ui';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { NewExternal, NewMachine, NewReagent } from './book-forms.tsx';
import { ExternalGrid, ReagentsGrid, WorksGrid } from './book-grids.tsx';
import { ExternalWork, MachineWork, ReagentWork } from './book-work.tsx';
import { booksTexts } from './books-texts.ts';
import { useBooks } from './use-books.ts';

const books = ['machines', 'reagents', 'externals'] as const;
type Book = (typeof books)[number];
const isBook = (text: string): text is Book => books.some((one) => one === text);
const forms = { machines: NewMachine, reagents: NewReagent, externals: NewExternal };
const toGrid = (): void => document.querySelector<HTMLElement>('.books-list .grid')?.focus();

type Rows = NonNullable<ReturnType<typeof useBooks>['data']>;

interface ChoiceProps {
  readonly rows: Rows;
  readonly book: Book;
  readonly selected: string | undefined;
}

function Grid({ rows, book, selected, onSelect }: ChoiceProps & { readonly onSelect: (id: string) => void }) {
  const shared = { selected, onSelect };
  if (book === 'machines') return <WorksGrid rows={rows.works} {...shared} />;
  if (book === 'reagents') return <ReagentsGrid rows={rows.reagents} {...shared} />;
  return <ExternalGrid rows={rows.externals} {...shared} />;
}

/** what can be done with the line that is chosen */
function Work({ rows, book, selected }: ChoiceProps) {
  const t = useTexts(booksTexts);
  const find = <T extends { readonly id: string }>(of: Book, some: readonly T[]): T | undefined =>
    of === book ? some.find(({ id }) => id === selected) : undefined;
  const work = find('machines', rows.works);
  const lot = find('reagents', rows.reagents);
  const sample = find('externals', rows.externals);
  if (work !== undefined) return <MachineWork key={work.id} work={work} />;
  if (lot !== undefined) return <ReagentWork key={lot.id} lot={lot} />;
  if (sample !== undefined) return <ExternalWork key={sample.id} sample={sample} />;
  return <Empty title={t.choose} hint={t.chooseHint} />;
}

/** what is past its day, and what runs short */
function useStatus(rows: Rows | undefined) {
  const t = useTexts(booksTexts);
  const overdue = (rows?.works ?? []).filter(({ state }) => state === 'overdue').length;
  const expired = (rows?.reagents ?? []).filter(({ state }) => state === 'expired').length;
  const low = new Set((rows?.reagents ?? []).filter(({ isLow }) => isLow).map(({ name }) => name)).size;
  return { text: t.status(overdue + expired, low), tone: overdue + expired + low === 0 ? 'ok' : 'warn' } as const;
}

function useBook(rows: Rows | undefined) {
  const t = useTexts(booksTexts);
  const { hasRole } = useSession();
  const status = useStatus(rows);
  const [book, setBook] = useState<Book>('machines');
  const [chosen, setChosen] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const mayAdd = book !== 'machines' || hasRole('lab-doctor') || hasRole('lab-head');
  const words = { machines: t.addMachine, reagents: t.addReagent, externals: t.addExternal };
  const open = (next: string): void => {
    if (!isBook(next)) return;
    setBook(next);
    setChosen(undefined);
  };
  useActions(
    [
      { key: 'Ctrl+1', label: t.toList, at: 'hidden', run: toGrid },
      ...books.map((one, index) => ({
        key: `Alt+${index + 1}`,
        label: t[one],
        at: 'hidden' as const,
        run: () => open(one),
      })),
      ...(mayAdd ? [{ key: 'Alt+N', label: words[book], icon: IconPlus, run: () => setAdding(true) }] : []),
    ],
    status,
  );
  return { book, open, chosen, setChosen, isAdding, close: () => setAdding(false) };
}

/** Instruments, reagents and external control: what is due, what is left, what was measured; one line chosen, its work beside it. */
export function InstrumentsScreen() {
  const t = useTexts(booksTexts);
  const { data, error, refetch } = useBooks();
  const { book, open, chosen, setChosen, isAdding, close } = useBook(data);
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const rows = { machines: data.works, reagents: data.reagents, externals: data.externals };
  const selected = chosen ?? rows[book][0]?.id;
  const NewOne = forms[book];
  return (
    <div className="work books">
      <Panel title={t.books} isTitleHidden isPadded={false}>
        <div className="stack books-list">
          <Tabs
            label={t.books}
            value={book}
            onChange={open}
            tabs={books.map((id) => ({ id, label: t[id], count: rows[id].length }))}
          >
            <Grid rows={data} book={book} selected={selected} onSelect={setChosen} />
          </Tabs>
        </div>
      </Panel>
      <div className="stack books-side">
        <Panel title={t.record} grow={1}>
          <Work rows={data} book={book} selected={selected} />
        </Panel>
      </div>
      {isAdding && <NewOne machines={[...new Set(data.works.map(({ code }) => code))]} onClose={close} />}
    </div>
  );
}
