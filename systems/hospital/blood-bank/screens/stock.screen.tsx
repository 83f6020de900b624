import './bank.css';
import {
  type Column,
  DataGrid,
  ErrorNote,
  Loading,
  Panel,
  ScrollBox,
  StatusChip,
  type Tone,
  useActions,
  useSession,
  useTexts,
} from '@lienmach/ui';
import { IconHistory, IconLock, IconLockOpen, IconPackageImport, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { components } from '../catalogs/components.ts';
import { aboGroups } from '../rules/blood-group.ts';
import { expiryText, GroupMark, useComponentName } from './group-mark.tsx';
import { HeldDialog, LookBackDialog, MoveForm, ReceiveForm } from './stock-forms.tsx';
import { texts } from './texts.ts';
import { type HeldUse, type ShownUnit, useStock } from './use-bank.ts';

const groups = aboGroups.flatMap((abo) => [`${abo}+`, `${abo}-`]);
const SOON = 3 * 86_400_000;
const tones: Readonly<Record<string, Tone>> = {
  available: 'ok',
  reserved: 'wait',
  issued: 'info',
  quarantine: 'warn',
  expired: 'bad',
};

/** what is past its date is shown so, whatever its state */
const shownState = (unit: ShownUnit, now: number): string =>
  Date.parse(unit.expires) <= now && unit.state !== 'issued' ? 'expired' : unit.state;

/** How many bags of each group stand ready; the eye finds what is missing. */
function Matrix({ units, now }: { readonly units: readonly ShownUnit[]; readonly now: number }) {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  const ready = units.filter((unit) => shownState(unit, now) === 'available');
  const soon = ready.filter(({ expires }) => Date.parse(expires) - now < SOON).length;
  const count = (component: string, group?: string): number =>
    ready.filter((unit) => unit.component === component && (group === undefined || unit.group === group)).length;
  return (
    <Panel
      title={t.byGroup}
      isPadded={false}
      actions={soon > 0 ? <StatusChip tone="warn">{t.soon(soon)}</StatusChip> : undefined}
    >
      <ScrollBox className="scroll" label={t.matrix}>
        <table className="bank-matrix">
          <thead>
            <tr>
              <th scope="col">{t.component}</th>
              {groups.map((group) => (
                <th key={group} scope="col">
                  {group.replace('-', '−')}
                </th>
              ))}
              <th scope="col">{t.total}</th>
            </tr>
          </thead>
          <tbody>
            {components.map(({ code }) => (
              <tr key={code}>
                <th scope="row">{nameOf(code)}</th>
                {groups.map((group) => (
                  <td key={group} className="n" data-none={count(code, group) === 0 || undefined}>
                    {count(code, group)}
                  </td>
                ))}
                <td className="n">
                  <b>{count(code)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}

function useColumns(now: number): readonly Column<ShownUnit>[] {
  const t = useTexts(texts);
  const nameOf = useComponentName();
  return [
    {
      id: 'group',
      head: t.group,
      width: 70,
      cell: ({ group }) => <GroupMark group={group} />,
      by: ({ group }) => group,
    },
    {
      id: 'donation',
      head: t.donation,
      width: 150,
      cell: ({ donation }) => <span className="n">{donation}</span>,
      by: ({ donation }) => donation,
    },
    {
      id: 'component',
      head: t.component,
      cell: ({ component }) => nameOf(component),
      by: ({ component }) => component,
    },
    {
      id: 'expires',
      head: t.expiry,
      width: 110,
      cell: ({ expires }) => (
        <span className={Date.parse(expires) - now < SOON ? 'n bad-text' : 'n'}>{expiryText(expires)}</span>
      ),
      by: ({ expires }) => Date.parse(expires),
    },
    {
      id: 'volume',
      head: t.volume,
      width: 80,
      align: 'right',
      isWideOnly: true,
      cell: ({ volume }) => (volume === 0 ? '' : <span className="n">{volume} mL</span>),
    },
    {
      id: 'state',
      head: t.state,
      width: 120,
      cell: (unit) => (
        <StatusChip tone={tones[shownState(unit, now)] ?? 'neutral'}>{t.unitStates[shownState(unit, now)]}</StatusChip>
      ),
      by: ({ state }) => state,
    },
    { id: 'reason', head: t.note, isWideOnly: true, cell: ({ reason }) => reason },
  ];
}

type Form = 'receive' | 'quarantine' | 'clear' | 'discard' | 'look-back';

/** The shelf: how much of what is ready, and every bag with its date. */
export function StockScreen() {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const { data, error, refetch } = useStock();
  const now = Date.parse(data?.now ?? '') || Date.now();
  const columns = useColumns(now);
  const [picked, setPicked] = useState<string>();
  const [form, setForm] = useState<Form>();
  const [held, setHeld] = useState<readonly HeldUse[]>([]);
  const unit = data?.units.find(({ id }) => id === picked);
  const open = (form: Form) => (): void => setForm(form);
  const onClose = (): void => setForm(undefined);
  useActions([
    { key: 'Alt+T', label: t.lookBack, icon: IconHistory, isDisabled: unit === undefined, run: open('look-back') },
    {
      key: 'Alt+H',
      label: t.discard,
      icon: IconTrash,
      isDisabled: unit?.state !== 'available' && unit?.state !== 'quarantine',
      run: open('discard'),
    },
    {
      key: 'Alt+B',
      label: t.quarantine,
      icon: IconLock,
      isDisabled: !['available', 'reserved', 'issued'].includes(unit?.state ?? ''),
      run: open('quarantine'),
    },
    ...(hasRole('lab-doctor')
      ? [
          {
            key: 'Alt+R',
            label: t.clear,
            icon: IconLockOpen,
            isDisabled: unit?.state !== 'quarantine',
            run: open('clear'),
          },
        ]
      : []),
    { key: 'Alt+N', label: t.receive, icon: IconPackageImport, isPrimary: true, run: open('receive') },
  ]);
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <div className="work bank-stock">
      <Matrix units={data.units} now={now} />
      <Panel title={t.list} isPadded={false} hint={<span className="n">{data.units.length}</span>}>
        <DataGrid
          label={t.list}
          rows={data.units}
          columns={columns}
          rowKey={({ id }) => id}
          rowHeight={34}
          selected={picked}
          onSelect={({ id }) => setPicked(id)}
          onOpen={open('look-back')}
          empty={t.emptyStock}
        />
      </Panel>
      {form === 'receive' && <ReceiveForm onClose={onClose} />}
      {unit !== undefined && form === 'look-back' && <LookBackDialog unit={unit} onClose={onClose} />}
      {unit !== undefined && (form === 'quarantine' || form === 'clear' || form === 'discard') && (
        <MoveForm unit={unit} to={form} onHeld={setHeld} onClose={onClose} />
      )}
      {held.length > 0 && <HeldDialog uses={held} onClose={() => setHeld([])} />}
    </div>
  );
}
