import type { Engines, OperationParameter } from '@lienmach/system-kit';

type Standing = Awaited<ReturnType<Engines['accounts']['list']>>[number];

const out = (name: string, type: string, min = 1, max: '1' | '*' = '1'): OperationParameter => ({
  name,
  use: 'out',
  min,
  max,
  type,
});

/** one account as the desk shows it */
export const accountParts: readonly OperationParameter[] = [
  ...['login', 'display', 'reference'].map((name) => out(name, 'string')),
  out('role', 'code', 0, '*'),
  ...['isDisabled', 'hasPassword'].map((name) => out(name, 'boolean')),
  ...['lockedUntil', 'oneTimeUntil', 'created', 'signedIn'].map((name) => out(name, 'instant', 0)),
  out('sessions', 'integer'),
  out('factors', 'integer'),
];

export const login: OperationParameter = { name: 'login', use: 'in', min: 1, max: '1', type: 'string' };
export const display: OperationParameter = { name: 'display', use: 'in', min: 0, max: '1', type: 'string' };
export const role: OperationParameter = { name: 'role', use: 'in', min: 0, max: '*', type: 'code' };

/** shown once */
export const oneTimePassword: readonly OperationParameter[] = [out('password', 'string'), out('until', 'instant')];

export const shownAccount = ({ roles, ...account }: Standing) => ({ ...account, role: roles });
