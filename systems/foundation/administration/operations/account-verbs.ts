import type { System } from '@lienmach/system-kit';
import { accountChange } from './account-change.ts';
import { accountCreate } from './account-create.ts';
import { accountDisable } from './account-disable.ts';
import { accountEnable } from './account-enable.ts';
import { accountEndSession } from './account-end-session.ts';
import { accountEndSessions } from './account-end-sessions.ts';
import { accountLink } from './account-link.ts';
import { accountResetFactors } from './account-reset-factors.ts';
import { accountResetPassword } from './account-reset-password.ts';
import { accountSessions } from './account-sessions.ts';
import { accounts } from './accounts.ts';

/** Everything that is done to accounts; the manifest names it as one. */
export const accountVerbs: NonNullable<System['operations']> = [
  accountChange,
  accountCreate,
  accountDisable,
  accountEnable,
  accountEndSession,
  accountEndSessions,
  accountLink,
  accountResetFactors,
  accountResetPassword,
  accountSessions,
  accounts,
];
