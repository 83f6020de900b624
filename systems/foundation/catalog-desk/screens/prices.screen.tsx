import './catalog-desk.css';
import {
  type Column,
  DataGrid,
  DateField,
  ErrorNote,
  formatDate,
  Loading,
  Panel,
  TextField,
  today,
  useActions,
  useIsNarrow,
  useTexts,
} from '@lienmach/ui';
import { IconFileImport } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import { HistoryPanel } from './history-panel.tsx';
import { texts } from './texts.ts';
import { type PriceLine, priceText, usePrices } from './use-prices.ts';

/** on a phone; the detail below says the rest */
const onPhone = new Set(['code', 'name', 'price']);

function useColumns(): readonly Column<PriceLine>[] {
  const t = useTexts(texts);
  const day = (value: string | undefined) => <span className="n">{value === undefined ? '' : formatDate(value)}</span>;
  const isNarrow = useIsNarrow();
  const all: readonly Column<PriceLine>[] = [
    {
      id: 'code',
      head: t.code,
      width: 124,
      by: ({ code }) => code,
      cell: ({ code }) => <span className="n">{code}</span>,
    },
    { id: 'name', head: t.name, by: ({ display }) => display, cell: ({ display }) => display },
    { id: 'unit', head: t.unit, width: 64, cell: ({ unit }) => unit },
    {
      id: 'price',
      head: t.price,
      width: 104,
      align: 'right',
      by: ({ price }) => Number(price ?? 0),
      cell: ({ price }) =>
        price === undefined ? <span className="hi">{t.noPrice}</span> : <b className="n">{priceText(price)}</b>,
    },
    {
      id: 'decision',
      head: t.decision,
      width: 110,
      by: ({ decision }) => decision,
      cell: ({ decision }) => <span className="sec">{decision}</span>,
    },
    {
      id: 'from',
      head: t.validFrom,
      width: 92,
      by: ({ validFrom }) => validFrom ?? '',
      cell: ({ validFrom }) => day(validFrom),
    },
    { id: 'to', head: t.validTo, width: 100, by: ({ validTo }) => validTo ?? '', cell: ({ validTo }) => day(validTo) },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

/** What services cost on a day, by which decision, and since when. */
export function PricesScreen() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const columns = useColumns();
  const [words, setWords] = useState('');
  const [day, setDay] = useState<string | undefined>(today);
  const [selected, setSelected] = useState<PriceLine>();
  const { data, error, refetch } = usePrices(useDeferredValue(words.trim()), day);
  useActions(
    [
      {
        key: 'Alt+N',
        label: t.newList,
        icon: IconFileImport,
        isPrimary: true,
        run: () => navigate('/administration/catalogs/service-prices'),
      },
    ],
    { text: t.pricesReady, tone: 'quiet' },
  );
  return (
    <div className="work cat-wide">
      <Panel title={t.prices} hint={data === undefined ? '' : t.shown(data.lines.length, data.total)} isPadded={false}>
        <div className="stack cat-list">
          <div className="fields cat-tools" data-form>
            <TextField label={t.search} name="search" span={9} value={words} onChange={setWords} />
            <DateField label={t.onDay} span={3} value={day} onChange={setDay} />
          </div>
          {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
          {data === undefined && !error && <Loading />}
          {data !== undefined && (
            <DataGrid
              label={t.prices}
              rows={data.lines}
              columns={columns}
              rowKey={({ code }) => code}
              selected={selected?.code}
              onSelect={setSelected}
              empty={t.noMatch}
            />
          )}
        </div>
      </Panel>
      <HistoryPanel line={selected} />
    </div>
  );
}
