import { useTexts } from '@lienmach/ui';
import { texts } from '../texts.ts';
import { useLinks } from './links.ts';
import { useChannels } from './use-channels.ts';

export function LinkList() {
  const t = useTexts(texts);
  const { server, record, events } = useLinks();
  const channels = useChannels();
  const rows = [
    { name: t.linkServer, isUp: server },
    { name: t.linkRecord, isUp: record },
    { name: t.linkEvents, isUp: events },
  ];
  return (
    <ul className="link-list">
      {rows.map(({ name, isUp }) => (
        <li key={name} className="row">
          <span className="dot" data-tone={isUp ? 'ok' : 'bad'} />
          <span className="grow">{name}</span>
          <span className="s mut">{isUp ? t.linkOk : t.linkDown}</span>
        </li>
      ))}
      {channels.map(({ channel, state, waiting }) => (
        <li key={channel} className="row">
          <span className="dot" data-tone={state === 'down' ? 'bad' : state === 'slow' ? 'warn' : 'ok'} />
          <span className="grow">{t.channels[channel] ?? channel}</span>
          <span className="s mut">{waiting === 0 ? t.linkOk : t.linkWaiting(waiting)}</span>
        </li>
      ))}
    </ul>
  );
}
