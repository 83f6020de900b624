import { formatDateTime, Panel, StatusChip, useTexts } from '@lienmach/ui';
import { texts } from './operations-texts.ts';
import type { Link } from './use-operations.ts';

/** tries without an answer after which a channel counts as down */
const DOWN = 3;

function LinkRow({ link }: { readonly link: Link }) {
  const t = useTexts(texts);
  const isOk = link.waiting === 0;
  const isDown = !isOk && link.attempts >= DOWN;
  const facts = [
    t.waitingOut(link.waiting),
    ...(link.lastSent === undefined ? [] : [t.lastSent(formatDateTime(link.lastSent))]),
    ...(link.lastReceived === undefined ? [] : [t.lastReceived(formatDateTime(link.lastReceived))]),
  ];
  return (
    <li className="adm-link">
      <div className="row">
        <b className="grow">{t.channels[link.channel] ?? link.channel}</b>
        <StatusChip tone={isOk ? 'ok' : isDown ? 'bad' : 'warn'}>
          {isOk ? t.linkOk : isDown ? t.linkDown : t.linkSlow}
        </StatusChip>
      </div>
      {facts.map((fact) => (
        <span key={fact} className="s mut">
          {fact}
        </span>
      ))}
    </li>
  );
}

interface LinksPanelProps {
  readonly links: readonly Link[];
  readonly waitingJobs: number;
  readonly received: number;
}

/** How the lines to partners do, and what the server has still to do by itself. */
export function LinksPanel({ links, waitingJobs, received }: LinksPanelProps) {
  const t = useTexts(texts);
  return (
    <Panel
      title={t.links}
      isPadded={false}
      footer={
        <dl className="kv s">
          <dt>{t.waitingJobs}</dt>
          <dd className="n">{waitingJobs}</dd>
          <dt>{t.received}</dt>
          <dd className="n">{received}</dd>
        </dl>
      }
    >
      {links.length === 0 && <p className="adm-link mut">{t.noLinks}</p>}
      <ul>
        {links.map((link) => (
          <LinkRow key={link.channel} link={link} />
        ))}
      </ul>
    </Panel>
  );
}
