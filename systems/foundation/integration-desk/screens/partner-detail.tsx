import { Empty, formatDate, formatNumber, Panel, ScrollBox, useTexts } from '@lienmach/ui';
import { signOf } from './channel-grid.tsx';
import { channelTexts } from './channel-texts.ts';
import { partnerTexts } from './partner-texts.ts';
import type { ChannelRow } from './use-channels.ts';
import type { PartnerFigures, PartnerRow } from './use-partners.ts';

function Days({ days }: { readonly days: readonly PartnerFigures[] }) {
  const t = useTexts(partnerTexts);
  if (days.length === 0) return <p className="mut">{t.noDays}</p>;
  const most = Math.max(1, ...days.map(({ count }) => count));
  const time = (value: number | undefined): string => (value === undefined ? '' : formatNumber(Math.round(value)));
  return (
    <table className="itg-fields itg-days">
      <caption>{t.byDay}</caption>
      <thead>
        <tr>
          <th>{t.day}</th>
          <th>{t.count}</th>
          <th>{t.applied}</th>
          <th>{t.parked}</th>
          <th>{t.refused}</th>
          <th>{`${t.median}, ms`}</th>
          <th>{`${t.p95}, ms`}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, count, applied, parked, refused, median, p95 }) => (
          <tr key={day}>
            <td className="n">{formatDate(day)}</td>
            <td className="n">
              <span className="itg-bar" style={{ inlineSize: `${Math.round((count / most) * 48)}px` }} />
              {formatNumber(count)}
            </td>
            <td className="n">{formatNumber(applied)}</td>
            <td className={parked > 0 ? 'n itg-warn' : 'n'}>{formatNumber(parked)}</td>
            <td className={refused > 0 ? 'n itg-bad' : 'n'}>{formatNumber(refused)}</td>
            <td className="n">{time(median)}</td>
            <td className="n">{time(p95)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function papersText({ papers }: ChannelRow, t: (typeof partnerTexts)['vi']): string {
  if (papers.length === 0) return t.noPapers;
  const told = papers.map(({ name, isThere, until }) => {
    if (!isThere) return `${name}: ${t.missing}`;
    return until === '' ? name : `${name} ${t.until(formatDate(until))}`;
  });
  return told.join(', ');
}

function Channels({ rows }: { readonly rows: readonly ChannelRow[] }) {
  const t = useTexts(partnerTexts);
  const words = useTexts(channelTexts);
  return (
    <table className="itg-fields">
      <caption>{t.channels}</caption>
      <thead>
        <tr>
          <th className="itg-wide">{t.channel}</th>
          <th>{t.quota}</th>
          <th className="itg-wide">{t.papers}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const [Sign, tone, said] = signOf(row, words);
          return (
            <tr key={row.id}>
              <td>
                <span className="row">
                  <Sign size={16} className="itg-light" data-tone={tone} role="img" aria-label={said} />
                  <span className="itg-any">{row.name}</span>
                </span>
              </td>
              <td>{row.perMinute === undefined ? t.noQuota : t.perMinute(row.perMinute)}</td>
              <td className="itg-any">{papersText(row, t)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** One partner: its days, its channels, what they may and until when. */
export function PartnerDetail({ partner }: { readonly partner: PartnerRow | undefined }) {
  const t = useTexts(partnerTexts);
  if (partner === undefined) {
    return (
      <Panel title={t.partner}>
        <Empty title={t.choose} hint={t.chooseHint} />
      </Panel>
    );
  }
  return (
    <Panel title={partner.id} isPadded={false}>
      <ScrollBox label={partner.id} className="col g12 itg-pad itg-scroll itg-fill">
        {partner.channels.length > 0 && <Channels rows={partner.channels} />}
        <Days days={partner.days} />
      </ScrollBox>
    </Panel>
  );
}
