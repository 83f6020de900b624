import { bulkOperations } from './bulk-operations.ts';
import type { Check } from './check.ts';
import { codeOperations } from './code-operations.ts';
import { importOperations } from './import-operations.ts';
import { personOperations } from './person-operations.ts';
import { recordOperations } from './record-operations.ts';

/** Operations that architecture and issue promise; subscriptions need a server of their own and stand beside them. */
export const operations: readonly Check[] = [
  ...recordOperations,
  ...personOperations,
  ...bulkOperations,
  ...importOperations,
  ...codeOperations,
];
