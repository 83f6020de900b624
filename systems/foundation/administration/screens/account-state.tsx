import { fhirNow, StatusChip, type Tone, useTexts } from '@lienmach/ui';
import type { ShownAccount } from './use-accounts.ts';
import { texts, type UsersTexts } from './users-texts.ts';

type State = keyof UsersTexts['states'];

const tones: Readonly<Record<State, Tone>> = {
  open: 'neutral',
  now: 'ok',
  oneTime: 'info',
  oneTimeOver: 'warn',
  noPassword: 'warn',
  locked: 'warn',
  disabled: 'bad',
};

/** What matters first about an account. */
export function stateOf(account: ShownAccount): State {
  if (account.isDisabled) return 'disabled';
  if (account.lockedUntil !== undefined) return 'locked';
  if (!account.hasPassword) return 'noPassword';
  if (account.oneTimeUntil !== undefined)
    return Date.parse(account.oneTimeUntil) > Date.parse(fhirNow()) ? 'oneTime' : 'oneTimeOver';
  return account.sessions > 0 ? 'now' : 'open';
}

export function AccountState({ account }: { readonly account: ShownAccount }) {
  const t = useTexts(texts);
  const state = stateOf(account);
  return <StatusChip tone={tones[state]}>{t.states[state]}</StatusChip>;
}
