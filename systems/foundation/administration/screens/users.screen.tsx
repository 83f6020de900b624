import './administration.css';
import {
  type BarState,
  Button,
  type Column,
  DataGrid,
  Dialog,
  ErrorNote,
  formatDateTime,
  Loading,
  matchesWords,
  Panel,
  Segments,
  showToast,
  TextField,
  useActions,
  useIsNarrow,
  useSession,
  useTexts,
  useVerb,
  valueIn,
} from '@lienmach/ui';
import { IconDeviceFloppy, IconKey, IconLock, IconLockOpen, IconLogout, IconUserPlus } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { type AccountDraft, AccountPanel } from './account-panel.tsx';
import { AccountState, stateOf } from './account-state.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { type GivenPassword, OneTimeDialog } from './one-time-dialog.tsx';
import { useRoleWords } from './role-words.ts';
import { accountsKey, type ShownAccount, useAccounts } from './use-accounts.ts';
import { texts } from './users-texts.ts';

/** on a phone; the detail below says the rest */
const onPhone = new Set(['name', 'state']);

function useColumns(): readonly Column<ShownAccount>[] {
  const t = useTexts(texts);
  const words = useRoleWords();
  const isNarrow = useIsNarrow();
  const all: readonly Column<ShownAccount>[] = [
    { id: 'name', head: t.name, width: 190, by: (row) => row.display, cell: (row) => <b>{row.display}</b> },
    {
      id: 'login',
      head: t.login,
      width: 132,
      by: (row) => row.login,
      cell: (row) => <span className="n">{row.login}</span>,
    },
    { id: 'roles', head: t.roles, cell: (row) => <span className="sec">{words(row.roles)}</span> },
    {
      id: 'in',
      head: t.lastIn,
      width: 130,
      by: (row) => row.signedIn ?? '',
      cell: (row) =>
        row.signedIn === undefined ? (
          <span className="mut">{t.never}</span>
        ) : (
          <span className="n">{formatDateTime(row.signedIn)}</span>
        ),
    },
    { id: 'state', head: t.state, width: 152, by: stateOf, cell: (row) => <AccountState account={row} /> },
  ];
  return isNarrow ? all.filter(({ id }) => onPhone.has(id)) : all;
}

interface ListProps {
  readonly accounts: readonly ShownAccount[];
  readonly selected: string | undefined;
  readonly onSelect: (account: ShownAccount) => void;
}

function AccountList({ accounts, selected, onSelect }: ListProps) {
  const t = useTexts(texts);
  const columns = useColumns();
  const [words, setWords] = useState('');
  const [filter, setFilter] = useState('open');
  const shown = accounts.filter(
    (account) =>
      (filter === 'all' || account.isDisabled === (filter === 'closed')) &&
      matchesWords(`${account.display} ${account.login}`, words),
  );
  return (
    <Panel title={t.accounts} hint={t.found(shown.length, accounts.length)} isPadded={false}>
      <div className="stack adm-list adm-fill">
        <div className="adm-tools">
          <TextField label={t.search} name="search" value={words} onChange={setWords} />
          <Segments label={t.show} options={t.filters} value={filter} onChange={setFilter} />
        </div>
        <DataGrid
          label={t.accounts}
          rows={shown}
          columns={columns}
          rowKey={({ login }) => login}
          selected={selected}
          onSelect={onSelect}
          empty={t.noMatch}
        />
      </div>
    </Panel>
  );
}

const draftOf = ({ login, display, roles }: ShownAccount): AccountDraft => ({ login, display, roles });
const isSame = (draft: AccountDraft, account: ShownAccount): boolean =>
  draft.display.trim() === account.display && draft.roles.toSorted().join() === account.roles.toSorted().join();

/** The account in hand, and what is being written over it. */
function useDesk(accounts: readonly ShownAccount[] | undefined) {
  const [selected, setSelected] = useState<string>();
  const [change, setChange] = useState<AccountDraft>();
  const account = accounts?.find(({ login }) => login === selected);
  const draft = change?.login === selected ? change : account && draftOf(account);
  return {
    account,
    draft,
    selected,
    isChanged: account !== undefined && draft !== undefined && !isSame(draft, account),
    select(login: string): void {
      setSelected(login);
      setChange(undefined);
    },
    set(part: Partial<AccountDraft>): void {
      if (draft !== undefined) setChange({ ...draft, ...part });
    },
    forget: () => setChange(undefined),
  };
}

interface ResetProps {
  readonly account: ShownAccount;
  readonly onClose: () => void;
  readonly onGiven: (given: GivenPassword) => void;
}

function ResetDialog({ account, onClose, onGiven }: ResetProps) {
  const t = useTexts(texts);
  const verb = useVerb(accountsKey);
  const reset = async (): Promise<void> => {
    const made = await verb.run<Parameters>('$account-reset-password', undefined, { login: account.login });
    if (made === undefined || made === true) return;
    const [password, until] = [valueIn<string>(made, 'password') ?? '', valueIn<string>(made, 'until') ?? ''];
    onGiven({ name: account.display, password, until });
  };
  return (
    <Dialog
      title={t.resetTitle}
      icon={IconKey}
      isDanger
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button tone="danger" isBusy={verb.isBusy} onClick={() => void reset()}>
            {t.reset}
          </Button>
        </>
      }
    >
      {verb.error !== undefined && <ErrorNote error={verb.error} />}
      <p>{t.resetBody(account.display)}</p>
    </Dialog>
  );
}

type Layer = 'new' | 'reset' | undefined;

/** Who works here and what they may do. */
export function UsersScreen() {
  const t = useTexts(texts);
  const { who } = useSession();
  const { data, error, refetch } = useAccounts();
  const desk = useDesk(data);
  const verb = useVerb(accountsKey);
  const [layer, setLayer] = useState<Layer>();
  const [given, setGiven] = useState<GivenPassword>();
  const [isSaved, setSaved] = useState(false);
  const { account, draft } = desk;
  const isMine = account?.reference === who;

  const save = async (): Promise<void> => {
    if (account === undefined || draft === undefined || !desk.isChanged) return;
    const done = await verb.run('$account-change', undefined, {
      login: account.login,
      display: draft.display.trim(),
      ...(isMine ? {} : { role: draft.roles.map((valueCode) => ({ valueCode })) }),
    });
    if (done === undefined) return;
    desk.forget();
    setSaved(true);
  };
  const press = async (name: '$account-disable' | '$account-enable' | '$account-end-sessions'): Promise<void> => {
    const done = await verb.run<Parameters>(name, undefined, { login: account?.login ?? '' });
    if (name === '$account-end-sessions' && done !== undefined && done !== true)
      showToast(t.ended(valueIn<number>(done, 'ended') ?? 0));
  };
  const state: BarState = desk.isChanged
    ? { text: t.changed, tone: 'warn' }
    : isSaved
      ? { text: t.saved, tone: 'ok' }
      : { text: t.ready, tone: 'quiet' };
  const isIdle = account === undefined || verb.isBusy;
  useActions(
    [
      { key: 'Alt+N', label: t.add, icon: IconUserPlus, run: () => setLayer('new') },
      {
        key: 'Alt+K',
        label: t.endSessions,
        icon: IconLogout,
        isDisabled: isIdle || account.sessions === 0,
        run: () => void press('$account-end-sessions'),
      },
      account?.isDisabled === true
        ? {
            key: 'Alt+O',
            label: t.enable,
            icon: IconLockOpen,
            isDisabled: isIdle,
            run: () => void press('$account-enable'),
          }
        : {
            key: 'Alt+O',
            label: t.disable,
            icon: IconLock,
            isDisabled: isIdle || isMine,
            run: () => void press('$account-disable'),
          },
      { key: 'Alt+M', label: t.reset, icon: IconKey, isDisabled: isIdle, run: () => setLayer('reset') },
      {
        key: 'Ctrl+S',
        label: t.save,
        icon: IconDeviceFloppy,
        isPrimary: true,
        isDisabled: !desk.isChanged || verb.isBusy,
        run: () => void save(),
      },
    ],
    state,
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <div className="work adm-wide">
        <AccountList
          accounts={data}
          selected={desk.selected}
          onSelect={({ login }) => {
            desk.select(login);
            verb.clear();
            setSaved(false);
          }}
        />
        <AccountPanel account={account} draft={draft} isMine={isMine} error={verb.error} onChange={desk.set} />
      </div>
      {layer === 'new' && (
        <NewAccountDialog
          onClose={() => setLayer(undefined)}
          onMade={(login, made) => {
            setLayer(undefined);
            setGiven(made);
            desk.select(login);
          }}
        />
      )}
      {layer === 'reset' && account !== undefined && (
        <ResetDialog
          account={account}
          onClose={() => setLayer(undefined)}
          onGiven={(made) => {
            setLayer(undefined);
            setGiven(made);
          }}
        />
      )}
      {given !== undefined && <OneTimeDialog given={given} onClose={() => setGiven(undefined)} />}
    </>
  );
}
