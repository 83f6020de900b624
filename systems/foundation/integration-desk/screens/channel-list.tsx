import { formatNumber, Panel, useTexts } from '@lienmach/ui';
import {
  type Icon,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
  IconFlask2,
} from '@tabler/icons-react';
import { shortTime } from './short-time.ts';
import { SparkLine } from './spark-line.tsx';
import { texts } from './texts.ts';
import type { DeskChannel } from './use-desk.ts';

type Light = keyof (typeof texts)['vi']['lights'];

/** tries without an answer after which a partner counts as down */
const DOWN = 3;

const signs: Readonly<Record<Light, readonly [Icon, string]>> = {
  ok: [IconCircleCheckFilled, 'ok'],
  off: [IconCircleMinus, 'off'],
  test: [IconFlask2, 'info'],
  slow: [IconAlertTriangleFilled, 'warn'],
  parked: [IconAlertTriangleFilled, 'warn'],
  down: [IconCircleXFilled, 'bad'],
  failed: [IconCircleXFilled, 'bad'],
};

function lightOf({ status, waiting, attempts, parked }: DeskChannel): Light {
  if (status === 'failed') return 'failed';
  if (status === 'off') return 'off';
  if (waiting > 0) return attempts >= DOWN ? 'down' : 'slow';
  if (status === 'test') return 'test';
  return parked > 0 ? 'parked' : 'ok';
}

function ChannelRow({ channel }: { readonly channel: DeskChannel }) {
  const t = useTexts(texts);
  const light = lightOf(channel);
  const [Sign, tone] = signs[light];
  const count = channel.steps.reduce((sum, one) => sum + one, 0);
  const transport = t.transports[channel.transport] ?? channel.transport;
  const seen = channel.lastReceived === '' ? t.silent : t.lastSeen(shortTime(channel.lastReceived));
  const name = channel.name === channel.id ? (t.names[channel.id] ?? channel.id) : channel.name;
  return (
    <>
      <Sign size={16} className="itg-light" data-tone={tone} role="img" aria-label={t.lights[light]} />
      <span className="grow itg-min">
        <b className="el">{name}</b>
        <span className="s mut el">{[transport, seen].filter((part) => part !== '').join(' · ')}</span>
      </span>
      <span className="itg-end">
        <SparkLine steps={channel.steps} />
        <span className="s n">{t.messages(count).replace(String(count), formatNumber(count))}</span>
        {channel.waiting > 0 && <span className="s itg-bad">{t.toSend(channel.waiting)}</span>}
        {channel.parked > 0 && <span className="s itg-warn">{t.parkedHere(channel.parked)}</span>}
      </span>
    </>
  );
}

interface ChannelListProps {
  readonly channels: readonly DeskChannel[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Every channel with its light, its traffic of an hour, what waits; one chosen narrows the lists beside it. */
export function ChannelList({ channels, chosen, onChoose }: ChannelListProps) {
  const t = useTexts(texts);
  return (
    <Panel title={t.channels} hint={t.lastHour} isPadded={false}>
      {channels.length === 0 && <p className="itg-row mut">{t.noChannels}</p>}
      <ul>
        {channels.map((channel) => (
          <li key={channel.id}>
            <button
              type="button"
              className="itg-row"
              aria-pressed={channel.id === chosen}
              onClick={() => onChoose(channel.id === chosen ? '' : channel.id)}
            >
              <ChannelRow channel={channel} />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
