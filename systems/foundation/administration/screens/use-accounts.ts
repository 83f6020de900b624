import { useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

export interface ShownAccount {
  readonly login: string;
  readonly display: string;
  readonly reference: string;
  readonly roles: readonly string[];
  readonly isDisabled: boolean;
  readonly hasPassword: boolean;
  readonly lockedUntil: string | undefined;
  readonly oneTimeUntil: string | undefined;
  readonly created: string | undefined;
  readonly signedIn: string | undefined;
  readonly sessions: number;
}

export const accountsKey = ['administration', 'accounts'] as const;

const accountOf = (part: Parameters): ShownAccount => ({
  login: valueIn<string>(part, 'login') ?? '',
  display: valueIn<string>(part, 'display') ?? '',
  reference: valueIn<string>(part, 'reference') ?? '',
  roles: valuesIn<string>(part, 'role'),
  isDisabled: valueIn<boolean>(part, 'isDisabled') ?? false,
  hasPassword: valueIn<boolean>(part, 'hasPassword') ?? false,
  lockedUntil: valueIn<string>(part, 'lockedUntil'),
  oneTimeUntil: valueIn<string>(part, 'oneTimeUntil'),
  created: valueIn<string>(part, 'created'),
  signedIn: valueIn<string>(part, 'signedIn'),
  sessions: valueIn<number>(part, 'sessions') ?? 0,
});

/** Everybody who can sign in, by name. */
export function useAccounts() {
  const { operation } = useRecord();
  return useQuery({
    queryKey: accountsKey,
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$accounts', undefined), 'account')
        .map(accountOf)
        .sort((a, b) => a.display.localeCompare(b.display, 'vi')),
  });
}
