export const aboGroups = ['O', 'A', 'B', 'AB'] as const;
export type Abo = (typeof aboGroups)[number];
export type Rhd = 'positive' | 'negative';

export interface BloodGroup {
  readonly abo: Abo;
  readonly rhd: Rhd;
}

/** @source none: reads a word of ours */
export const aboOf = (text: string | undefined): Abo | undefined => aboGroups.find((one) => one === text);

/** `O+`, `AB-`: the code of a group. @source none: writes a word of ours */
export const groupCode = ({ abo, rhd }: BloodGroup): string => `${abo}${rhd === 'positive' ? '+' : '-'}`;

/** @source none: reads a word of ours */
export function groupOfCode(code: string | undefined): BloodGroup | undefined {
  const abo = aboOf(code?.slice(0, -1));
  if (abo === undefined || !/[+-]$/.test(code ?? '')) return undefined;
  return { abo, rhd: code?.endsWith('+') ? 'positive' : 'negative' };
}

/** @source none: compares */
export const sameGroup = (a: BloodGroup, b: BloodGroup): boolean => a.abo === b.abo && a.rhd === b.rhd;
