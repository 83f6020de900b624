import { defineSystem } from '@lienmach/system-kit';
import { accountChange } from './operations/account-change.ts';
import { accountCreate } from './operations/account-create.ts';
import { accountDisable } from './operations/account-disable.ts';
import { accountEnable } from './operations/account-enable.ts';
import { accountEndSession } from './operations/account-end-session.ts';
import { accountEndSessions } from './operations/account-end-sessions.ts';
import { accountLink } from './operations/account-link.ts';
import { accountResetFactors } from './operations/account-reset-factors.ts';
import { accountResetPassword } from './operations/account-reset-password.ts';
import { accountSessions } from './operations/account-sessions.ts';
import { accounts } from './operations/accounts.ts';
import { appDisable } from './operations/app-disable.ts';
import { appRegister } from './operations/app-register.ts';
import { apps } from './operations/apps.ts';
import { auditChain } from './operations/audit-chain.ts';
import { auditSubject } from './operations/audit-subject.ts';
import { jobCancel } from './operations/job-cancel.ts';
import { jobRetry } from './operations/job-retry.ts';
import { linkState } from './operations/link-state.ts';
import { messageContent } from './operations/message-content.ts';
import { messageCorrect } from './operations/message-correct.ts';
import { messageRefuse } from './operations/message-refuse.ts';
import { messageReplay } from './operations/message-replay.ts';
import { operationsDesk } from './operations/operations-desk.ts';
import { outgoingCancel } from './operations/outgoing-cancel.ts';
import { outgoingRetry } from './operations/outgoing-retry.ts';
import { roomSave } from './operations/room-save.ts';

export const administration = defineSystem({
  id: 'administration',
  title: { vi: 'Quản trị', en: 'Administration' },
  operations: [
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
    appDisable,
    appRegister,
    apps,
    auditChain,
    auditSubject,
    jobCancel,
    jobRetry,
    linkState,
    messageContent,
    messageCorrect,
    messageRefuse,
    messageReplay,
    operationsDesk,
    outgoingCancel,
    outgoingRetry,
    roomSave,
  ],
});
