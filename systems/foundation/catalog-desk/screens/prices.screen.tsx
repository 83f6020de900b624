import './catalog-desk.css';
import { priceClasses } from '@lienmach/core';
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
  useWords,
} from '@lienmach/ui';
import { IconFileImport } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import { HistoryPanel } from './history-panel.tsx';
import { texts } from './texts.ts';
import { type PriceLine, priceText, usePrices } from './use-prices.ts';

/** on a phone; the detail below says the rest */
const onPhone = new Set(['code', 'name', 'service']);

type PriceClass = (typeof priceClasses)[number]['code'];

/** without the price that is charged, a service cannot be ordered; insurance without a price of its own counts that one */
function PriceCell({ line, of }: { readonly line: PriceLine; readonly of: PriceClass }) {
  const t = useTexts(texts);
  const { service } = line.prices;
  const price = line.prices[of];
  if (of === 'service')
    return service === undefined ? <span className="hi">{t.noPrice}</span> : <b>{figure(service)}</b>;
  if (price !== undefined) return figure(price);
  if (of !== 'insurance' || service === undefined) return <span className="mut">–</span>;
  return (
    <span className="mut" title={t.sameAsList}>
      {figure(service)}
    </span>
  );
}
const figure = (price: string) => <span className="n">{priceText(price)?.replace(' đ', '')}</span>;

/** classes that nobody here pays take no room */
function useClasses(lines: readonly PriceLine[]): readonly Column<PriceLine>[] {
  const words = useWords();
  const isShown = (code: PriceClass): boolean =>
    code === 'service' || code === 'insurance' || lines.some(({ prices }) => prices[code] !== undefined);
  return priceClasses
    .filter(({ code }) => isShown(code))
    .map(({ code, ...name }) => ({
      id: code,
      head: words(name),
      width: code === 'foreign' ? 112 : 88,
      align: 'right',
      by: ({ prices }) => Number(prices[code] ?? 0),
      cell: (line) => <PriceCell line={line} of={code} />,
    }));
}

function useColumns(lines: readonly PriceLine[]): readonly Column<PriceLine>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const classes = useClasses(lines);
  const all: readonly Column<PriceLine>[] = [
    {
      id: 'code',
      head: t.code,
      width: 112,
      by: ({ code }) => code,
      cell: ({ code }) => <span className="n">{code}</span>,
    },
    { id: 'name', head: t.name, by: ({ display }) => display, cell: ({ display }) => display },
    ...classes,
    {
      id: 'decision',
      head: t.decision,
      width: 100,
      by: ({ decision }) => decision,
      cell: ({ decision }) => <span className="sec">{decision}</span>,
    },
    {
      id: 'from',
      head: t.validFrom,
      width: 92,
      by: ({ validFrom }) => validFrom ?? '',
      cell: ({ validFrom }) => <span className="n">{validFrom === undefined ? '' : formatDate(validFrom)}</span>,
    },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

/** What services cost on a day, by which decision, and since when. */
export function PricesScreen() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [day, setDay] = useState<string | undefined>(today);
  const [selected, setSelected] = useState<PriceLine>();
  const { data, error, refetch } = usePrices(useDeferredValue(words.trim()), day);
  const columns = useColumns(data?.lines ?? []);
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
    <div className="work cat-wide cat-prices">
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
