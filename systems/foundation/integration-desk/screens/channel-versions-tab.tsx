import {
  type Column,
  DataGrid,
  formatDateTime,
  StatusChip,
  type Tone,
  useActions,
  useTexts,
  useWords,
} from '@lienmach/ui';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { channelTexts } from './channel-texts.ts';
import { differencesOf } from './definition-lines.ts';
import { lineName } from './line-names.ts';
import type { VersionLine } from './use-channels.ts';

const tones: Readonly<Record<string, Tone>> = { active: 'ok', test: 'wait', off: 'neutral' };

function Differences({ then, now }: { readonly then: VersionLine; readonly now: VersionLine }) {
  const t = useTexts(channelTexts);
  const words = useWords();
  const names = then.name === now.name ? [] : [{ path: 'name', one: then.name, other: now.name }];
  const all = [...names, ...differencesOf(then.definition, now.definition)];
  if (all.length === 0) return <p className="mut">{t.same}</p>;
  return (
    <table className="itg-fields itg-thirds">
      <thead>
        <tr>
          <th>{t.line}</th>
          <th>{t.asOf(then.number)}</th>
          <th>{t.now}</th>
        </tr>
      </thead>
      <tbody>
        {all.map(({ path, one, other }) => (
          <tr key={path}>
            <td>{path === 'name' ? t.nameLine : words(lineName(path))}</td>
            <td className="n itg-any">{one === '' ? t.dash : one}</td>
            <td className="n itg-any">{other === '' ? t.dash : other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface VersionsTabProps {
  readonly versions: readonly VersionLine[];
  readonly isBusy: boolean;
  readonly onRollBack: (version: string) => void;
}

/** The channel as it was: what differs from now, and back to it. */
export function ChannelVersionsTab({ versions, isBusy, onRollBack }: VersionsTabProps) {
  const t = useTexts(channelTexts);
  const [selected, setSelected] = useState<string>();
  const [now] = versions;
  const then = versions.find(({ number }) => number === selected);
  const isOld = then !== undefined && then !== now;
  useActions([
    {
      key: 'Ctrl+E',
      label: t.rollBack(isOld ? then.number : ''),
      icon: IconHistory,
      isPrimary: true,
      isDisabled: !isOld || isBusy,
      run: () => then !== undefined && onRollBack(then.number),
    },
  ]);
  const columns: readonly Column<VersionLine>[] = [
    { id: 'number', head: t.version, width: 60, cell: ({ number }) => <b className="n">{number}</b> },
    {
      id: 'at',
      head: t.at,
      width: 132,
      cell: ({ at }) => <span className="n">{at === '' ? '' : formatDateTime(at)}</span>,
    },
    { id: 'name', head: t.name, cell: ({ name }) => name },
    {
      id: 'status',
      head: t.facts.state,
      width: 96,
      cell: ({ status }) => <StatusChip tone={tones[status] ?? 'neutral'}>{t.statuses[status] ?? status}</StatusChip>,
    },
  ];
  return (
    <div className="col g12 itg-pad">
      <div className="itg-versions stack">
        <DataGrid
          label={t.tabs.versions}
          rows={versions}
          columns={columns}
          rowKey={({ number }) => number}
          selected={selected}
          onSelect={({ number }) => setSelected(number)}
        />
      </div>
      {then === undefined || now === undefined ? (
        <p className="mut">{t.chooseVersion}</p>
      ) : (
        <Differences then={then} now={now} />
      )}
    </div>
  );
}
