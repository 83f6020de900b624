import { formatDate, formatNumber, Note, ScrollBox, useTexts, useWords } from '@lienmach/ui';
import { signOf } from './channel-grid.tsx';
import { type ChannelTexts, channelTexts } from './channel-texts.ts';
import { lineName } from './line-names.ts';
import { shortTime } from './short-time.ts';
import type { ChannelRow, PaperLine } from './use-channels.ts';

type Fact = readonly [name: string, value: string];

const round = (value: number): string => formatNumber(Math.round(value));

function timesOf(
  { lastReceived, lastSent, waitingSince, lastErrorAt, lastError }: ChannelRow,
  t: ChannelTexts,
): Fact[] {
  const error = lastError === '' ? t.dash : `${lastError} (${shortTime(lastErrorAt)})`;
  return [
    ...(lastReceived === '' ? [] : [[t.facts.lastReceived, shortTime(lastReceived)] as const]),
    ...(lastSent === '' ? [] : [[t.facts.lastSent, shortTime(lastSent)] as const]),
    ...(waitingSince === '' ? [] : [[t.facts.waiting, t.since(shortTime(waitingSince))] as const]),
    [t.facts.lastError, error],
  ];
}

function factsOf(row: ChannelRow, t: ChannelTexts): Fact[] {
  const { median, p95, inHand, mostInHand, perMinute } = row;
  return [
    [t.facts.address, row.address === '' ? t.dash : row.address],
    [t.facts.partner, row.partner === '' ? t.dash : row.partner],
    [t.facts.today, formatNumber(row.count)],
    ...(median === undefined || p95 === undefined
      ? []
      : [[t.facts.time, t.milliseconds(round(median), round(p95))] as const]),
    [t.facts.parked, formatNumber(row.parked)],
    [t.facts.waiting, formatNumber(row.waiting)],
    ...(inHand === undefined ? [] : [[t.facts.inHand, t.inHand(inHand, mostInHand)] as const]),
    ...(perMinute === undefined ? [] : [[t.facts.perMinute, t.perMinute(perMinute)] as const]),
    ...timesOf(row, t),
  ];
}

function Papers({ papers }: { readonly papers: readonly PaperLine[] }) {
  const t = useTexts(channelTexts);
  const words = useWords();
  return (
    <table className="itg-fields">
      <caption>{t.papers}</caption>
      <thead>
        <tr>
          <th className="itg-wide">{t.purpose}</th>
          <th>{t.file}</th>
          <th>{t.until}</th>
        </tr>
      </thead>
      <tbody>
        {papers.map(({ at, name, isThere, until }) => (
          <tr key={at} data-bad={!isThere || undefined}>
            <td>{words(lineName(at))}</td>
            <td className="n itg-any">{name}</td>
            <td className="n">{isThere ? (until === '' ? t.isThere : formatDate(until)) : t.missing}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How a channel does: what runs, what came, what waits, which certificates end when. */
export function ChannelStateTab({ row }: { readonly row: ChannelRow }) {
  const t = useTexts(channelTexts);
  const [, tone, words] = signOf(row, t);
  const isBad = tone === 'bad' || tone === 'warn';
  return (
    <ScrollBox label={t.tabs.state} className="col g12 itg-pad itg-scroll">
      <Note tone={isBad ? (tone === 'bad' ? 'bad' : 'warn') : tone === 'ok' ? 'ok' : 'info'} title={words} />
      {row.isOfSite && <Note tone="info" title={t.ofSite} />}
      <dl className="kv">
        {factsOf(row, t).map(([name, value]) => (
          <div className="itg-fact" key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd className="itg-any">{value}</dd>
          </div>
        ))}
      </dl>
      {row.papers.length > 0 && <Papers papers={row.papers} />}
    </ScrollBox>
  );
}
