import {
  Button,
  type Column,
  DataGrid,
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  Panel,
  StatusChip,
  showToast,
  useActions,
  useIsNarrow,
  useSession,
  useTexts,
} from '@lienmach/ui';
import { IconFingerprint, IconKey, IconListNumbers, IconLock } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { texts } from './account-texts.ts';
import {
  NewRecoveryDialog,
  PasskeyDialog,
  PasswordDialog,
  RecoveryDialog,
  RemoveDialog,
  TotpDialog,
} from './factor-dialogs.tsx';
import { type OwnAccount, type OwnFactor, type OwnSession, useOwnAccount } from './own-account.ts';

const key = ['own-account'] as const;

function FactorList({
  account,
  onRemove,
}: {
  readonly account: OwnAccount;
  readonly onRemove: (factor: OwnFactor) => void;
}) {
  const t = useTexts(texts);
  const { factors, isRequired, ways } = account;
  return (
    <Panel title={t.factors} hint={isRequired ? t.required : undefined}>
      <div className="col g12">
        {factors.length === 0 ? (
          <Empty title={t.none} hint={t.noneHint} />
        ) : (
          <ul className="own-factors">
            {factors.map((factor) => (
              <li key={factor.id} className="row g12">
                {factor.kind === 'totp' ? (
                  <IconKey size={20} stroke={1.75} aria-hidden="true" />
                ) : (
                  <IconFingerprint size={20} stroke={1.75} aria-hidden="true" />
                )}
                <span className="grow">
                  <b>{factor.label}</b>
                  <span className="s mut own-line">
                    {t.kinds[factor.kind]}, {t.added(formatDateTime(factor.created))}
                    {factor.used !== undefined && `, ${t.lastUsed(formatDateTime(factor.used))}`}
                  </span>
                </span>
                <Button size="sm" aria-label={t.removeTitle(factor.label)} onClick={() => onRemove(factor)}>
                  {t.remove}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <p className="s mut">{factors.length === 0 ? t.optional : t.recoveryLeft(ways.recovery)}</p>
      </div>
    </Panel>
  );
}

function useColumns(onEnd: (session: OwnSession) => void): readonly Column<OwnSession>[] {
  const t = useTexts(texts);
  const isNarrow = useIsNarrow();
  const nameOf = ({ device }: OwnSession): string => device || t.unknownDevice;
  const all: readonly Column<OwnSession>[] = [
    {
      id: 'device',
      head: t.device,
      cell: (row) => (
        <>
          <span className="row">
            <b className="el">{nameOf(row)}</b>
            {row.isHere && <StatusChip tone="ok">{t.here}</StatusChip>}
          </span>
          {isNarrow && (
            <span className="s mut own-line n">
              {formatDateTime(row.used)} · {row.address}
            </span>
          )}
        </>
      ),
    },
    { id: 'address', head: t.address, width: 130, cell: (row) => <span className="n">{row.address}</span> },
    { id: 'begun', head: t.begun, width: 130, cell: (row) => <span className="n">{formatDateTime(row.begun)}</span> },
    { id: 'used', head: t.used, width: 130, cell: (row) => <span className="n">{formatDateTime(row.used)}</span> },
    {
      id: 'end',
      head: t.end,
      width: 92,
      cell: (row) =>
        row.isHere ? null : (
          <Button
            size="sm"
            aria-label={t.endAt(`${nameOf(row)}, ${formatDateTime(row.used)}`)}
            onClick={() => onEnd(row)}
          >
            {t.end}
          </Button>
        ),
    },
  ];
  return isNarrow ? all.filter(({ id }) => id === 'device' || id === 'end') : all;
}

function SessionList({ account, onEnd }: { readonly account: OwnAccount; readonly onEnd: (one: OwnSession) => void }) {
  const t = useTexts(texts);
  const columns = useColumns(onEnd);
  return (
    <Panel title={t.sessions} hint={t.sessionsHint} isPadded={false}>
      <DataGrid
        label={t.sessions}
        rows={account.sessions}
        columns={columns}
        rowKey={({ session }) => session}
        empty={t.noSessions}
      />
    </Panel>
  );
}

type Layer = 'totp' | 'passkey' | 'recovery' | 'password' | { readonly remove: OwnFactor } | undefined;

interface LayersProps {
  readonly layer: Layer;
  readonly onClose: () => void;
  readonly onDone: (recovery?: readonly string[]) => void;
}

function Layers({ layer, onClose, onDone }: LayersProps) {
  const { signOut } = useSession();
  const shared = { onClose, onDone };
  if (layer === undefined) return null;
  if (layer === 'totp') return <TotpDialog {...shared} />;
  if (layer === 'passkey') return <PasskeyDialog {...shared} />;
  if (layer === 'recovery') return <NewRecoveryDialog {...shared} />;
  if (layer === 'password') return <PasswordDialog onClose={onClose} onDone={signOut} />;
  return <RemoveDialog {...shared} factor={layer.remove} />;
}

/** How I sign in, and where I am signed in. */
export function AccountScreen() {
  const t = useTexts(texts);
  const client = useOwnAccount();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => client.read(), staleTime: 0 });
  const [layer, setLayer] = useState<Layer>();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const again = (): void => void queries.invalidateQueries({ queryKey: key });
  const end = async ({ session }: OwnSession): Promise<void> => {
    const sent = await client.send('session-end', { session });
    showToast('problem' in sent ? sent.problem : t.ended);
    again();
  };
  useActions([
    { key: 'Alt+A', label: t.addTotp, icon: IconKey, run: () => setLayer('totp') },
    {
      key: 'Alt+K',
      label: t.addPasskey,
      icon: IconFingerprint,
      isDisabled: data?.hasPasskeys !== true,
      run: () => setLayer('passkey'),
    },
    {
      key: 'Alt+R',
      label: t.newRecovery,
      icon: IconListNumbers,
      isDisabled: data === undefined || data.factors.length === 0,
      run: () => setLayer('recovery'),
    },
    { key: 'Alt+M', label: t.changePassword, icon: IconLock, run: () => setLayer('password') },
  ]);
  return (
    <div className="work own-account">
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null && <Loading />
      ) : (
        <>
          <FactorList account={data} onRemove={(remove) => setLayer({ remove })} />
          <SessionList account={data} onEnd={(one) => void end(one)} />
        </>
      )}
      <Layers
        layer={layer}
        onClose={() => setLayer(undefined)}
        onDone={(recovery = []) => {
          setLayer(undefined);
          setCodes(recovery);
          again();
        }}
      />
      {codes.length > 0 && <RecoveryDialog codes={codes} onClose={() => setCodes([])} />}
    </div>
  );
}
