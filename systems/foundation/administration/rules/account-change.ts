import { staffRoles } from '@lienmach/core';
import { combine, type FhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';

/** An account as far as these decisions need it. */
export interface HeldAccount {
  readonly login: string;
  readonly reference: string;
  readonly roles: readonly string[];
  readonly isDisabled: boolean;
}

/** people, and the screens in the hall that sign in like one */
const accountRoles: readonly string[] = [...staffRoles, 'board', 'integrator'];

const isAdministrator = ({ roles, isDisabled }: HeldAccount): boolean => !isDisabled && roles.includes('administrator');

/**
 * What an account needs to be one: a name that people see, and at least one role of staff.
 *
 * @throws administration.nameMissing, administration.roleMissing, administration.unknownRole, all at once
 * @source TT 46/2018/TT-BYT, control of access to the electronic record by role (secondary)
 */
export function checkAccount(display: string | undefined, roles: readonly string[] | undefined): void {
  const problems: FhirError[] = [];
  if (display !== undefined && display.trim() === '') problems.push(errors.nameMissing({ at: 'display' }));
  if (roles?.length === 0) problems.push(errors.roleMissing({ at: 'role' }));
  for (const role of roles ?? [])
    if (!accountRoles.includes(role)) problems.push(errors.unknownRole({ at: 'role', role }));
  if (problems.length > 0) throw combine(problems);
}

/**
 * May this account become this? Nobody locks themselves out or raises themselves, and somebody who can mend it is left.
 *
 * @param me  reference of who asks
 * @throws administration.notYourself, administration.lastAdministrator
 * @source NĐ 85/2016/NĐ-CP and TCVN 11930:2017, separation of duties in account management (secondary); the two limits are ours
 */
export function checkAccountChange(
  account: HeldAccount,
  change: { readonly roles?: readonly string[]; readonly isDisabled?: boolean },
  all: readonly HeldAccount[],
  me: string,
): void {
  const { roles = account.roles, isDisabled = account.isDisabled } = change;
  const isSame = roles.toSorted().join() === account.roles.toSorted().join() && isDisabled === account.isDisabled;
  if (isSame) return;
  if (account.reference === me) throw errors.notYourself({ at: 'login' });
  const after = all.map((one) => (one.login === account.login ? { ...one, roles, isDisabled } : one));
  if (isAdministrator(account) && !after.some(isAdministrator)) throw errors.lastAdministrator({ at: 'login' });
}
