import { Empty, ErrorNote, formatDateTime, Note, Panel, TextField, useTexts } from '@lienmach/ui';
import { AccountState, stateOf } from './account-state.tsx';
import { RoleField } from './role-field.tsx';
import type { ShownAccount } from './use-accounts.ts';
import { texts } from './users-texts.ts';

export interface AccountDraft {
  readonly login: string;
  readonly display: string;
  readonly roles: readonly string[];
}

interface AccountPanelProps {
  readonly account: ShownAccount | undefined;
  readonly draft: AccountDraft | undefined;
  readonly isMine: boolean;
  readonly error: unknown;
  readonly onChange: (change: Partial<AccountDraft>) => void;
}

function StateNote({ account }: { readonly account: ShownAccount }) {
  const t = useTexts(texts);
  const state = stateOf(account);
  if (state === 'disabled') return <Note tone="bad" title={t.disabledNote} />;
  if (state === 'locked') return <Note tone="warn" title={t.lockedUntil(formatDateTime(account.lockedUntil))} />;
  if (state === 'oneTime') return <Note tone="info" title={t.oneTimeUntil(formatDateTime(account.oneTimeUntil))} />;
  if (state === 'oneTimeOver') return <Note tone="warn" title={t.oneTimeOver} />;
  return null;
}

function Facts({ account }: { readonly account: ShownAccount }) {
  const t = useTexts(texts);
  return (
    <dl className="kv">
      <dt>{t.login}</dt>
      <dd className="n">{account.login}</dd>
      <dt>{t.lastIn}</dt>
      <dd className="n">{account.signedIn === undefined ? t.never : formatDateTime(account.signedIn)}</dd>
      <dt>{t.sessions}</dt>
      <dd>{t.sessionCount(account.sessions)}</dd>
      <dt>{t.created}</dt>
      <dd className="n">{formatDateTime(account.created)}</dd>
    </dl>
  );
}

/** One person's account: what it is, and what may be changed. */
export function AccountPanel({ account, draft, isMine, error, onChange }: AccountPanelProps) {
  const t = useTexts(texts);
  if (account === undefined || draft === undefined) {
    return (
      <Panel title={t.account}>
        <Empty title={t.nobody} hint={t.nobodyHint} />
      </Panel>
    );
  }
  return (
    <Panel title={account.display} actions={<AccountState account={account} />}>
      <div className="col g12">
        {error !== undefined && <ErrorNote error={error} />}
        <StateNote account={account} />
        <Facts account={account} />
        <hr className="hr" />
        <TextField label={t.name} value={draft.display} onChange={(display) => onChange({ display })} />
        <RoleField roles={draft.roles} isDisabled={isMine} onChange={(roles) => onChange({ roles })} />
        <p className="s mut">{isMine ? t.yourself : t.rolesEnd}</p>
      </div>
    </Panel>
  );
}
