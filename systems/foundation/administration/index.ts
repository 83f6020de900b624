import { defineSystem } from '@lienmach/system-kit';
import { accountChange } from './operations/account-change.ts';
import { accountCreate } from './operations/account-create.ts';
import { accountDisable } from './operations/account-disable.ts';
import { accountEnable } from './operations/account-enable.ts';
import { accountEndSessions } from './operations/account-end-sessions.ts';
import { accountResetPassword } from './operations/account-reset-password.ts';
import { accounts } from './operations/accounts.ts';

export const administration = defineSystem({
  id: 'administration',
  title: { vi: 'Quản trị', en: 'Administration' },
  operations: [
    accounts,
    accountCreate,
    accountChange,
    accountDisable,
    accountEnable,
    accountResetPassword,
    accountEndSessions,
  ],
});
