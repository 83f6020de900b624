import type { Subscription } from '@lienmach/system-kit';
import { followVisit } from '../operations/follow-visit.ts';
import { hasEnded, isCalledOff } from '../rules/preparation.ts';

/** A visit has ended, or is changed after its end, or is called off: its claim follows. */
export const onVisitEnded: Subscription<'Encounter'> = {
  id: 'on-visit-ended',
  on: 'Encounter',
  when: (encounter) => hasEnded(encounter) || isCalledOff(encounter),
  actAs: ['claims-clerk'],
  async react(ctx, { id = '' }) {
    await followVisit(ctx, id);
  },
};
