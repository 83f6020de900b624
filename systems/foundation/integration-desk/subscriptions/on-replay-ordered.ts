import type { Subscription } from '@lienmach/system-kit';
import { progressOf } from '../rules/replay-order.ts';

/** A bulk replay goes on, page after page, until nothing of what was meant is left; after a crash from where it was. */
export const onReplayOrdered: Subscription<'Task'> = {
  id: 'on-replay-ordered',
  on: 'Task',
  when: (task) => (task.status === 'requested' || task.status === 'in-progress') && progressOf(task) !== undefined,
  actAs: ['integration-desk'],
  key: ({ id }) => `replay ${id}`,

  async react(ctx, { id }) {
    await ctx.call('Task/$replay-page', `Task/${id}`);
  },
};
