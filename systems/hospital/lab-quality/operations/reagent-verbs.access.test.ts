import { expect, test } from 'vitest';
import { askAs, othersThan } from '../stories/refused-roles.ts';

const verbs = [
  ['$receive-reagent', undefined],
  ['$move-reagent', 'Substance/s1'],
] as const;

test.each(
  othersThan('lab-technician', 'lab-doctor', 'lab-head').flatMap((role) =>
    verbs.map(([verb, at]) => ({ role, verb, at })),
  ),
)('$role không bấm được $verb', async ({ role, verb, at }) => {
  await expect(askAs(role, `Substance/${verb}`, at)).rejects.toMatchObject({ code: 'system-kit.notAllowed' });
});
