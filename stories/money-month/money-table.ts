import { formatDong, xuOfMoney } from '@lienmach/core';
import type { Money, Reference } from 'fhir/r4';

export interface CheckedMoney {
  readonly holds: boolean;
  readonly count: Readonly<Record<string, number>>;
  readonly identity: readonly {
    readonly code: string;
    readonly text: string;
    readonly left: Money;
    readonly right: Money;
    readonly difference: Money;
    readonly holds: boolean;
    readonly misfits: number;
    readonly misfit: readonly { readonly what: Reference; readonly text: string }[];
  }[];
}

const dong = (money: Money): string => formatDong(xuOfMoney(money));

/** The equations of a period as people read them, one line each. */
export const moneyTable = ({ identity }: CheckedMoney): string =>
  [
    '| đẳng thức | vế trái | vế phải | lệch | |',
    '|---|---:|---:|---:|---|',
    ...identity.map(
      ({ text, left, right, difference, holds, misfits }) =>
        `| ${text} | ${dong(left)} | ${dong(right)} | ${dong(difference)} | ${holds ? 'khớp' : `KHÔNG KHỚP (${misfits})`} |`,
    ),
  ].join('\n');
