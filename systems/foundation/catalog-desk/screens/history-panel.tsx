import { priceClasses } from '@lienmach/core';
import { Empty, ErrorNote, formatDate, Loading, Panel, StatusChip, today, useTexts, useWords } from '@lienmach/ui';
import { texts } from './texts.ts';
import { type PriceLine, priceText, useHistory } from './use-prices.ts';

function StateChip({ period }: { readonly period: PriceLine }) {
  const t = useTexts(texts);
  const day = today();
  if (period.validFrom !== undefined && period.validFrom > day) return <StatusChip tone="info">{t.later}</StatusChip>;
  if (period.validTo !== undefined && period.validTo < day) return <StatusChip tone="neutral">{t.over}</StatusChip>;
  return <StatusChip tone="ok">{t.inForce}</StatusChip>;
}

function Period({ period }: { readonly period: PriceLine }) {
  const t = useTexts(texts);
  const from = period.validFrom === undefined ? t.noStart : formatDate(period.validFrom);
  const words = useWords();
  const others = priceClasses.filter(({ code }) => code !== 'service' && period.prices[code] !== undefined);
  const to = period.validTo === undefined ? t.noEnd : formatDate(period.validTo);
  return (
    <li className="cat-period">
      <div className="row">
        <b className="fig grow">{priceText(period.prices.service) ?? t.noPrice}</b>
        <StateChip period={period} />
      </div>
      <span className="n sec">
        {from} – {to}
      </span>
      <span className="s mut">
        {[period.decision, period.unit, period.display].filter((part) => part !== '').join(' · ')}
      </span>
      {others.length > 0 && (
        <dl className="cat-classes">
          {others.map(({ code, ...name }) => (
            <div key={code}>
              <dt>{words(name)}</dt>
              <dd className="n">{priceText(period.prices[code])}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** What a service has cost, costs and will cost. */
export function HistoryPanel({ line }: { readonly line: PriceLine | undefined }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useHistory(line?.code);
  if (line === undefined) {
    return (
      <Panel title={t.history}>
        <Empty title={t.choose} hint={t.chooseHint} />
      </Panel>
    );
  }
  return (
    <Panel
      title={`${line.code} ${line.display}`}
      hint={data === undefined ? '' : t.historyHint(data.length)}
      isPadded={false}
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      <ul>
        {data?.map((period) => (
          <Period key={period.validFrom ?? ''} period={period} />
        ))}
      </ul>
    </Panel>
  );
}
