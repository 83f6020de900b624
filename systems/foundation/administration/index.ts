import { defineSystem } from '@lienmach/system-kit';
import { accountVerbs } from './operations/account-verbs.ts';
import { appDisable } from './operations/app-disable.ts';
import { appRegister } from './operations/app-register.ts';
import { apps } from './operations/apps.ts';
import { auditChain } from './operations/audit-chain.ts';
import { auditSubject } from './operations/audit-subject.ts';
import { breakGlass } from './operations/break-glass.ts';
import { jobCancel } from './operations/job-cancel.ts';
import { jobRetry } from './operations/job-retry.ts';
import { operationsDesk } from './operations/operations-desk.ts';
import { roomSave } from './operations/room-save.ts';
import { openingReviewGuard } from './rules/opening-review-guard.ts';

export const administration = defineSystem({
  id: 'administration',
  title: { vi: 'Quản trị', en: 'Administration' },
  operations: [
    ...accountVerbs,
    appDisable,
    appRegister,
    apps,
    auditChain,
    auditSubject,
    breakGlass,
    jobCancel,
    jobRetry,
    operationsDesk,
    roomSave,
  ],
  guards: [openingReviewGuard],
});
